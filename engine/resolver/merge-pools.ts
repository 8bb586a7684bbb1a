import { type Both, both, type Merged, mergeColumn } from '../base/merge-sorted.ts'
import { columnsIn, digestTable } from './digests.ts'
import { type Joined, joinPools } from './join-pools.ts'
import { matchJoined } from './match-joined.ts'
import type { Versioned } from './match-term.ts'
import type { PoolAbout } from './pool.ts'
import {
  fits,
  isAlone,
  isDebian,
  isEqualToLast,
  isExclusion,
  type Sections,
  writeSections,
} from './pool-layout.ts'
import type { Part } from './pool-part.ts'
import {
  aboutSection,
  isSameVersion,
  matchSections,
  nameSections,
  startsBy,
  textSections,
} from './pool-sections.ts'

/** The pool that everything that goes on of both would make by itself, byte for byte, in far less time. */
export function mergePools(parts: Both<Part>, about: PoolAbout): Uint8Array {
  return writeSections(sectionsOfBoth(joinPools(parts, about)))
}

function sectionsOfBoth(joined: Joined): Sections {
  const { parts, about, names, releases } = joined
  const data = both(parts, (part) => part.data)
  const texts = new Texts(parts)
  const releaseNames = column(
    releases,
    both(data, (each) => each.releaseNames),
    (name, side) => names.places[side][name]!,
  )
  const nameReleases = startsBy(releaseNames, names.packages.length)
  const releaseSections = { releaseNames, nameReleases, ...columnsOf(joined, texts) }
  const relations = relationSections(joined, texts)
  const providers = providersOf(releaseSections.releaseFlags, relations)
  const matches = matchJoined(joined, { ...releaseSections, ...relations, ...providers })
  const most = {
    ...aboutSection(about),
    ...nameSections(names),
    ...releaseSections,
    ...relations,
    ...providers,
    ...termSections(joined, texts),
    ...matchSections(matches),
  }
  // Last, when every text is known.
  return { ...most, ...textSections(texts.all()) }
}

/** Numbers for texts, in the order in which they are first met, as in a pool that is made anew. */
class Texts {
  readonly #ids = new Map<string, number>()
  readonly #parts: Both<Part>
  /** Of both, by number there: the new number + 1, or 0. */
  readonly #known: Both<Uint32Array>

  constructor(parts: Both<Part>) {
    this.#parts = parts
    this.#known = both(parts, ({ texts }) => new Uint32Array(texts.length))
  }

  idOf(text: number, side: 0 | 1): number {
    const known = this.#known[side]
    if (known[text] === 0) {
      const written = this.#parts[side].texts[text]!
      const id = this.#ids.get(written) ?? this.#ids.size
      this.#ids.set(written, id)
      known[text] = id + 1
    }
    return known[text]! - 1
  }

