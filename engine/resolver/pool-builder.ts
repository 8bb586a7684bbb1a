import { FilledList } from '../base/filled-list.ts'
import type { Interned } from '../base/interned.ts'
import type { Texts } from '../base/lying-texts.ts'
import { NumberedRelations } from './numbered-relations.ts'
import { NumberLists } from './number-lists.ts'
import { compareReleases, compareText } from './order-releases.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'
import type { PoolContent, PoolRelease, RelationKind } from './pool-content.ts'
import { isExclusion, writeSections } from './pool-layout.ts'
import { sectionsOf } from './pool-sections.ts'

const relationLists = [
  ...(['dependencies', 'recommends', 'suggests', 'provides'] as const),
  ...(['conflicts', 'breaks', 'replaces'] as const),
]
export type RelationList = (typeof relationLists)[number]

/** Of a release, the numbers of its relations among all that are written. */
export type ToldRelations = Readonly<Record<RelationList, FilledList>>

const relationKinds: readonly RelationKind[] = ['relations', 'recommends', 'suggests', 'replaces', 'provides']

/**
 * A pool of releases as they come, each once. Texts become numbers where they are met, so that nobody has to keep what a
 * release declares until all are known; the order of releases decides nothing about the bytes.
 */
export class PoolBuilder {
  readonly #relations = new NumberedRelations()
  readonly #lists: Readonly<Record<RelationKind, NumberLists>> = {
    ...{ relations: new NumberLists(), recommends: new NumberLists(), suggests: new NumberLists() },
    ...{ replaces: new NumberLists(), provides: new NumberLists() },
  }
  readonly #told: ToldRelations = {
    ...{ dependencies: new FilledList(), recommends: new FilledList(), suggests: new FilledList() },
    ...{ provides: new FilledList(), conflicts: new FilledList(), breaks: new FilledList() },
    replaces: new FilledList(),
  }
  readonly #releases: PoolRelease[] = []
  /** Of each release the numbers of its name, its version and its architecture. */
  readonly #texts: [name: number[], version: number[], architecture: number[]] = [[], [], []]

  /** Relations as they are written. */
  get written(): Interned {
    return this.#relations.written
  }

  /** Its version can be read, and its repository is one of those that the pool names in the end. */
  add(declared: Declaration): void {
    const { name, version, scheme, architecture, repository, digest, size, installedSize } = declared
    const { barred = null } = declared
    this.addTold(
      { name, version, scheme, architecture, repository, digest, size, installedSize, barred },
      this.told((list) => declared[list]),
    )
  }

  /** Of the release that is told next; `textsOf` are its relations as they are written. */
  told(textsOf: (list: RelationList) => Texts): ToldRelations {
    for (const list of relationLists) this.written.fill(this.#told[list], textsOf(list))
    return this.#told
  }

  addTold(release: PoolRelease, told: ToldRelations): void {
    this.#releases.push(release)
    const { names, texts } = this.#relations
    this.#texts[0].push(names.idOf(release.name))
    this.#texts[1].push(texts.idOf(release.version))
    this.#texts[2].push(texts.idOf(release.architecture))
    const relations = this.#relations
    const lists = this.#lists
    relations.addClauses(told.dependencies, lists.relations)
    relations.addExclusions(told.conflicts, lists.relations, isExclusion)
    relations.addExclusions(told.breaks, lists.relations, isExclusion)
    relations.addClauses(told.recommends, lists.recommends)
    relations.addClauses(told.suggests, lists.suggests)
    relations.addExclusions(told.replaces, lists.replaces)
    relations.addProvided(told.provides, lists.provides)
    for (const kind of relationKinds) lists[kind].end()
  }

  finish({ architecture, sources }: PoolAbout): Uint8Array {
    const sorted = sources.toSorted((a, b) => compareText(a.repository, b.repository))
    const content: PoolContent = {
      about: { architecture, sources: sorted },
      repositories: new Map(sorted.map(({ repository }, index) => [repository, index])),
      relations: this.#relations,
      ...this.#inOrder(architecture),
    }
    return writeSections(sectionsOf(content))
  }

  /** By name; of one name in the order of releases. */
  #inOrder(architecture: string): Omit<PoolContent, 'about' | 'repositories' | 'relations'> {
    const releases = this.#releases
    const compare = compareReleases(architecture)
    const order = inOrder(releases, (one, other) => compareText(one.name, other.name) || compare(one, other))
    const [names, versions, architectures] = this.#texts
    const { relations, recommends, suggests, replaces, provides } = this.#lists
    return {
      releases: Array.from(order, (at) => releases[at]!),
      nameOf: order.map((at) => names[at]!),
      versionOf: order.map((at) => versions[at]!),
      architectureOf: order.map((at) => architectures[at]!),
      lists: {
        relations: relations.inOrder(order),
        recommends: recommends.inOrder(order),
        suggests: suggests.inOrder(order),
        replaces: replaces.inOrder(order),
        provides: provides.inOrder(order),
      },
    }
  }
}

/** A repository tells its releases in their order, nearly always. */
function inOrder<T>(values: readonly T[], compare: (one: T, other: T) => number): Uint32Array {
  const order = Uint32Array.from(values.keys())
  const isInOrder = values.every((value, at) => at === 0 || compare(values[at - 1]!, value) <= 0)
  return isInOrder ? order : order.sort((a, b) => compare(values[a]!, values[b]!))
}
