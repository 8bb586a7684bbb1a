import type { Measured } from '../report.ts'

export async function benchDepsolve(): Promise<Measured[]> {
  return []
}