  all(): string[] {
    return [...this.#ids.keys()]
  }
}

function columnsOf({ parts, about, releases }: Joined, texts: Texts) {
  const data = both(parts, (part) => part.data)
  const repositories = both(parts, (part) =>
    part.about.sources.map(({ repository }) =>
      about.sources.findIndex((source) => source.repository === repository),
    ),
  )
  const textColumn = (columns: Both<Uint16Array | Uint32Array>) =>
    column(releases, columns, (text, side) => texts.idOf(text, side))
  const known = both(parts, (part) => columnsIn(part.data.digests))
  const numberColumn = (key: 'digests' | 'hashes') =>
    mergeColumn(
      new Uint32Array(releases.count),
      releases,
      both(known, (each) => each[key]),
    )
  const { starts, rows } = digestTable(numberColumn('digests'), numberColumn('hashes'))
  return {
    releaseVersions: textColumn(both(data, (each) => each.releaseVersions)),
    releaseArchitectures: new Uint16Array(textColumn(both(data, (each) => each.releaseArchitectures))),
    releaseRepositories: new Uint16Array(
      column(
        releases,
        both(data, (each) => each.releaseRepositories),
        (at, side) => repositories[side][at]!,
      ),
    ),
    releaseFlags: flagsOf({ parts, releases }),
    digestStarts: starts,
    digests: rows,
    releaseSizes: pairs(
      releases,
      both(data, (each) => each.releaseSizes),
    ),
    releaseSizesAbove: new Uint16Array(
      pairs(
        releases,
        both(data, (each) => each.releaseSizesAbove),
      ),
    ),
  }
}

/** What flags say of neighbours is worked out again. */
function flagsOf({ parts, releases }: Pick<Joined, 'parts' | 'releases'>): Uint8Array {
  const own = ~(isAlone | isEqualToLast)
  const columns = both(parts, ({ data }) => data.releaseFlags)
  const flags = new Uint8Array(column(releases, columns, (each) => each & own))
  const nameOf = (at: number): string | null => {
    if (at < 0 || at >= releases.count) return null
    const { data, names } = parts[releases.sides[at] as 0 | 1]
    return names[data.releaseNames[releases.ids[at]!]!]!
  }
  const versioned = (at: number): Versioned => {
    const { data, texts } = parts[releases.sides[at] as 0 | 1]
    const version = texts[data.releaseVersions[releases.ids[at]!]!]!
    return { version, scheme: (flags[at]! & isDebian) === 0 ? 'semver' : 'debian' }
  }
  for (let at = 0; at < releases.count; at += 1) {
    const name = nameOf(at)
    const isLikeLast = name === nameOf(at - 1)
    if (!isLikeLast && name !== nameOf(at + 1)) flags[at]! |= isAlone
    if (isLikeLast && isSameVersion(versioned(at), versioned(at - 1))) flags[at]! |= isEqualToLast
  }
  return flags
}

function relationSections({ parts, names, terms, clauses, releases }: Joined, texts: Texts) {
  const data = both(parts, (part) => part.data)
  const relation = (item: number, side: 0 | 1): number => {
    const { termCount } = parts[side]
    if (item >= isExclusion) return (terms.places[side][item - isExclusion]! | isExclusion) >>> 0
    return item < termCount
      ? terms.places[side][item]!
      : terms.count + clauses.places[side][item - termCount]!
  }
  const lists = (key: 'relation' | 'recommend' | 'suggest' | 'replace') =>
    listsOf(
      releases,
      both(data, (each) => ({ starts: each[`${key}Starts`], items: each[`${key}s`] })),
      relation,
    )
  const [relationStarts, relations] = lists('relation')
  const [recommendStarts, recommends] = lists('recommend')
  const [suggestStarts, suggests] = lists('suggest')
  const [replaceStarts, replaces] = lists('replace')
  const provided = both(data, (each) => ({ starts: each.provideStarts, items: each.provides }))
  const [provideStarts, provides] = listsOf(releases, provided, (item, side, offset) => {
    if (offset % 2 === 0) return names.places[side][item]!
    return item === 0 ? 0 : texts.idOf(item - 1, side) + 1
  })
  const several = both(data, (each) => ({ starts: each.clauseStarts, items: each.clauses }))
  const [clauseStarts, clauseTerms] = listsOf(clauses, several, relation)
  return {
    ...{ relationStarts, relations, recommendStarts, recommends, suggestStarts, suggests },
    ...{ replaceStarts, replaces, provideStarts, provides, clauseStarts, clauses: clauseTerms },
  }
}

interface Provides {
  readonly provideStarts: Uint32Array
  readonly provides: Uint32Array
}

/** Names that are provided, ascending, and by which releases that fit this machine, ascending. */
function providersOf(flags: Uint8Array, { provideStarts, provides }: Provides) {
  const by = new Map<number, number[]>()
  for (let release = 0; release < flags.length; release += 1) {
    if ((flags[release]! & fits) === 0) continue
    for (let at = provideStarts[release]!; at < provideStarts[release + 1]!; at += 2) {
      const list = by.get(provides[at]!) ?? []
      if (list.at(-1) !== release) list.push(release)
      by.set(provides[at]!, list)
    }
  }
  const sorted = [...by].sort(([a], [b]) => a - b)
  const providerStarts = new Uint32Array(sorted.length + 1)
  for (const [at, [, list]] of sorted.entries()) providerStarts[at + 1] = providerStarts[at]! + list.length
  return {
    providedNames: Uint32Array.from(sorted, ([name]) => name),
    providerStarts,
    providers: Uint32Array.from(sorted.flatMap(([, list]) => list)),
  }
}

function termSections({ parts, names, terms }: Joined, texts: Texts) {
  const data = both(parts, (part) => part.data)
  return {
    termNames: column(
      terms,
      both(data, (each) => each.termNames),
      (name, side) => names.places[side][name]!,
    ),
    termConstraints: column(
      terms,
      both(data, (each) => each.termConstraints),
      (text, side) => (text === 0 ? 0 : texts.idOf(text - 1, side) + 1),
    ),
  }
}

function column(
  merged: Merged,
  columns: Both<Uint8Array | Uint16Array | Uint32Array>,
  valueOf: (value: number, side: 0 | 1) => number,
): Uint32Array {
  const values = new Uint32Array(merged.count)
  for (let at = 0; at < merged.count; at += 1) {
    const side = merged.sides[at] as 0 | 1
    values[at] = valueOf(columns[side][merged.ids[at]!]!, side)
  }
  return values
}

function pairs(merged: Merged, columns: Both<Uint16Array | Uint32Array>): Uint32Array {
  const values = new Uint32Array(2 * merged.count)
  for (let at = 0; at < merged.count; at += 1) {
    const from = columns[merged.sides[at] as 0 | 1]
    values[2 * at] = from[2 * merged.ids[at]!]!
    values[2 * at + 1] = from[2 * merged.ids[at]! + 1]!
  }
  return values
}

interface ListSection {
  readonly starts: Uint32Array
  readonly items: Uint32Array
}

function listsOf(
  merged: Merged,
  lists: Both<ListSection>,
  itemOf: (item: number, side: 0 | 1, offset: number) => number,
): readonly [Uint32Array, Uint32Array] {
  const starts = new Uint32Array(merged.count + 1)
  const items = new Uint32Array(lists[0].items.length + lists[1].items.length)
  let length = 0
  for (let at = 0; at < merged.count; at += 1) {
    const side = merged.sides[at] as 0 | 1
    const { starts: from, items: those } = lists[side]
    const [start, end] = [from[merged.ids[at]!]!, from[merged.ids[at]! + 1]!]
    for (let place = start; place < end; place += 1)
      items[length++] = itemOf(those[place]!, side, place - start)
    starts[at + 1] = length
  }
  return [starts, items.slice(0, length)]
}
