import type { ParsedInput } from '../api/operations.ts'
import type { KeyOffer, RepositoryView, RootOffer } from '../api/repository-operations.ts'
import { parseFileUrl, parseRepositoryUrl } from '../download/address.ts'
import { type OpenPgpKeyFacts, readOpenPgpKey, renewedKey } from '../keys/openpgp.ts'
import { EngineError } from '../model/failure.ts'
import {
  findRepository,
  getRepository,
  insertRepository,
  type OpenPgpTrust,
  recordKey,
  type StoredRepository,
} from '../state/repositories.ts'
import { checkSignsWithOpenPgp, fetchKeyText, givenKey } from '../trust/openpgp-offer.ts'
import { fetchFirstRoot, hasNewerRoot } from '../trust/root.ts'
import { fromAnyAddress } from '../download/any-address.ts'
import { mirrorsOf } from './addresses.ts'
import { checkAddress } from './check-address.ts'
import { checkTrust, trustOfRoot, trustRefusal } from './repository-trust.ts'
import { forget, viewOf } from './manage-repositories.ts'
import { withOneThread } from '../catalog/in-thread.ts'
import { syncRepository } from './sync-repositories.ts'
import { refreshCatalogFiles, type Toolbox } from './toolbox.ts'

/** Fetches the root that an address offers; nothing is trusted or kept. */
export async function inspectRepository(
  toolbox: Toolbox,
  { url, name }: ParsedInput<'repository.inspect'>,
  signal: AbortSignal,
): Promise<RootOffer> {
  if (name !== undefined) checkFree(toolbox, name)
  const base = parseRepositoryUrl(url).href
  // Before anything is fetched from an address that could not be used.
  checkAddress(toolbox, base, 'added')
  const offer = await fetchFirstRoot(toolbox.listTransport, base, signal)
  await checkFirstRoot(toolbox, base, offer.bytes, signal)
  const { fingerprint, version, keys, threshold, expires } = offer
  return { url: base, fingerprint, rootVersion: version, keys, threshold, expires }
}

/** How many keys must sign, only the newest root says: the first one is judged where there is no other. */
async function checkFirstRoot(
  toolbox: Toolbox,
  base: string,
  root: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const refusal = trustRefusal(toolbox, base, () => trustOfRoot(root))
  if (refusal !== null && !(await hasNewerRoot(toolbox.listTransport, base, signal))) throw refusal
}

/** Reads the key that a person gave for a repository that signs with OpenPGP; nothing is trusted or kept. */
export async function inspectKey(
  toolbox: Toolbox,
  input: ParsedInput<'repository.inspectKey'>,
  signal: AbortSignal,
): Promise<KeyOffer> {
  const now = toolbox.clock.now()
  const text =
    'text' in input.key
      ? input.key.text
      : await fetchKeyText(toolbox.listTransport, parseFileUrl(input.key.url).href, signal)
  if ('replaces' in input) {
    const before = getRepository(toolbox.state, input.replaces)
    const key = await givenKey(renewedKey(text, openPgpOf(before).key, now))
    return offerOf(before.url, key, before.fingerprint)
  }
  if (input.name !== undefined) checkFree(toolbox, input.name)
  const base = parseRepositoryUrl(input.url).href
  checkAddress(toolbox, base, 'added')
  checkTrust(toolbox, base, { kind: 'openpgp' })
  const key = await givenKey(readOpenPgpKey(text, now))
  await checkSignsWithOpenPgp(toolbox.listTransport, base, signal)
  return offerOf(base, key, null)
}

function offerOf(
  url: string,
  { armored, users, ...key }: OpenPgpKeyFacts,
  replaces: string | null,
): KeyOffer {
  return { url, key: armored, users: [...users], ...key, replaces }
}

/**
 * Pins the root, or the key, whose fingerprint the person confirmed, and synchronizes. Everything is fetched and
 * verified before the repository is listed: one that cannot be used is not added.
 */
