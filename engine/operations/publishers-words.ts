import path from 'node:path'
import { namesOf } from '../advisories/match.ts'
import type { AdvisorySummary, PublishersWord } from '../api/package-operations.ts'
import { once } from '../base/once.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { VexStatement } from '../model/vex.ts'
import { findRepository } from '../state/repositories.ts'
import { advisoriesKey } from '../trust/advisories.ts'
import type { AdvisedRelease } from './advisories-of.ts'
import type { Toolbox } from './toolbox.ts'

type Told = (release: AdvisedRelease, advisories: readonly AdvisorySummary[]) => AdvisorySummary[]

/**
 * Puts beside each advisory what publishers say of it (VEX). It is their word: whether a release is affected, and how
 * urgent that is, stays what the advisory says.
 */
export function publishersWords(toolbox: Toolbox, catalog: Pick<Catalog, 'vex'>): Told {
  const statements = once(() => catalog.vex())
  const keys = new Map<string, string | null>()
  const keyOf = (repository: string) => {
    if (!keys.has(repository)) keys.set(repository, keyFor(toolbox, repository))
    return keys.get(repository)!
  }
  return (release, advisories) =>
    advisories.map((advisory) => {
      const words = statements().flatMap(({ repository, statement }): PublishersWord[] => {
        if (!speaksOf(statement, release, advisory)) return []
        const { status, justification = null, statement: text = '', author, at } = statement
        return [{ repository, key: keyOf(repository), author, status, justification, statement: text, at }]
      })
      return words.length === 0 ? advisory : { ...advisory, words }
    })
}

function speaksOf(
  { vulnerability, products }: VexStatement,
  release: AdvisedRelease,
  { id, aliases }: AdvisorySummary,
): boolean {
  const names = namesOf(release)
  const isAbout = products.some(({ name, version }) => {
    if (name === release.name) return version === undefined || version === release.version
    return names.includes(name) && (version === undefined || version === release.origin?.source_version)
  })
  return isAbout && vulnerability.some((one) => one === id || aliases.includes(one))
}

/** The key that signs what a repository says of weaknesses, by the metadata that was verified. */
function keyFor({ layout, state }: Toolbox, repository: string): string | null {
  const known = findRepository(state, repository)
  if (known === null || known.openPgp !== null) return known?.fingerprint ?? null
  return advisoriesKey(path.join(layout.metadata, repository))
}
