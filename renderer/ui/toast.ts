/** A short message in the corner that goes by itself. Never for what needs a decision. */
export interface Toast {
  readonly id: number
  readonly tone: 'ok' | 'neutral'
  readonly title: string
  readonly text: string | null
  /** The one thing that can be done about it. */
  readonly action: { readonly label: string; readonly run: () => void } | null
}
