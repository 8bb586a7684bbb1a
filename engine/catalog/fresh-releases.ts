import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import { PoolBuilder } from '../resolver/pool-builder.ts'
import type { PoolAbout } from '../resolver/pool.ts'
import { IndexBuilder } from '../search/build-index.ts'
import { factsOf } from './declaration.ts'
import { PlainDocuments } from './plain-documents.ts'
import { PlainRecord } from './plain-record.ts'
import { documentOf, fits } from './search-document.ts'
import { nameInRelation, UsedNames } from './used-names.ts'

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
  readonly #used = new UsedNames(this.pool.written, this.search.users)
  readonly #documents: PlainDocuments
  /** By repository that was begun, the digest of its index once it was heard to its end. */
  readonly #digests = new Map<string, string | null>()
  /** One that is begun again was told wrongly before. */
  #isMuddled = false

  /** `architecture`: of this machine. */
  constructor(architecture: string) {
    this.#architecture = architecture
    const { texts } = this.pool.written
    this.#documents = new PlainDocuments(architecture, (relation) => nameInRelation(texts[relation]!))
  }

  begin(repository: string): HearReleases {
    this.#isMuddled ||= this.#digests.has(repository)
    this.#digests.set(repository, null)
    return (releases, publishers) => {
      const isAlone = releases.length === 1
      const standing = isAlone ? 0 : releases.findIndex(({ record }) => fits(record, this.#architecture))
      for (let at = 0; at < releases.length; at += 1)
        this.#hear(
          repository,
          { placed: releases[at]!, isStanding: at === Math.max(0, standing) },
          publishers,
        )
    }
  }

  /** `isStanding`: it stands for its name. */
  #hear(
    repository: string,
    { placed, isStanding }: { readonly placed: PlacedRecord; readonly isStanding: boolean },
    publishers: readonly Publisher[],
  ): void {
    const { record } = placed
    const isPlain = record instanceof PlainRecord
    const told = this.pool.told((list) => (isPlain ? record.textsOf(list) : record[list]))
    const release = factsOf(repository, record, publishers)
    this.pool.addTold(release, told)
    if (!isStanding) return
    if (isPlain) {
      this.search.users.begin()
      this.#used.use(told.dependencies)
      this.#used.use(told.recommends)
      this.#used.use(told.suggests)
      const placedPlain = { id: placed.id, record, release, told }
      this.search.addTold(this.#documents.documentOf(placedPlain, publishers))
    } else {
      this.search.add(documentOf(repository, placed, { architecture: this.#architecture, publishers }))
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
