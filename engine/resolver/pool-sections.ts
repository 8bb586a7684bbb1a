import { compareVersions, isDevelopmentVersion } from '../model/version.ts'
import { hashOf } from './hash-name.ts'
import type { Match, Versioned } from './match-term.ts'
import { NumberLists } from './number-lists.ts'
import { severalAt } from './numbered-relations.ts'
import { isFor } from './order-releases.ts'
import type { PoolAbout } from './pool.ts'
import {
  fits,
  isAlone,
  isDebian,
  isDevelopment,
  isEqualToLast,
  isExclusion,
  isRevoked,
  isStrangers,
  wide,
  type Sections,
} from './pool-layout.ts'
import type { PoolContent, PoolRelease } from './pool-content.ts'
import { matchesOf, type Providers, providersOf } from './pool-matches.ts'
import { orderOf, type PoolOrder } from './pool-order.ts'
import { digestNumber, digestTable } from './digests.ts'
import { tableOf } from './names.ts'
import { Renumbered } from './renumbered.ts'

export function sectionsOf(content: PoolContent): Sections {
  const order = orderOf(content.relations, content.nameOf)
  const texts = new Renumbered(content.relations.texts.texts.length)
  const columns = releaseSections(content, order, texts)
  const nameReleases = startsBy(columns.releaseNames, order.packages.length)
  const providers = providersOf(content, columns.releaseFlags)
  const most = {
    ...aboutSection(content.about),
    nameReleases,
    ...nameSections(order),
    ...columns,
    ...relationSections(content, order, texts),
    ...termSections(content, order, { texts, providers }),
    ...matchSections(matchesOf(content, order, { ...columns, nameReleases, providers })),
  }
  // Last, when every text is known.
  return { ...most, ...textSections(texts.inOrder(content.relations.texts.texts)) }
}

/** In ASCII, so that it is read without a decoder, which Node loads when somebody first asks for one. */
export function aboutSection(about: PoolAbout) {
  const text = JSON.stringify(about).replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return { about: Uint8Array.from(text, (character) => character.charCodeAt(0)) }
}

export function textSections(texts: readonly string[]) {
  const { text, starts } = joined(texts)
  return { text, textStarts: starts }
}

/** Texts one after the other; what is no UTF-16 (half of a pair) is replaced by one unit, so that starts hold. */
function joined(texts: readonly string[]): { readonly text: Uint8Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(texts.length + 1)
  for (let at = 0; at < texts.length; at += 1) starts[at + 1] = starts[at]! + texts[at]!.length
  return { text: new TextEncoder().encode(texts.map((text) => text.toWellFormed()).join('')), starts }
}

export function nameSections({ packages, virtual }: Pick<PoolOrder, 'packages' | 'virtual'>) {
  const own = joined(packages)
  const others = joined(virtual)
  return {
    ...{ nameText: own.text, nameStarts: own.starts, nameTable: tableOf(packages) },
    ...{ virtualText: others.text, virtualStarts: others.starts, virtualTable: tableOf(virtual) },
  }
}

function releaseSections(
  { about, releases, nameOf, versionOf, architectureOf, repositories }: PoolContent,
  order: PoolOrder,
  texts: Renumbered,
) {
  const numbers = (of: (each: PoolRelease, release: number) => number) =>
    column(new Uint32Array(releases.length), releases, of)
  const textsOf = (column: Uint32Array) => column.map((text) => texts.idOf(text))
  const releaseNames = nameOf.map((name) => order.names[name]!)
  const flags = (each: PoolRelease, at: number) =>
    (isFor(each, about.architecture) ? fits : 0) |
    (isDevelopmentVersion(each.version, each.scheme) ? isDevelopment : 0) |
    (each.scheme === 'debian' ? isDebian : 0) |
    (each.barred === 'revoked' ? isRevoked : 0) |
    (each.barred === 'stranger' ? isStrangers : 0) |
    (nameOf[at] === nameOf[at - 1] && isSameVersion(each, releases[at - 1]!) ? isEqualToLast : 0) |
    (nameOf[at] === nameOf[at - 1] || nameOf[at] === nameOf[at + 1] ? 0 : isAlone)
  const digests = digestTable(
    numbers(({ digest }) => digestNumber(digest)),
    numbers(({ name }) => hashOf(name)),
  )
  const sizes = new Float64Array(2 * releases.length)
  for (let at = 0; at < sizes.length; at += 2) {
    const { size, installedSize } = releases[at / 2]!
    sizes[at] = size
    sizes[at + 1] = installedSize
  }
  return {
    releaseNames,
    releaseVersions: textsOf(versionOf),
    releaseRepositories: column(new Uint16Array(releases.length), releases, ({ repository }) =>
      repositories.get(repository)!,
    ),
    releaseArchitectures: new Uint16Array(textsOf(architectureOf)),
    releaseFlags: column(new Uint8Array(releases.length), releases, flags),
    digestStarts: digests.starts,
    digests: digests.rows,
    releaseSizes: column(new Uint32Array(sizes.length), sizes, (size) => size % 2 ** 32),
    releaseSizesAbove: column(new Uint16Array(sizes.length), sizes, (size) => Math.floor(size / 2 ** 32)),
  }
}

