import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import { PoolBuilder } from '../resolver/pool-builder.ts'
import type { PoolAbout } from '../resolver/pool.ts'
import { IndexBuilder } from '../search/build-index.ts'
import { declarationOf } from './declaration.ts'
import { documentOf, standingOf } from './search-document.ts'

/** A release, and its row in the catalog. */
export interface PlacedRecord {
  readonly id: number
  readonly record: IndexRecord
}

/** Releases of one name, as they are ranked. */
export type HearReleases = (releases: readonly PlacedRecord[], publishers: readonly Publisher[]) => void

/**
 * What becomes of repositories that are read now: the pool and the search index take from each release what they need while
 * it is at hand, so that nobody reads it again and nobody has to remember it.
 */
export class FreshReleases {
  readonly pool = new PoolBuilder()
  readonly search = new IndexBuilder()
  readonly #architecture: string
  /** By repository that was begun, the digest of its index once it was heard to its end. */
  readonly #digests = new Map<string, string | null>()
  /** One that is begun again was told wrongly before. */
  #isMuddled = false

  /** `architecture`: of this machine. */
  constructor(architecture: string) {
    this.#architecture = architecture
  }

  begin(repository: string): HearReleases {
    this.#isMuddled ||= this.#digests.has(repository)
    this.#digests.set(repository, null)
    return (releases, publishers) => {
      const architecture = this.#architecture
      const records = releases.map(({ record }) => record)
      for (const record of records) this.pool.add(declarationOf(repository, record, publishers))
      const standing = releases[records.indexOf(standingOf(records, architecture))]!
      this.search.add(documentOf(repository, standing, { architecture, publishers }))
    }
  }

  end(repository: string, digest: string): void {
    this.#digests.set(repository, digest)
  }

  /** Repositories of which nothing was heard; null where what was heard is not what these offer, for this machine. */
  othersOf({ architecture, sources }: PoolAbout): readonly string[] | null {
    const isOf = [...this.#digests].every(([repository, digest]) =>
      sources.some((source) => source.repository === repository && source.digest === digest),
    )
    if (!isOf || this.#isMuddled || architecture !== this.#architecture) return null
    return sources.map(({ repository }) => repository).filter((name) => !this.#digests.has(name))
  }
}
