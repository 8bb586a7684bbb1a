/** Pictures that a repository publishes under their hash, taken out of its packages. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { refuse } from '../archive/refusal.ts'
import { type MemberSink, walkArchive } from '../archive/walk-archive.ts'
import type { Manifest } from '../model/manifest.ts'
import type { MediaFile } from '../model/repository-index.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { maximumPictureBytes, pictureEnding, pictureProblem, pictureType } from './check-picture.ts'
import { pictureSize } from '../pictures/picture-size.ts'
import { publishBytes } from './publish-file.ts'

/** Published pictures by their SHA-256. */
export type Media = Map<string, MediaFile>

const mediaFolder = 'metadata/media'

/** The pictures that are there already; one whose bytes do not fit its name is as good as absent. */
export async function readMedia(repository: string): Promise<Media> {
  const folder = path.join(repository, mediaFolder)
  const media: Media = new Map()
  const names = await onDisk(folder, async () =>
    readdir(folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return []
      throw error
    }),
  )
  for (const name of names) {
    const bytes = await readFile(path.join(folder, name))
    const described = describe(bytes)
    if (described !== null && described.path === `${mediaFolder}/${name}`)
      media.set(described.sha256, described)
  }
  return media
}

/** Publishes the pictures that a package's app record names. `archive` is opened only where one is missing. */
export async function publishPictures(
  source: { readonly repository: string; readonly archive: string; readonly manifest: Manifest },
  media: Media,
  signal: AbortSignal,
): Promise<void> {
  const { repository, archive, manifest } = source
  const wanted = new Set<string>()
  for (const picture of [manifest.app?.icon, ...(manifest.app?.screenshots ?? [])]) {
    if (picture !== undefined && !media.has(picture.sha256)) wanted.add(picture.path)
  }
  if (wanted.size === 0) return
  for (const [member, bytes] of await readMembers(archive, wanted, signal)) {
    const problem = pictureProblem(bytes)
    if (problem !== null) refuse(archive, 'content', `${member} ${problem}`)
    await publishPicture(repository, bytes, media)
  }
}

/** Publishes one picture that was checked. */
export async function publishPicture(
  repository: string,
  bytes: Uint8Array,
  media: Media,
): Promise<MediaFile> {
  const described = describe(bytes)
  if (described === null) throw new Error('Only a picture can be published')
  if (!media.has(described.sha256)) await publishBytes(path.join(repository, described.path), bytes)
  media.set(described.sha256, described)
  return described
}

/** Null where the bytes are no picture that a store may show. */
export function describe(bytes: Uint8Array): MediaFile | null {
  const type = pictureType(bytes)
  if (type === null) return null
  const sha256 = sha256Of(bytes)
  return {
    path: `${mediaFolder}/${sha256}.${pictureEnding(type)}`,
    sha256,
    size: bytes.length,
    type,
    // A drawing may have no size of its own.
    ...pictureSize(bytes),
  }
}

/** Content of some members, each compared with the manifest's hash by the walk. */
async function readMembers(
  archive: string,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  const sink: MemberSink = {
    directory: () => undefined,
    symlink: () => undefined,
    file: (entry) => {
      const isWanted = wanted.has(entry.path)
      if (isWanted && entry.size > maximumPictureBytes) refuse(archive, 'content', `${entry.path} is too big`)
      const pieces: Uint8Array[] = []
      return {
        write: (piece) => void (isWanted && pieces.push(Buffer.from(piece))),
        close: () => void (isWanted && found.set(entry.path, Buffer.concat(pieces))),
      }
    },
  }
  await walkArchive(archive, () => sink, signal)
  return found
}
