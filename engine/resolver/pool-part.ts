import { numbersWhere } from '../base/merge-sorted.ts'
import type { PoolAbout } from './pool.ts'
import { isExclusion, isSound, type Sections } from './pool-layout.ts'
import { SectionReader } from './section-reader.ts'

/** A pool of which some releases go into another one, read in whole. */
export interface Part {
  readonly about: PoolAbout
  readonly data: Sections
  /** By number: of packages, then the others. */
  readonly names: readonly string[]
  readonly texts: readonly string[]
  readonly packageCount: number
  readonly termCount: number
  readonly clauseCount: number
  /** Those that go on, ascending. */
  readonly releases: Uint32Array
  readonly used: Used
}

/** What the releases that go on speak of; 1 where it is so. */
export interface Used {
  /** 2 where it is the name of one of them. */
  readonly names: Uint8Array
  /** Terms, then clauses of several terms. */
  readonly clauses: Uint8Array
}

/** A whole pool; null where the bytes are none, or were changed. */
export function openPart(file: Uint8Array): WholePart | null {
  const reader = SectionReader.open(file, (offset, length) => file.subarray(offset, offset + length))
  if (reader === null || !isSound(file)) return null
  const data = reader.all()
  const about = JSON.parse(new TextDecoder().decode(data.about)) as PoolAbout
  const packages = textsOf(data.nameText, data.nameStarts)
  return {
    about,
    data,
    names: [...packages, ...textsOf(data.virtualText, data.virtualStarts)],
    texts: textsOf(data.text, data.textStarts),
    packageCount: packages.length,
    termCount: data.termFroms.length,
    clauseCount: data.clauseStarts.length - 1,
  }
}

export type WholePart = Omit<Part, 'releases' | 'used'>

/** What is left of it without the packages that go. */
export function withoutSome(part: WholePart, goes: (repository: string, name: string) => boolean): Part {
  const { about, data, names } = part
  const repositories = about.sources.map(({ repository }) => repository)
  const releases = numbersWhere(
    data.releaseNames.length,
    (at) => !goes(repositories[data.releaseRepositories[at]!]!, names[data.releaseNames[at]!]!),
  )
  return { ...part, releases, used: usedBy(releases, data, names.length) }
}

function usedBy(releases: Uint32Array, data: Sections, nameCount: number): Used {
  const termCount = data.termFroms.length
  const names = new Uint8Array(nameCount)
  const clauses = new Uint8Array(termCount + data.clauseStarts.length - 1)
  const mark = (starts: Uint32Array, items: Uint32Array, release: number): void => {
    for (let at = starts[release]!; at < starts[release + 1]!; at += 1)
      clauses[(items[at]! & ~isExclusion) >>> 0] = 1
  }
  for (const release of releases) {
    mark(data.relationStarts, data.relations, release)
    mark(data.recommendStarts, data.recommends, release)
    mark(data.suggestStarts, data.suggests, release)
    mark(data.replaceStarts, data.replaces, release)
    for (let at = data.provideStarts[release]!; at < data.provideStarts[release + 1]!; at += 2)
      names[data.provides[at]!] = 1
  }
  for (let clause = termCount; clause < clauses.length; clause += 1) {
    if (clauses[clause] === 0) continue
    const [start, end] = [data.clauseStarts[clause - termCount]!, data.clauseStarts[clause - termCount + 1]!]
    for (let at = start; at < end; at += 1) clauses[data.clauses[at]!] = 1
  }
  for (let term = 0; term < termCount; term += 1) if (clauses[term] === 1) names[data.termNames[term]!] = 1
  for (const release of releases) names[data.releaseNames[release]!] = 2
  return { names, clauses }
}

function textsOf(bytes: Uint8Array, starts: Uint32Array): string[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return Array.from({ length: starts.length - 1 }, (_, at) => text.slice(starts[at], starts[at + 1]))
}
