import { chmod, type FileHandle, mkdir, open, symlink } from 'node:fs/promises'
import path from 'node:path'
import { onDisk } from '../system-errors.ts'
import type { ReadManifest } from './manifest-bytes.ts'
import { refuse } from './refusal.ts'
import { type MemberSink, walkArchive } from './walk-archive.ts'

export interface UnpackOptions {
  readonly file: string
  /** Must not exist; its parent must. */
  readonly destination: string
  /** What the signed index says of this package. */
  readonly expected: { readonly manifestSha256: string; readonly installedSize: number }
}

/**
 * Unpacks a package whole or throws. Every file is hashed while it is written. Nothing is synced: what was
 * unpacked counts only after the caller has synced and renamed it. After a throw the caller removes
 * `destination`, which nobody else can have entered: it is closed to others until the end.
 */
export async function unpackArchive(options: UnpackOptions, signal: AbortSignal): Promise<ReadManifest> {
  const { file, destination, expected } = options
  const begin = async (read: ReadManifest): Promise<MemberSink> => {
    if (read.manifestSha256 !== expected.manifestSha256) {
      refuse(file, 'manifest', `expected ${expected.manifestSha256}, found ${read.manifestSha256}`)
    }
    if (read.manifest.installed_size !== expected.installedSize) {
      refuse(file, 'manifest', `unpacks to ${read.manifest.installed_size} bytes`)
    }
    await onDisk(destination, async () => mkdir(destination, { mode: 0o700 }))
    return diskSink(destination)
  }
  const read = await walkArchive(file, begin, signal)
  await onDisk(destination, async () => chmod(destination, 0o755))
  return read
}

/** Paths were checked with the manifest: no member can be below a link, so joining cannot lead out. */
function diskSink(destination: string): MemberSink {
  const at = (member: string): string => path.join(destination, member)
  return {
    directory: async (member) =>
      onDisk(at(member), async () => {
        await mkdir(at(member))
        // The umask may have taken bits away; others must be able to read what is installed.
        await chmod(at(member), 0o755)
      }),
    symlink: async (member, target) => onDisk(at(member), async () => symlink(target, at(member))),
    file: async (entry, content) =>
      onDisk(at(entry.path), async () => {
        const mode = entry.mode === 0o755 ? 0o555 : 0o444
        const handle = await open(at(entry.path), 'wx', mode)
        try {
          await writeAll(handle, content)
          await handle.chmod(mode)
        } finally {
          await handle.close()
        }
      }),
  }
}

async function writeAll(handle: FileHandle, content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of content) {
    for (let written = 0; written < piece.length;) {
      const { bytesWritten } = await handle.write(piece, written)
      written += bytesWritten
    }
  }
}
