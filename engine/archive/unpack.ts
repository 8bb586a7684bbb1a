import { closeSync, lstatSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs'
import { toDiskFailure } from '../system-errors.ts'
import { giveMode } from './keep-mode.ts'
import type { ReadManifest } from './manifest-bytes.ts'
import { refuse } from './refusal.ts'
import { type FileSink, type MemberSink, walkArchive } from './walk-archive.ts'

export interface UnpackOptions {
  readonly file: string
  /** Must not exist; its parent must. */
  readonly destination: string
  /** What the signed index says of this package. */
  readonly expected: { readonly manifestSha256: string; readonly installedSize: number }
}

const directoryMode = 0o755

/**
 * Unpacks a package whole or throws. Every file is hashed while it is written. Nothing is synced: what was
 * unpacked counts only after the caller has synced and renamed it. After a throw the caller removes
 * `destination`, which nobody else can have entered: it is closed to others until the end.
 *
 * All of it happens in the calling thread, without promises for each file: what is large belongs into a thread of
 * its own.
 */
export async function unpackArchive(options: UnpackOptions, signal: AbortSignal): Promise<ReadManifest> {
  const { file, destination, expected } = options
  const begin = (read: ReadManifest): MemberSink => {
    if (read.manifestSha256 !== expected.manifestSha256) {
      refuse(file, 'manifest', `expected ${expected.manifestSha256}, found ${read.manifestSha256}`)
    }
    if (read.manifest.installed_size !== expected.installedSize) {
      refuse(file, 'manifest', `unpacks to ${read.manifest.installed_size} bytes`)
    }
    at(destination, () => mkdirSync(destination, { mode: 0o700 }))
    return diskSink(destination)
  }
  try {
    const read = await walkArchive(file, begin, signal)
    at(destination, () => giveMode(destination, directoryMode))
    return read
  } catch (error) {
    throw error instanceof DiskError ? await toDiskFailure(error.cause, error.target) : error
  }
}

/** An error of the file system on its way to where there is time to ask how full the disk is. */
class DiskError extends Error {
  readonly target: string

  constructor(target: string, cause: unknown) {
    super(target, { cause })
    this.target = target
  }
}

function at<T>(target: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new DiskError(target, error)
  }
}

/** Paths were checked with the manifest: no member can be below a link, so joining cannot lead out. */
function diskSink(destination: string): MemberSink {
  // The umask may take bits away, and others must be able to read what is installed. The first folder shows whether it
  // does; where not, a call for each file is saved.
  let takesBits: boolean | null = null
  return {
    directory: (member) => {
      const target = `${destination}/${member}`
      at(target, () => {
        mkdirSync(target, { mode: directoryMode })
        takesBits ??= (lstatSync(target).mode & 0o7777) !== directoryMode
        if (takesBits) giveMode(target, directoryMode)
      })
    },
    symlink: (member, link) => {
      const target = `${destination}/${member}`
      at(target, () => symlinkSync(link, target))
    },
    file: (entry) =>
      openFile(`${destination}/${entry.path}`, entry.mode === 0o755 ? 0o555 : 0o444, takesBits ?? true),
  }
}

function openFile(target: string, mode: number, takesBits: boolean): FileSink {
  const descriptor = at(target, () => openSync(target, 'wx', mode))
  return {
    write: (piece) => at(target, () => writeAll(descriptor, piece)),
    close: () =>
      at(target, () => {
        if (takesBits) giveMode(target, mode, descriptor)
        closeSync(descriptor)
      }),
  }
}

function writeAll(descriptor: number, piece: Uint8Array): void {
  for (let written = 0; written < piece.length;) written += writeSync(descriptor, piece, written)
}
