/** Files and addresses of other people's vulnerability data, as text. */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { byCodePoint } from '../base/canonical-json.ts'
import { FeedRefused } from '../advisories/import/feed.ts'
import { parseFileUrl } from '../download/address.ts'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import { systemTransport, type Transport } from '../download/transport.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk, systemCode } from '../system-errors.ts'

/** Bytes, packed or not; the largest public feeds have half of it. */
const largest = 400_000_000

export interface FeedFile {
  /** As the person gave it, or below the folder that was given. */
  readonly shown: string
  /** Found in a folder, so that one that cannot be read need not stop the others. */
  readonly isFound: boolean
}

/** The files that are meant: each address and file by itself, and of a folder every JSON file in it. */
export async function feedFiles(given: readonly string[]): Promise<FeedFile[]> {
  const files: FeedFile[] = []
  for (const one of given) files.push(...(await filesAt(one)))
  return files
}

async function filesAt(given: string): Promise<FeedFile[]> {
  if (isAddress(given)) return [{ shown: given, isFound: false }]
  const isFolder = await onDisk(given, async () =>
    stat(given).then((it) => it.isDirectory(), notFound(given)),
  )
  if (!isFolder) return [{ shown: given, isFound: false }]
  // With types, because without them Node follows links: two that lead round in circles would never end.
  const entries = await onDisk(given, async () => readdir(given, { recursive: true, withFileTypes: true }))
  return entries
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /\.json(?:\.gz)?$/.test(file))
    .sort(byCodePoint)
    .map((file) => ({ shown: file, isFound: true }))
}

/** Throws `FeedRefused`, `file/not-found`, `request/invalid`, `network/*`. */
export async function readFeed(file: string, signal: AbortSignal, transport = usual()): Promise<string> {
  const bytes = isAddress(file) ? await fetched(file, transport, signal) : await readHere(file)
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(bytes) : bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch (error) {
    throw new FeedRefused('this is no UTF-8 text', { cause: error })
  }
}

const usual = (): Transport => systemTransport({ idleTimeout: 60 })

function isAddress(given: string): boolean {
  return /^https?:\/\//i.test(given)
}

async function fetched(url: string, transport: Transport, signal: AbortSignal): Promise<Uint8Array> {
  const { href } = parseFileUrl(url)
  try {
    return await readBytes(transport, href, largest, signal)
  } catch (error) {
    if (error instanceof TooLong) throw new FeedRefused(error.message, { cause: error })
    throw error
  }
}

async function readHere(file: string): Promise<Uint8Array> {
  const about = await onDisk(file, async () => stat(file).catch(notFound(file)))
  if (about.isDirectory()) throw new FeedRefused('it is a folder')
  const { size } = about
  if (size > largest) throw new FeedRefused(`more than ${largest} bytes`)
  if (!about.isFile()) throw new FeedRefused('it is a pipe, a socket or a device')
  return onDisk(file, async () => readFile(file))
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: largest })
  } catch (error) {
    throw new FeedRefused('it cannot be unpacked', { cause: error })
  }
}

function notFound(file: string): (error: unknown) => never {
  return (error) => {
    if (systemCode(error) === 'ELOOP')
      throw new FeedRefused('it is a link that leads in a circle', { cause: error })
    if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw error
    throw new EngineError('file/not-found', { path: file }, { cause: error })
  }
}
