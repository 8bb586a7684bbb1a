import { pathToFileURL } from 'node:url'
import type { Catalog } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { keysFor } from '../model/publisher.ts'
import { findEvidence } from '../state/publishers.ts'
import { findRepository } from '../state/repositories.ts'
import { successorsIn } from './signers.ts'
import { starterName } from './starter-needed.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

type Signed = Pick<InstalledRelease, 'name' | 'repository' | 'manifest_sha256'>

/**
 * Whether `mine` may come in the place of `other`, or take over files of it, because its manifest says that it replaces
 * it: only by the word of whoever signed that one, too. Else any publisher could take what another one brought here, and
 * nobody would be asked. Of what came unsigned, or before anybody kept who signed it, no key is known: anybody may.
 */
export function maySucceed(toolbox: Toolbox, mine: Signed, other: Signed): boolean {
  if (isOwnStarter(toolbox, mine.repository) && isOwnStarter(toolbox, other.repository)) return true
  const catalog = openedCatalog(toolbox)
  const known = signersIn(toolbox, catalog, other)
  if (known === null || known.keyIds.length === 0) return true
  const expected = successorsIn(catalog, mine.repository, known.keyIds)
  const { keyIds, isChecked } = signersIn(toolbox, catalog, mine) ?? { keyIds: [], isChecked: false }
  if (isChecked) return keyIds.some((keyId) => expected.has(keyId))
  // The index may name any keys; where it names these alone, one of them must have signed what comes.
  return keyIds.length > 0 && keyIds.every((keyId) => expected.has(keyId))
}

/** As it was checked when it came, else as its repository says; null where neither tells. */
function signersIn(
  { state }: Toolbox,
  catalog: Catalog,
  { name, repository, manifest_sha256: digest }: Signed,
): { readonly keyIds: readonly string[]; readonly isChecked: boolean } | null {
  const evidence = findEvidence(state, digest)
  if (evidence !== null) return { keyIds: evidence.keys.map(({ keyId }) => keyId), isChecked: true }
  const offer = catalog
    .releasesOf(name)
    .find((one) => one.repository === repository && one.record.manifest_sha256 === digest)
  if (offer === undefined) return null
  const keys = keysFor(offer.record, catalog.about(repository)?.publishers ?? [])
  return { keyIds: keys.map(({ keyId }) => keyId), isChecked: false }
}

/** Made here from files that came with us, with keys of the moment: these change with each of our versions. */
export function isOwnStarter({ state, layout }: Toolbox, repository: string): boolean {
  if (repository !== starterName) return false
  const known = findRepository(state, repository)
  return known !== null && known.url === pathToFileURL(`${layout.starter}/`).href
}
