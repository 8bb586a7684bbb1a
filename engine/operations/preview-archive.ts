import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Findings, note } from '../appstream/findings.ts'
import { type ReadManifest, sha256Of } from '../archive/manifest-bytes.ts'
import { type MemberSink, walkArchive } from '../archive/walk-archive.ts'
import { maximumPictureBytes, pictureProblem } from '../builder/check-picture.ts'
import { indexRecord } from '../builder/make-index.ts'
import { describe, type Media } from '../builder/media.ts'
import type { PublishedPackage } from '../builder/repository-record.ts'
import { firstLine } from '../catalog/first-line.ts'
import { mediaName } from '../catalog/media-files.ts'
import { roleOf } from '../catalog/record-facts.ts'
import { judgeIconPixels, judgeShotPixels } from '../lint/files.ts'
import { judgeWords } from '../lint/rules.ts'
import { subjectOfManifest } from '../lint/subject.ts'
import { EngineError } from '../model/failure.ts'
import type { AppRecord, Manifest } from '../model/manifest.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import { type Look, type LookOptions, nothingToShow, unoffered } from './preview-look.ts'
import { presented } from './present-app.ts'
import type { Toolbox } from './toolbox.ts'

/** Bytes that a package may unpack to for a look: reading it takes a second, and nothing of it is written. */
const largestContent = 256 * 1024 * 1024
/** Bytes of its pictures together. */
const largestPictures = 32 * 1024 * 1024

type Picture = NonNullable<AppRecord['icon']>
type Pictures = ReadonlyMap<string, Uint8Array>

/** A package as it would be shown. It is read to its end, so that nothing is shown of one that nobody could install. */
export async function previewArchive(
  toolbox: Toolbox,
  options: LookOptions,
  findings: Findings,
  signal: AbortSignal,
): Promise<Look> {
  const read = await readPackage(options, findings, signal)
  if (read === null) return nothingToShow
  const { manifest } = read
  const subject = subjectOfManifest(manifest)
  if (subject === null) note(findings, 'hint', 'app/missing', { accepted: 'app' })
  else judgeWords(subject, options.today, findings)
  const media = keepPictures(toolbox, read, findings)
  const record = indexRecord(withShown(manifest, media), entryOf(read, options), media)
  return { ...nothingToShow, details: detailsOf(record, options.locales) }
}

interface ReadPackage extends ReadManifest {
  /** By path. */
  readonly pictures: Pictures
}

