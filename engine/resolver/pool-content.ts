import type { NumberLists } from './number-lists.ts'
import type { NumberedRelations } from './numbered-relations.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'

/** What a pool says of a release beside what it needs, excludes and provides. */
export type PoolRelease = Pick<
  Declaration,
  | 'name'
  | 'version'
  | 'scheme'
  | 'architecture'
  | 'repository'
  | 'digest'
  | 'size'
  | 'installedSize'
  | 'barred'
>

/** Releases in the order of their numbers, and all that they speak of, numbered as it was met. */
export interface PoolContent {
  readonly about: PoolAbout
  readonly repositories: ReadonlyMap<string, number>
  readonly releases: readonly PoolRelease[]
  /** By release, the numbers of its name, its version and its architecture. */
  readonly nameOf: Uint32Array
  readonly versionOf: Uint32Array
  readonly architectureOf: Uint32Array
  readonly relations: NumberedRelations
  /** By release: clauses and terms; of `relations` clauses, then terms with `isExclusion` added; provisions. */
  readonly lists: Readonly<Record<RelationKind, NumberLists>>
}

export type RelationKind = 'relations' | 'recommends' | 'suggests' | 'replaces' | 'provides'