export async function addRepository(
  toolbox: Toolbox,
  input: ParsedInput<'repository.add'>,
  signal: AbortSignal,
): Promise<RepositoryView> {
  const base = parseRepositoryUrl(input.url).href
  checkFree(toolbox, input.name)
  checkAddress(toolbox, base, 'added')
  for (const mirror of input.mirrors) checkAddress(toolbox, mirror)
  const { name, description, priority, fingerprint } = input
  const trust = await confirmedTrust(toolbox, base, input, signal)
  // Of a root the newest one counts, which the first refresh brings, and judges.
  if (trust.openPgp !== null) checkTrust(toolbox, base, { kind: 'openpgp' })
  insertRepository(toolbox.state, {
    name,
    url: base,
    description,
    priority,
    fingerprint,
    ...trust,
    marks: null,
    mirrors: mirrorsOf(base, input.mirrors),
  })
  await withOneThread(async (askCatalog) => {
    const together = { ...toolbox, askCatalog }
    try {
      await syncRepository(together, getRepository(toolbox.state, name), true, signal)
    } catch (error) {
      // Killed before this line: a repository that never synchronized stays listed, and says so.
      await forget(toolbox, name)
      throw error
    }
    // It is added: stopping now could only make that a lie.
    await refreshCatalogFiles(together, new AbortController().signal)
  })
  toolbox.announce({ kind: 'catalog-changed' })
  return viewOf(toolbox, getRepository(toolbox.state, name))
}

/** Another key for an OpenPGP repository, or what its owner said of this one since. What was seen stays seen. */
export async function setRepositoryKey(
  toolbox: Toolbox,
  { name, openPgpKey, fingerprint }: ParsedInput<'repository.setKey'>,
): Promise<RepositoryView> {
  const repository = getRepository(toolbox.state, name)
  const openPgp = openPgpOf(repository)
  const { armored, ...key } = await givenKey(renewedKey(openPgpKey, openPgp.key, toolbox.clock.now()))
  checkConfirmed(repository.url, fingerprint, key.fingerprint)
  const { users, algorithm, expires } = key
  recordKey(toolbox.state, name, fingerprint, { ...openPgp, key: armored, users, algorithm, expires })
  toolbox.announce({ kind: 'catalog-changed' })
  return viewOf(toolbox, getRepository(toolbox.state, name))
}

async function confirmedTrust(
  toolbox: Toolbox,
  base: string,
  { openPgpKey, fingerprint, mirrors }: ParsedInput<'repository.add'>,
  signal: AbortSignal,
): Promise<Pick<StoredRepository, 'trustedRoot' | 'openPgp'>> {
  if (openPgpKey === undefined) {
    // Whoever has the root that was confirmed will do, as for everything that comes later.
    const fetch = async (address: string): Promise<Uint8Array> => {
      const offer = await fetchFirstRoot(toolbox.listTransport, address, signal)
      checkConfirmed(address, fingerprint, offer.fingerprint)
      return offer.bytes
    }
    const bases = [base, ...mirrorsOf(base, mirrors)]
    const trustedRoot = await fromAnyAddress({ bases, onServed: () => undefined }, fetch, signal)
    return { trustedRoot, openPgp: null }
  }
  const { armored, ...key } = await givenKey(readOpenPgpKey(openPgpKey, toolbox.clock.now()))
  checkConfirmed(base, fingerprint, key.fingerprint)
  const { users, algorithm, expires } = key
  return {
    trustedRoot: new Uint8Array(),
    openPgp: { key: armored, users, algorithm, expires, marks: null },
  }
}

/** Throws `request/invalid` for a repository that has a root: its keys are replaced by its owner, not by us. */
function openPgpOf({ name, openPgp }: StoredRepository): OpenPgpTrust {
  if (openPgp !== null) return openPgp
  throw new EngineError('request/invalid', { what: 'openpgp-key', value: name, problem: 'has-a-root' })
}

function checkConfirmed(url: string, expected: string, actual: string): void {
  if (expected !== actual) throw new EngineError('trust/fingerprint-mismatch', { url, expected, actual })
}

function checkFree(toolbox: Toolbox, name: string): void {
  const before = findRepository(toolbox.state, name)
  if (before !== null) throw new EngineError('repository/exists', { name, url: before.url })
}
