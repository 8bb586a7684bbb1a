import { isFull } from '../../kit/full.ts'

/**
 * How often a property is tried, and from where: MULTIOS_TEST_SEED repeats a run whose seed was printed. A `slice` is
 * what is tried of it where the whole was not asked for.
 */
export function runsOf(full: number, slice = full): { readonly numRuns: number; readonly seed: number } {
  const given = process.env['MULTIOS_TEST_SEED']
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  const numRuns = isFull ? full : slice
  console.log(`MULTIOS_TEST_SEED=${seed} (${numRuns} runs)`)
  return { numRuns, seed }
}

/** Milliseconds that a test may take. */
export const patience = isFull ? 1_200_000 : 300_000
