/** The phases of a change, in order. */
export type Step = 'wait' | 'resolve' | 'sync' | 'download' | 'stage' | 'verify' | 'commit' | 'record'

/** What a running call may tell. Sizes are bytes, of the one file `name`. `total` is null while it is not known. */
export type Progress =
  | { readonly kind: 'step'; readonly step: Step; readonly index: number; readonly count: number }
  | {
      readonly kind: 'transfer'
      readonly name: string
      readonly received: number
      readonly total: number | null
    }
  /** After this, cancelling comes too late: the change finishes, and can be undone. */
  | { readonly kind: 'committing' }

/** Must not throw. */
export type Report = (progress: Progress) => void

export const silent: Report = () => undefined
