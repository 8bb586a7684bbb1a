import { isProblem, parseConstraints } from '../model/version-range.ts'
import { constraintsOf, type Joined } from './join-pools.ts'
import { type Match, matchTerm, type Provider, type Versioned } from './match-term.ts'
import { fits, isDebian, type Sections, wide } from './pool-layout.ts'

type Known = Pick<
  Sections,
  | 'nameReleases'
  | 'releaseFlags'
  | 'provideStarts'
  | 'provides'
  | 'providedNames'
  | 'providerStarts'
  | 'providers'
>

/**
 * By term, the releases that meet it. Where nobody who bears or provides its name came or went, they are those of
 * before under their new numbers.
 */
export function matchJoined(joined: Joined, known: Known): Match[] {
  const touched = touchedNames(joined)
  const matchBefore = matchesBefore(joined, known)
  const matchNow = matchesNow(joined, known)
  return Array.from({ length: joined.terms.count }, (_, term) => {
    const side = joined.terms.sides[term] as 0 | 1
    const id = joined.terms.ids[term]!
    const name = joined.names.places[side][joined.parts[side].data.termNames[id]!]!
    return side === 0 && touched[name] === 0
      ? matchBefore(id, name)
      : matchNow(constraintsOf(joined.parts[side], id), name)
  })
}

/** By new number of a name: 1 where a release of it, or one that provides it, came or went. */
function touchedNames({ parts, names, releases }: Joined): Uint8Array {
  const touched = new Uint8Array(names.packages.length + names.virtual.length)
  for (const [side, { data }] of parts.entries()) {
    const places = names.places[side as 0 | 1]
    const touch = (name: number): void => {
      if (places[name]! >= 0) touched[places[name]!] = 1
    }
    for (let release = 0; release < data.releaseNames.length; release += 1) {
      if (side === 0 && releases.places[0][release]! >= 0) continue
      touch(data.releaseNames[release]!)
      for (let at = data.provideStarts[release]!; at < data.provideStarts[release + 1]!; at += 2)
        touch(data.provides[at]!)
    }
  }
  return touched
}

function matchesBefore({ parts: [before], names, releases }: Joined, { nameReleases, releaseFlags }: Known) {
  const { termFroms, termCounts, termNames, wideTerms, wideStarts, wideItems } = before.data
  const wideAt = new Map(Array.from(wideTerms, (term, at) => [term, at]))
  return (term: number, name: number): Match => {
    const isBorne = name < names.packages.length && (releaseFlags[nameReleases[name]!]! & fits) !== 0
    const shift = isBorne ? nameReleases[name]! - before.data.nameReleases[termNames[term]!]! : 0
    const from = termFroms[term]! + shift
    if (termCounts[term] !== wide) return { from, to: from + termCounts[term]!, others: [] }
    const at = wideAt.get(term)!
    const [to = 0, ...others] = wideItems.subarray(wideStarts[at], wideStarts[at + 1])
    return { from, to: to + shift, others: others.map((release) => releases.places[0][release]!) }
  }
}

const nobody = { group: [], first: 0 }

function matchesNow(joined: Joined, known: Known) {
  const { parts, names, releases } = joined
  const { nameReleases, releaseFlags, providedNames, providerStarts, providers } = known
  const versioned = (release: number): Versioned => {
    const { data, texts } = parts[releases.sides[release] as 0 | 1]
    const version = texts[data.releaseVersions[releases.ids[release]!]!]!
    return { version, scheme: (releaseFlags[release]! & isDebian) === 0 ? 'semver' : 'debian' }
  }
  const groupOf = (name: number) => {
    const [first, end] = [nameReleases[name]!, nameReleases[name + 1]!]
    const those = Array.from({ length: end - first }, (_, at) => first + at)
    const fitting = those.filter((release) => (releaseFlags[release]! & fits) !== 0)
    return fitting.length === 0 ? nobody : { group: fitting.map(versioned), first }
  }
  const providedAt = new Map(Array.from(providedNames, (name, at) => [name, at]))
  const providersOf = (name: number): Provider[] => {
    const at = providedAt.get(name)
    if (at === undefined) return []
    const list = providers.subarray(providerStarts[at], providerStarts[at + 1])
    return Array.from(list, (id) => ({
      id,
      ...versioned(id),
      provided: provisionsOf(joined, known, { id, name }),
    }))
  }
  return (constraintText: string, name: number): Match => {
    const constraints = constraintText === '' ? [] : parseConstraints(constraintText)
    if (isProblem(constraints)) throw new Error('a pool has constraints that cannot be read')
    const own = name < names.packages.length ? groupOf(name) : nobody
    return matchTerm({ constraints }, own, providersOf(name))
  }
}

function provisionsOf(
  { parts, names, releases }: Joined,
  { provideStarts, provides }: Known,
  { id, name }: { readonly id: number; readonly name: number },
) {
  const side = releases.sides[id] as 0 | 1
  const { data, texts } = parts[side]
  const there = data.provideStarts[releases.ids[id]!]!
  const provisions = []
  for (let at = provideStarts[id]!; at < provideStarts[id + 1]!; at += 2) {
    if (provides[at] !== name) continue
    const version = data.provides[there + at - provideStarts[id]! + 1]!
    const text =
      name < names.packages.length ? names.packages[name]! : names.virtual[name - names.packages.length]!
    provisions.push({ name: text, version: version === 0 ? null : texts[version - 1]! })
  }
  return provisions
}
