import { listOf } from './words.ts'

/** What failed for the person, why, and what they can do about it. Plain text, whole sentences. */
export interface FailureWords {
  readonly title: string
  readonly cause: string
  readonly fix: string
}

export function closeNames(nearest: readonly string[], otherwise: string): string {
  return nearest.length === 0 ? otherwise : `Close names: ${listOf(nearest)}.`
}
