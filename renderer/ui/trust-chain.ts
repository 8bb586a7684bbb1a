/** One step of a chain of trust, root first. */
export interface TrustStep {
  readonly title: string
  /** What the key is and until when, in one line. */
  readonly meta: string
  /** Hex digits of the key; null for the step that has none of its own, such as the package. */
  readonly fingerprint: string | null
  readonly state: 'valid' | 'expiring' | 'broken'
}
