import type { Unexported } from '../model/unexported.ts'

export interface ExportReport {
  /** False where there is no home to export to: then nothing was looked at. */
  readonly settled: boolean
  /** Absolute paths, sorted. */
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly skipped: readonly Unexported[]
}
