/** What failed for the person, why, and what they can do about it. Plain text, whole sentences. */
export interface FailureWords {
  readonly title: string
  readonly cause: string
  readonly fix: string
}
