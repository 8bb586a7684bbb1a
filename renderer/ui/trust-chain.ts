/** One step of a chain of trust, root first. */
export interface TrustStep {
  readonly title: string
  /** What the key is and until when, in one line. */
  readonly meta: string
  /** Hex digits of the key; null for the step that has none of its own, such as the package. */
  readonly fingerprint: string | null
  /** The whole digest that somebody may want to compare: of the key, else of the file. */
  readonly proof?: string | null
  /** `absent`: not kept here, which proves nothing and breaks nothing. */
  readonly state: 'valid' | 'expiring' | 'absent' | 'broken'
}
