import type { Catalog } from '../catalog/catalog.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Consent, VoucherChange } from '../model/consent.ts'
import type { Plan } from '../model/plan.ts'
import { type Evidence, findEvidence } from '../state/publishers.ts'
import { findRepository } from '../state/repositories.ts'
import type { Draft, NextRelease } from './draft.ts'
import { signersOf, successorsIn } from './signers.ts'
import { lookAlikesOf } from './look-alikes.ts'
import { isOwnStarter } from './succeeding.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'
import { partsOf } from './wishes.ts'

/**
 * What a person has to look at: names that pass for others, and that somebody else vouches for something installed,
 * and nobody who vouched before says so. Going back to what a generation held asks nothing: that was here with leave.
 */
export function consentsOf(toolbox: Toolbox, draft: Draft): Consent[] {
  if (goesBack(draft)) return []
  const installed = installedReleases(toolbox)
  const catalog = openedCatalog(toolbox)
  const changes = draft.next.flatMap((next) => {
    const here = installed.get(next.release.name)
    if (here === undefined || next.offer === null || staysAsItIs(here, next.release)) return []
    if (isStarterTwice(toolbox, here, next)) return []
    const before = findEvidence(toolbox.state, here.manifest_sha256)
    const change = { here, next, before }
    return [...keyChange(toolbox, catalog, change), ...repositoryChange(toolbox, change, draft)]
  })
  return [...changes, ...lookAlikesOf(toolbox, draft)]
}

/** Most of what is installed, in most plans. */
function staysAsItIs(here: InstalledRelease, next: InstalledRelease): boolean {
  return here.manifest_sha256 === next.manifest_sha256 && here.repository === next.repository
}

/** To what a generation held, offline where that is still here. */
export function goesBack({ request: { kind } }: Draft): boolean {
  return kind === 'undo' || kind === 'rollback'
}

/** Throws where the plan needs a leave that was not given. `accepted` are names of packages. */
export function checkConsents({ consents = [] }: Plan, accepted: readonly string[]): void {
  const open = consents.filter(({ name }) => !accepted.includes(name))
  const changes = open.filter((one) => one.kind !== 'look-alike')
  if (changes.length > 0) throw new EngineError('trust/change-unconfirmed', { changes })
  const names = open.filter((one) => one.kind === 'look-alike')
  if (names.length > 0) throw new EngineError('trust/look-alike-unconfirmed', { names })
}

interface Change {
  readonly here: InstalledRelease
  readonly next: NextRelease
  readonly before: Evidence | null
}

function keyChange(toolbox: Toolbox, catalog: Catalog, { here, next, before }: Change): VoucherChange[] {
  const expected = successorsOf(catalog, next, before)
  if (before === null || expected === null) return []
  const signers = signersOf(toolbox, catalog, next.offer!)
  if (signers.some((keyId) => expected.has(keyId))) return []
  return [
    {
      kind: 'publisher-key',
      name: here.name,
      before: { name: before.publisher, fingerprints: before.keys.map(({ keyId }) => keyId) },
      after: { name: next.release.publisher, fingerprints: [...signers] },
    },
  ]
}

/** The keys that signed what is here, and those that took their places; null where nobody knows. */
function successorsOf(
  catalog: Catalog,
  { release }: NextRelease,
  before: Evidence | null,
): ReadonlySet<string> | null {
  if (before === null || before.keys.length === 0) return null
  return successorsIn(
    catalog,
    release.repository,
    before.keys.map(({ keyId }) => keyId),
  )
}

/**
 * By release of a draft: the keys of which one must have signed it, because nobody was asked about another. What an
 * index says of keys is not enough for that: whoever publishes it may name any.
 */
export function expectedSigners(
  toolbox: Toolbox,
  draft: Draft,
  accepted: readonly string[],
): (next: NextRelease) => ReadonlySet<string> | null {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const isReturn = goesBack(draft)
  return (next) => {
    const here = installed.get(next.release.name)
    const isFree = isReturn || here === undefined || next.offer === null || accepted.includes(here.name)
    if (isFree || isStarterTwice(toolbox, here, next)) return null
    return successorsOf(catalog, next, findEvidence(toolbox.state, here.manifest_sha256))
  }
}

function repositoryChange(toolbox: Toolbox, { here, next, before }: Change, draft: Draft): VoucherChange[] {
  const { name, repository } = next.release
  const fingerprintOf = (which: string) => findRepository(toolbox.state, which)?.fingerprint ?? null
  const was = before?.fingerprint ?? fingerprintOf(here.repository)
  const is = fingerprintOf(repository)
  const isSame = was === null ? here.repository === repository : was === is
  if (isSame || isNamed(draft, name, repository)) return []
  return [
    {
      kind: 'repository',
      name,
      before: { name: before?.repository ?? here.repository, fingerprints: was === null ? [] : [was] },
      after: { name: repository, fingerprints: is === null ? [] : [is] },
    },
  ]
}

/** Whoever asks for a package from a repository by name has said yes to that repository. */
function isNamed({ request }: Draft, name: string, repository: string): boolean {
  if (request.kind === 'undo' || request.kind === 'rollback' || request.kind === 'rollback-package')
    return false
  return partsOf(request).some(
    (part) =>
      part.kind === 'install' &&
      part.repository === repository &&
      part.packages.some((wanted) => wanted.name === name),
  )
}

function isStarterTwice(toolbox: Toolbox, here: InstalledRelease, { release }: NextRelease): boolean {
  return isOwnStarter(toolbox, here.repository) && isOwnStarter(toolbox, release.repository)
}
