import type { Exported } from './exports-record.ts'

/** Why something is not in the person's folders, or still there though nothing wants it. */
export type SkipReason =
  /** Something that we did not put there has that name. */
  | 'foreign'
  /** It was ours, and is not as we left it. */
  | 'edited'
  /** A program of that name is elsewhere on PATH; a link would hide it. */
  | 'other-program'
  /** A folder on the way is a link, or a file. */
  | 'linked-folder'
  | 'no-folder'
  /** The file system refuses. */
  | 'denied'
  /** The entry cannot be read, is none of an application, or starts what no package has. */
  | 'unreadable'
  | 'not-an-application'
  | 'no-command'

export interface ExportSkip extends Pick<Exported, 'kind' | 'package'> {
  /** Absolute in the person's folders; relative to the profile where an entry did not come so far. */
  readonly path: string
  readonly reason: SkipReason
}

export interface ExportReport {
  /** False where there is no home to export to: then nothing was looked at. */
  readonly settled: boolean
  /** Absolute paths, sorted. */
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly skipped: readonly ExportSkip[]
}
