import { setFlagsFromString } from 'node:v8'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'

const key = 'multios.flags'

/** Flags of V8 that are those of the whole process once a thread has loaded everything, and calls `tuneHere`. */
export function tuneThreads(flags: readonly string[]): void {
  setEnvironmentData(key, [...flags])
}

/** In a thread. Compiled code that was kept, Node's own included, is not taken any more after it. */
export function tuneHere(): void {
  const flags = getEnvironmentData(key)
  if (Array.isArray(flags)) for (const flag of flags) setFlagsFromString(String(flag))
}
