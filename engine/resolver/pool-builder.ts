import { NumberedRelations } from './numbered-relations.ts'
import { NumberLists } from './number-lists.ts'
import { compareReleases, compareText } from './order-releases.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'
import type { PoolContent, PoolRelease, RelationKind } from './pool-content.ts'
import { isExclusion, writeSections } from './pool-layout.ts'
import { sectionsOf } from './pool-sections.ts'

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
  readonly #releases: PoolRelease[] = []
  /** Of each release the numbers of its name, its version and its architecture. */
  readonly #texts: [name: number[], version: number[], architecture: number[]] = [[], [], []]

  /** Its version can be read, and its repository is one of those that the pool names in the end. */
  add(declared: Declaration): void {
    const { name, version, scheme, architecture, repository, digest, size, installedSize } = declared
    const { barred = null } = declared
    this.#releases.push({
      ...{ name, version, scheme, architecture, repository },
      ...{ digest, size, installedSize, barred },
    })
    const { names, texts } = this.#relations
    this.#texts[0].push(names.idOf(name))
    this.#texts[1].push(texts.idOf(version))
    this.#texts[2].push(texts.idOf(architecture))
    this.#addLists(declared)
  }

  #addLists(declared: Declaration): void {
    const relations = this.#relations
    const excluded = relations.exclusions([...declared.conflicts, ...declared.breaks])
    const lists = this.#lists
    lists.relations.add([
      ...relations.clauses(declared.dependencies),
      ...excluded.map((term) => term + isExclusion),
    ])
    lists.recommends.add(relations.clauses(declared.recommends))
    lists.suggests.add(relations.clauses(declared.suggests))
    lists.replaces.add(relations.exclusions(declared.replaces))
    lists.provides.add(relations.provided(declared.provides))
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
    const order = Uint32Array.from(releases.keys()).sort((a, b) => {
      const [one, other] = [releases[a]!, releases[b]!]
      return compareText(one.name, other.name) || compare(one, other)
    })
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
