import type { AdvisoryFile } from '../model/advisory.ts'
import { type Connection, guarded } from '../state/database.ts'
import { digestsIn } from './source-digests.ts'

/** The advisories of one repository that the catalog has, with the digest of their file. */
export function storedAdvisories(
  catalog: Connection,
  repository: string,
): { readonly digest: string; readonly file: AdvisoryFile } {
  return guarded(catalog.name, () => {
    const row = catalog
      .prepare<[string], { index_sha256: string; advisories: string }>(
        'SELECT index_sha256, advisories FROM source WHERE repository = ?',
      )
      .get(repository)
    if (row === undefined) return { digest: '', file: { format: 1, advisories: [] } }
    return { digest: digestsIn(row.index_sha256).advisories, file: advisoryFileIn(row.advisories) }
  })
}

/** As the catalog has it; one of before VEX has a list of advisories alone. */
export function advisoryFileIn(text: string): AdvisoryFile {
  const stored = JSON.parse(text) as AdvisoryFile | AdvisoryFile['advisories']
  return Array.isArray(stored) ? { format: 1, advisories: stored } : stored
}

/**
 * Puts others in their place. The index stays, and with it all that is made of it: neither pool nor search index knows of
 * advisories.
 */
export function replaceAdvisories(
  catalog: Connection,
  repository: string,
  advisories: { readonly digest: string; readonly file: AdvisoryFile },
): void {
  guarded(catalog.name, () =>
    catalog
      .transaction(() => {
        const digest = catalog
          .prepare<[string], string>('SELECT index_sha256 FROM source WHERE repository = ?')
          .pluck()
          .get(repository)
        catalog
          .prepare('UPDATE source SET index_sha256 = ?, advisories = ? WHERE repository = ?')
          .run(
            `${digestsIn(digest ?? '').index} ${advisories.digest}`,
            JSON.stringify(advisories.file),
            repository,
          )
      })
      .immediate(),
  )
}
