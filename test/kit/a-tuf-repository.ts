/** A TUF repository of plain objects, signed by whatever keys a test gives it: what our builder would not publish. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalJson, type Json } from '../../engine/base/canonical-json.ts'
import { temporaryFolder } from './temporary.ts'

export interface TufKey {
  readonly id: string
  readonly description: Json
  readonly sign: (bytes: Uint8Array) => string
}

const topRoles = ['root', 'timestamp', 'snapshot', 'targets'] as const
type TopRole = (typeof topRoles)[number]

interface TargetsRole {
  files: Record<string, TufFile>
  delegations: {
    readonly name: string
    readonly key: TufKey
    readonly paths: readonly string[]
    readonly terminating?: boolean
  }[]
}

interface TufFile {
  readonly bytes: Uint8Array
  readonly hashes: readonly Hash[]
  /** What the role says of it, where that is not true. */
  readonly length?: number
}

type Hash = 'sha256' | 'sha512' | 'md5'

export interface TufRepository {
  /** To be served: `metadata/` and `targets/`. */
  readonly folder: string
  /** Ids under which the root names keys; two ids of one key are two entries. */
  keys: Record<TopRole, readonly TufKey[]>
  versions: Record<string, number>
  /** Days from now. */
  expiry: Record<string, number>
  consistent: boolean
  /** Roles by name; `targets` is the first. */
  roles: Map<string, TargetsRole>
  /** Signs `N.root.json` anew, with the keys before and its own. */
  readonly publishRoot: (signers?: readonly TufKey[]) => void
  /** Signs targets, snapshot and timestamp anew, and puts the files there. */
  readonly publish: () => void
}

export function aKey(id?: string): TufKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const hex = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  const description = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } }
  return {
    id: id ?? createHash('sha256').update(canonicalJson(description)).digest('hex'),
    description,
    sign: (bytes) => sign(null, bytes, privateKey).toString('hex'),
  }
}

export function file(text: string, ...hashes: Hash[]): TufFile {
  return { bytes: Buffer.from(text), hashes: hashes.length === 0 ? ['sha256'] : hashes }
}

/** Version 1 of everything, published. */
export function aTufRepository({ consistent = true } = {}): TufRepository {
  const folder = path.join(temporaryFolder(), 'tuf')
  const repository: TufRepository = {
    folder,
    keys: { root: [aKey()], timestamp: [aKey()], snapshot: [aKey()], targets: [aKey()] },
    versions: {},
    expiry: {},
    consistent,
    roles: new Map([['targets', { files: {}, delegations: [] }]]),
    publishRoot: (signers) => publishRoot(repository, signers ?? repository.keys.root),
    publish: () => publish(repository),
  }
  for (const name of ['metadata', 'targets']) mkdirSync(path.join(folder, name), { recursive: true })
  repository.publishRoot()
  repository.publish()
  return repository
}

function publishRoot(repository: TufRepository, signers: readonly TufKey[]): void {
  const { keys, consistent } = repository
  const version = next(repository, 'root')
  const role = (name: TopRole) => ({ keyids: keys[name].map(({ id }) => id), threshold: 1 })
  const signed = {
    ...common(repository, 'root'),
    consistent_snapshot: consistent,
    keys: Object.fromEntries(
      Object.values(keys)
        .flat()
        .map(({ id, description }) => [id, description]),
    ),
    roles: Object.fromEntries(topRoles.map((name) => [name, role(name)])),
  }
  put(repository, `${version}.root.json`, signedBy(signed, signers))
}

function publish(repository: TufRepository): void {
  const { keys, roles, consistent } = repository
  const prefix = (version: number) => (consistent ? `${version}.` : '')
  const meta: Record<string, Json> = {}
  for (const [name, role] of roles) {
    const version = next(repository, name)
    meta[`${name}.json`] = { version }
    const signer = name === 'targets' ? keys.targets[0]! : delegatee(roles, name)
    const signed = { ...common(repository, name), _type: 'targets', ...targetsOf(repository, role) }
    put(repository, `${prefix(version)}${name}.json`, signedBy(signed, [signer]))
  }
  const version = next(repository, 'snapshot')
  const snapshot = { ...common(repository, 'snapshot'), meta }
  put(repository, `${prefix(version)}snapshot.json`, signedBy(snapshot, keys.snapshot))
  next(repository, 'timestamp')
  const timestamp = { ...common(repository, 'timestamp'), meta: { 'snapshot.json': { version } } }
  put(repository, 'timestamp.json', signedBy(timestamp, keys.timestamp))
}

function targetsOf({ folder, consistent }: TufRepository, { files, delegations }: TargetsRole) {
  const targets: Record<string, Json> = {}
  for (const [name, { bytes, hashes, length = bytes.length }] of Object.entries(files)) {
    const digests = hashes.map(
      (algorithm) => [algorithm, createHash(algorithm).update(bytes).digest('hex')] as const,
    )
    targets[name] = { length, hashes: Object.fromEntries(digests) }
    const { dir, base } = path.posix.parse(name)
    const [first] = digests
    const named = consistent && first !== undefined ? `${first[1]}.${base}` : base
    const at = path.join(folder, 'targets', dir, named)
    mkdirSync(path.dirname(at), { recursive: true })
    writeFileSync(at, bytes)
  }
  if (delegations.length === 0) return { targets }
  return {
    targets,
    delegations: {
      keys: Object.fromEntries(delegations.map(({ key }) => [key.id, key.description])),
      roles: delegations.map(({ name, key, paths, terminating = false }) => ({
        name,
        keyids: [key.id],
        threshold: 1,
        terminating,
        paths,
      })),
    },
  }
}

function delegatee(roles: TufRepository['roles'], name: string): TufKey {
  for (const { delegations } of roles.values()) {
    const found = delegations.find((one) => one.name === name)
    if (found !== undefined) return found.key
  }
  throw new Error(`nobody delegates to ${name}`)
}

function common({ versions, expiry }: TufRepository, role: string) {
  const end = new Date(Date.now() + (expiry[role] ?? 30) * 86_400_000)
  return {
    _type: role,
    spec_version: '1.0.31',
    version: versions[role]!,
    expires: end.toISOString().replace(/\.\d+Z$/, 'Z'),
  }
}

function next({ versions }: TufRepository, role: string): number {
  return (versions[role] = (versions[role] ?? 0) + 1)
}

function signedBy(signed: Json, signers: readonly TufKey[]): Json {
  const bytes = Buffer.from(canonicalJson(signed))
  return { signed, signatures: signers.map((key) => ({ keyid: key.id, sig: key.sign(bytes) })) }
}

function put({ folder }: TufRepository, name: string, json: Json): void {
  const at = path.join(folder, 'metadata', name)
  rmSync(at, { force: true })
  writeFileSync(at, JSON.stringify(json))
}