/** Null where it is no whole package; then it says why. */
async function readPackage(
  { bytes }: LookOptions,
  findings: Findings,
  signal: AbortSignal,
): Promise<ReadPackage | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'multios-preview-'))
  try {
    const file = path.join(folder, 'package')
    await writeFile(file, bytes, { mode: 0o600 })
    const pictures = new Map<string, Uint8Array>()
    const read = await walkArchive(file, (opened) => pictureSink(opened.manifest, pictures), signal)
    return { ...read, pictures }
  } catch (error) {
    const problem = problemIn(error)
    if (problem === null) throw error
    note(findings, 'error', 'package/broken', { value: problem })
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function problemIn(error: unknown): string | null {
  if (error instanceof TooMuch) return error.message
  if (!(error instanceof EngineError)) return null
  const isOfPackage = error.code === 'trust/artifact' || error.code === 'archive/not-an-archive'
  return isOfPackage ? (error.facts as { readonly detail: string }).detail : null
}

/** It may be honest; it is only more than a look is worth. */
class TooMuch extends Error {}

/** Keeps the pictures that the app names. */
function pictureSink(
  { app, installed_size: content }: Manifest,
  pictures: Map<string, Uint8Array>,
): MemberSink {
  if (content > largestContent) throw new TooMuch(`unpacks to more than ${largestContent} bytes`)
  const named = new Set([app?.icon, ...(app?.screenshots ?? [])].map((picture) => picture?.path))
  let left = largestPictures
  return {
    directory: () => undefined,
    symlink: () => undefined,
    file: ({ path: member, size }) => {
      const isKept = named.has(member) && size <= Math.min(left, maximumPictureBytes)
      if (isKept) left -= size
      const pieces: Uint8Array[] = []
      return {
        write: (piece) => void (isKept && pieces.push(Buffer.from(piece))),
        close: () => void (isKept && pictures.set(member, Buffer.concat(pieces))),
      }
    },
  }
}

/** Those that a store may show, by their hash; what is wrong with the others, and how well they will look. */
function keepPictures(toolbox: Toolbox, { manifest, pictures }: ReadPackage, findings: Findings): Media {
  const { app } = manifest
  const media: Media = new Map()
  if (app === undefined) return media
  const keep = (picture: Picture): Uint8Array | null => {
    const bytes = usable(picture, pictures, findings)
    const described = bytes === null ? null : describe(bytes)
    if (bytes === null || described === null) return null
    media.set(described.sha256, described)
    toolbox.previewed.keep(mediaName(described), { type: described.type, bytes })
    return bytes
  }
  const icon = app.icon === undefined ? null : keep(app.icon)
  if (app.icon === undefined) note(findings, 'warning', 'icon/missing')
  if (icon !== null) judgeIconPixels(icon, null, findings)
  for (const shot of app.screenshots) {
    const bytes = keep(shot)
    if (bytes !== null) judgeShotPixels(bytes, null, findings)
  }
  return media
}

/** Null where it may not be shown. */
function usable(
  { path: member, sha256 }: Picture,
  pictures: Pictures,
  findings: Findings,
): Uint8Array | null {
  const bytes = pictures.get(member)
  const problem =
    bytes === undefined
      ? `is absent, or bigger than ${maximumPictureBytes} bytes`
      : sha256Of(bytes) === sha256
        ? pictureProblem(bytes)
        : 'is not what the package says it is'
  if (bytes !== undefined && problem === null) return bytes
  const accepted = 'SVG, PNG, JPEG, WebP'
  note(findings, 'error', 'icon/unusable', { value: `${member} ${problem ?? ''}`, accepted })
  return null
}

/** Without the pictures that nobody will show. */
function withShown(manifest: Manifest, media: Media): Manifest {
  const { app } = manifest
  if (app === undefined) return manifest
  const { icon, screenshots, ...rest } = app
  const isShown = ({ sha256 }: Picture): boolean => media.has(sha256)
  const shownIcon = icon !== undefined && isShown(icon) ? { icon } : {}
  return { ...manifest, app: { ...rest, ...shownIcon, screenshots: screenshots.filter(isShown) } }
}

/** What a repository would say of it, had it published it just now. */
function entryOf(
  { manifest, manifestSha256 }: ReadPackage,
  { file, bytes, today }: LookOptions,
): PublishedPackage {
  const { name, version, architecture } = manifest
  return {
    ...{ name, version, architecture, path: file, size: bytes.length, sha256: sha256Of(bytes) },
    ...{ manifest_sha256: manifestSha256, published: `${today}T00:00:00.000Z` },
    ...{ publisher: null, signed_by: [] },
  }
}

function detailsOf(record: IndexRecord, locales: readonly string[]): Look['details'] {
  const { app, name, description, license, dependencies } = record
  return {
    ...unoffered,
    ...{ name, license, version: record.version, architecture: record.architecture },
    title: app?.name ?? name,
    summary: app?.summary ?? firstLine(description),
    role: roleOf(record),
    categories: record.categories,
    tags: record.tags,
    icon: app?.icon === undefined ? null : `media/${mediaName(app.icon)}`,
    size: record.size,
    installedSize: record.installed_size,
    homepage: record.homepage ?? null,
    sourceUrl: record.source_url ?? null,
    maintainer: record.maintainer,
    ...presented({ name, description, license }, app, locales),
    commands: record.commands,
    dependencies: dependencies.map((clause) => ({ clause, satisfiedBy: null })),
    ...{ recommends: record.recommends, provides: record.provides, conflicts: record.conflicts },
    hasScripts: Object.keys(record.install_scripts).length > 0,
  }
}
