import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk } from '../system-errors.ts'
import { publishBytes } from './publish-file.ts'
import { metadataFolder } from './published-metadata.ts'
import { type Expiry, readRecordIfThere, usualExpiry, writeRecord } from './repository-record.ts'
import { makeRoot, type RepositorySigners } from './tuf-metadata.ts'

export type { RepositorySigners }

export interface CreateRepositoryOptions {
  readonly name: string
  readonly path: string
  readonly description: string
  readonly signers: RepositorySigners
  readonly now: Date
  /** Days; what is not given is as usual. */
  readonly expiry?: Partial<Expiry>
}

export interface CreatedRepository {
  readonly name: string
  readonly path: string
  /** SHA-256 in hex of the first root. */
  readonly fingerprint: string
}

/** Starts a repository: its folders, its first root, and the record that everything is built from. */
export async function createRepository(
  options: CreateRepositoryOptions,
  signal: AbortSignal,
): Promise<CreatedRepository> {
  const { name, description } = options
  const folder = path.resolve(options.path)
  checkName(name)
  if ((await readRecordIfThere(folder)) !== null) {
    throw new EngineError('repository/exists', { name, url: folder })
  }
  const expiry = { ...usualExpiry, ...options.expiry }
  const root = await makeRoot(1, { ...options, expiry })
  signal.throwIfAborted()
  await onDisk(folder, async () => mkdir(path.join(folder, 'packages'), { recursive: true }))
  await publishBytes(path.join(metadataFolder(folder), '1.root.json'), root)
  // Last: without the record there is no repository, and creating again makes another first root.
  await writeRecord(folder, { format: 1, name, description, expiry, publishers: [], packages: [] })
  return { name, path: folder, fingerprint: sha256Of(root) }
}

function checkName(name: string): void {
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)) return
  const problem = 'a name starts with a letter or digit and holds a-z 0-9 . _ -'
  throw new EngineError('request/invalid', { what: 'repository name', value: name, problem })
}
