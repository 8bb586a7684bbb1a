import type { IconName } from './icons.ts'

/** One cell of a fact strip: a label over its value. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** Smaller, beside the value, or below it in a plan. */
  readonly note?: string | undefined
  readonly icon?: IconName | undefined
  readonly tone?: 'ok' | 'warn' | 'danger' | 'sealed' | undefined
}