/** Not by `from`, which goes through an iterator. */
function column<C extends Uint8Array | Uint16Array | Uint32Array, T>(
  into: C,
  rows: ArrayLike<T>,
  valueOf: (row: T, at: number) => number,
): C {
  for (let at = 0; at < rows.length; at += 1) into[at] = valueOf(rows[at]!, at)
  return into
}

/** Whether the order of versions calls both equal. */
export function isSameVersion(one: Versioned, other: Versioned): boolean {
  return one.scheme === other.scheme && compareVersions(one.version, other.version, one.scheme) === 0
}

/** A clause of one term has the number of the term; the others follow, in their order. */
function relationSections({ relations, lists }: PoolContent, order: PoolOrder, texts: Renumbered) {
  const { provisions, terms } = relations
  const termOf = (term: number) => order.terms[term]!
  const clauseOf = (clause: number) =>
    clause < 0 ? terms.length + order.several[severalAt(clause)]! : termOf(clause)
  const relationOf = (item: number) =>
    item >= isExclusion ? (termOf(item - isExclusion) | isExclusion) >>> 0 : clauseOf(item)
  const [relationStarts, items] = lists.relations.sections(relationOf)
  const [recommendStarts, recommends] = lists.recommends.sections(clauseOf)
  const [suggestStarts, suggests] = lists.suggests.sections(clauseOf)
  const [replaceStarts, replaces] = lists.replaces.sections(termOf)
  const [starts, provided] = lists.provides.sections((item) => item)
  const provides = new Uint32Array(2 * provided.length)
  for (let at = 0; at < provided.length; at += 1) {
    const { name, versionText } = provisions[provided[at]!]!
    provides[2 * at] = order.names[name]!
    provides[2 * at + 1] = versionText < 0 ? 0 : texts.idOf(versionText) + 1
  }
  const several = new NumberLists()
  for (const place of order.severalInOrder) several.add(relations.several[place]!)
  const [clauseStarts, clauses] = several.sections(termOf)
  return {
    ...{ relationStarts, relations: items, recommendStarts, recommends, suggestStarts, suggests },
    ...{ replaceStarts, replaces, provideStarts: starts.map((start) => 2 * start), provides },
    ...{ clauseStarts, clauses },
  }
}

function termSections(
  { relations }: PoolContent,
  order: PoolOrder,
  { texts, providers }: { readonly texts: Renumbered; readonly providers: Providers },
) {
  const provided = Array.from(providers, ([name, by]) => [order.names[name]!, by] as const).sort(
    ([a], [b]) => a - b,
  )
  const [providerStarts, providerIds] = lists(provided, ([, by]) => by.map(({ id }) => id))
  const { termsInOrder } = order
  const termOf = (term: number) => relations.terms[term]!
  return {
    providedNames: Uint32Array.from(provided, ([name]) => name),
    providerStarts,
    providers: providerIds,
    termNames: termsInOrder.map((term) => order.names[termOf(term).name]!),
    termConstraints: termsInOrder.map((term) => {
      const { constraints, constraintText } = termOf(term)
      return constraints.length === 0 ? 0 : texts.idOf(constraintText) + 1
    }),
  }
}

export function matchSections(matches: readonly Match[]) {
  const termFroms = new Uint32Array(matches.length)
  const termCounts = new Uint8Array(matches.length)
  const wideTerms: number[] = []
  for (let term = 0; term < matches.length; term += 1) {
    const { from, to, others } = matches[term]!
    const isWide = others.length > 0 || to - from >= wide
    termFroms[term] = from
    termCounts[term] = isWide ? wide : to - from
    if (isWide) wideTerms.push(term)
  }
  const [wideStarts, wideItems] = lists(wideTerms, (term) => [matches[term]!.to, ...matches[term]!.others])
  return { termFroms, termCounts, wideTerms: Uint32Array.from(wideTerms), wideStarts, wideItems }
}

/** Where each number begins in a sorted column of numbers. */
export function startsBy(sorted: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  for (const number of sorted) starts[number + 1]! += 1
  for (let at = 1; at < starts.length; at += 1) starts[at]! += starts[at - 1]!
  return starts
}

function lists<T>(
  rows: readonly T[],
  of: (row: T) => readonly number[],
): readonly [Uint32Array, Uint32Array] {
  const starts = new Uint32Array(rows.length + 1)
  const items: number[] = []
  for (const [index, row] of rows.entries()) {
    for (const item of of(row)) items.push(item)
    starts[index + 1] = items.length
  }
  return [starts, Uint32Array.from(items)]
}
