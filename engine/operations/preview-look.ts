import type { PackageDetails } from '../api/package-operations.ts'
import type { PackagePreview } from '../api/preview-operations.ts'

/** What was made of the file, beside its findings. */
export type Look = Omit<PackagePreview, 'findings'>

/** What a look is made with. */
export interface LookOptions {
  /** Its name, to tell of it by. */
  readonly file: string
  readonly bytes: Buffer
  readonly locales: readonly string[]
  /** A day such as 2026-03-01. */
  readonly today: string
}

export const nothingToShow: Look = { details: null, offers: [], others: [] }

/** What a package's details say before any repository offers it and anything of it is installed. */
export const unoffered = {
  repository: null,
  publisher: null,
  published: null,
  installed: null,
  update: null,
  addOns: [],
  versions: [],
  neededBy: [],
  unexported: [],
  security: { chain: [], advisories: [] },
  files: null,
} satisfies Partial<PackageDetails>
