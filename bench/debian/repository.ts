import { mkdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { canonicalJson, type Json } from '../../engine/base/canonical-json.ts'
import { advisoriesToPublish } from '../../engine/builder/advisories-role.ts'
import { delegate } from '../../engine/builder/delegate.ts'
import { indexDeltas } from '../../engine/builder/index-deltas.ts'
import { inOrder, packageList } from '../../engine/builder/make-index.ts'
import { publishRelease } from '../../engine/builder/publish-release.ts'
import { readRoot } from '../../engine/builder/published-metadata.ts'
import { readRecord, usualExpiry } from '../../engine/builder/repository-record.ts'
import type { Architecture } from '../../engine/model/manifest.ts'
import { type IndexRecord, indexTarget, type Publisher } from '../../engine/model/repository-index.ts'
import { createRepository, createSigner } from '../../engine/publishing.ts'
import type { Offer } from './package-lists.ts'

export interface SignedRepository {
  readonly url: string
  readonly fingerprint: string
  /** Signs a newer index, with what leads to it from those before. */
  readonly publish: (offers: readonly Offer[]) => Promise<void>
}

const compress = promisify(gzip)
const published = '2024-06-07T00:00:00.000Z'

/**
 * A repository that offers the whole archive: everything that a reader fetches before the first download, signed.
 * The packages themselves are not there.
 */
export async function signedRepository(
  folder: string,
  offers: readonly Offer[],
  publishers: readonly Publisher[] = [],
): Promise<SignedRepository> {
  mkdirSync(folder, { recursive: true })
  const signers = {
    root: createSigner(),
    targets: createSigner(),
    snapshot: createSigner(),
    timestamp: createSigner(),
    advisories: createSigner(),
    releases: createSigner(),
  }
  const now = new Date()
  const place = { name: 'debian', path: folder, description: 'Packages of Debian', signers, now }
  const { fingerprint } = await createRepository(place, new AbortController().signal)
  const { root } = await readRoot(place)
  const holders = { keys: [signers.advisories.key], threshold: 1 }
  const keys = new Map(publishers.map((one) => [one.name, one.keys.map(({ keyId }) => keyId)]))
  let version = 0
  const publish = async (newest: readonly Offer[]): Promise<void> => {
    version += 1
    const packages = inOrder(newest.map(indexRecord)).map((record) => signedBy(record, keys))
    const { name, description } = place
    const about = {
      ...{ format: 1 as const, name, description },
      ...{ publishers: [...publishers], featured: [], collections: [] },
    }
    const packed = await gzipped({ ...about, packages })
    const deltas = await indexDeltas(folder, { ...about, packages }, packed)
    const targets = new Map([[indexTarget, packed], ...deltas])
    const record = { ...(await readRecord(place)), advisories: holders, publishers: [...publishers] }
    const delegated = await delegate(folder, record, { signers, root, now })
    const delegating = { ...delegated!.targets, releases: delegated!.releases }
    const advisories = await advisoriesToPublish(folder, { holders, now, days: 14 }, signers.advisories)
    const plain = new Map([['metadata/packages.txt', Buffer.from(packageList(packages))]])
    const release = { version, now, expiry: usualExpiry, signers, advisories, delegating }
    await publishRelease(folder, { targets, plain }, release)
  }
  await publish(offers)
  return { url: pathToFileURL(`${folder}/`).href, fingerprint, publish }
}

/** As the publisher whom it names would have signed it. */
function signedBy(record: IndexRecord, keys: ReadonlyMap<string, string[]>): IndexRecord {
  const ids = keys.get(record.maintainer)
  return ids === undefined ? record : { ...record, signed_by: ids }
}

function indexRecord({ declaration, stanza }: Offer): IndexRecord {
  const { name, version, scheme, digest, architecture, installedSize } = declaration
  const { dependencies, recommends, suggests, provides, conflicts, breaks, replaces, size } = declaration
  const homepage = fieldOf(stanza, 'Homepage')
  return {
    name,
    version,
    version_scheme: scheme,
    architecture: architecture as Architecture,
    description: fieldOf(stanza, 'Description') ?? name,
    maintainer: fieldOf(stanza, 'Maintainer') ?? 'Debian',
    license: 'see the package',
    ...(homepage === undefined ? {} : { homepage }),
    dependencies: [...dependencies],
    recommends: [...recommends],
    suggests: [...suggests],
    provides: [...provides],
    conflicts: [...conflicts],
    breaks: [...breaks],
    replaces: [...replaces],
    categories: [fieldOf(stanza, 'Section') ?? 'misc'],
    tags: [],
    install_scripts: {},
    installed_size: installedSize,
    commands: [],
    path: `packages/${name}-${version}-${architecture}.tar.xz`,
    size,
    sha256: digest,
    manifest_sha256: digest,
    published,
  }
}

function fieldOf(stanza: string, field: string): string | undefined {
  const start = stanza.indexOf(`\n${field}: `)
  if (start < 0) return undefined
  const end = stanza.indexOf('\n', start + 1)
  return stanza.slice(start + field.length + 3, end < 0 ? undefined : end).trim() || undefined
}

async function gzipped(value: Json): Promise<Uint8Array> {
  return compress(`${canonicalJson(value)}\n`)
}
