import type { DebRefusal } from './deb-problem.ts'

/** A .deb, or what dpkg has installed: then its stanza. Plain data: it goes to threads. */
export type DebJob = FileJob | InstalledJob

export interface FileJob {
  readonly kind: 'file'
  readonly file: string
  /** Words to search by that the archive says besides the package itself. */
  readonly tags: string
  /** Section of the archive, which overrides that of the package; '' where it says none. */
  readonly section: string
}

export interface InstalledJob {
  readonly kind: 'installed'
  readonly control: readonly (readonly [string, string])[]
}

export interface Refused {
  readonly kind: 'refused'
  readonly reason: DebRefusal
  readonly detail: string
}

/** What is to be imported, and what of the wish cannot be. */
export interface Jobs {
  readonly jobs: readonly DebJob[]
  readonly refused: readonly (Refused & { readonly source: string })[]
}
