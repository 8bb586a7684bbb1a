import type { IconName } from './icons.ts'

/** A line of a menu, or the line between groups. */
export type MenuItem =
  | {
      readonly id: string
      readonly label: string
      readonly icon?: IconName | undefined
      /** Shown at the end: a shortcut, a size. */
      readonly end?: string | undefined
      readonly disabled?: boolean | undefined
      readonly checked?: boolean | undefined
    }
  | { readonly separator: true }
