import { getEnvironmentData } from 'node:worker_threads'
import { setTuned, type Tuning, tuningsKey } from './tuned.ts'

/** In a thread that has loaded everything. */
export function tuneHere(): void {
  setTuned((getEnvironmentData(tuningsKey) ?? []) as readonly Tuning[])
}
