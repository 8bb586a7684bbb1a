import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ArchiveFormat } from '../archive/compression.ts'
import { manifestBytes } from '../archive/manifest-bytes.ts'
import { hashFile } from '../read-pieces.ts'
import { writeArchive } from '../archive/write-archive.ts'
import { envelopeBytes, signManifest } from '../keys/verify-envelope.ts'
import type { Signer } from '../keys/signer.ts'
import type { Architecture, Manifest } from '../model/manifest.ts'
import { EngineError } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'
import { makeManifest } from './make-manifest.ts'
import { publishBytes, replacing } from './publish-file.ts'
import { readRecipe } from './recipe.ts'
import { selectFiles, type SourceTree } from './select-files.ts'
import { checksumPath, checksumText, manifestPathBeside, signaturePath } from './sidecars.ts'
import { complaint } from './yaml-document.ts'

export interface BuildPackageOptions {
  /** The folder with package.yaml and src/. */
  readonly source: string
  /** Folder for the artifact and its sidecars; made where missing. */
  readonly output: string
  readonly format: ArchiveFormat
  readonly signer: Signer | null
  /** Time of every member, seconds since the Unix epoch. */
  readonly modified: number
  /** Compression, 0 (quick) to 9 (small); 6 where not given. */
  readonly preset?: number
  /** None where not given. */
  readonly hashes?: SourceTree['hashes']
}

export interface BuiltPackage {
  readonly file: string
  readonly name: string
  readonly version: string
  readonly architecture: Architecture
  /** Bytes of the artifact. */
  readonly size: number
  readonly sha256: string
  readonly manifestSha256: string
  /** Number of members. */
  readonly files: number
  readonly signedBy: string | null
}

/** Builds the artifact of a source folder. The same input gives the same bytes. */
export async function buildPackage(options: BuildPackageOptions, signal: AbortSignal): Promise<BuiltPackage> {
  const manifest = await manifestOf(options, signal)
  const file = path.join(path.resolve(options.output), artifactName(manifest, options.format))
  const tree = path.join(path.resolve(options.source), 'src')
  const { format, modified, signer, preset = 6 } = options
  const contentOf = (member: string): string => path.join(tree, member)
  const made = await replacing(file, async (temporary) => {
    const target = { file: temporary, manifest, contentOf, format, modified, preset }
    const { manifestSha256 } = await writeArchive(target, signal)
    const sha256 = await hashFile(temporary)
    signal.throwIfAborted()
    await writeSidecars(file, manifest, { sha256, manifestSha256, signer })
    return { sha256, manifestSha256, size: (await stat(temporary)).size }
  })
  const { name, version, architecture, files } = manifest
  const signedBy = signer?.key.keyId ?? null
  return { file, name, version, architecture, ...made, files: files.length, signedBy }
}

/** `name-version-arch.tar.xz`; `:` and `~` of a version are not allowed in file names everywhere. */
export function artifactName(
  manifest: Pick<Manifest, 'name' | 'version' | 'architecture'>,
  format: ArchiveFormat,
): string {
  const version = manifest.version.replaceAll(/[:~]/g, '_')
  return `${manifest.name}-${version}-${manifest.architecture}.${format}`
}

async function manifestOf(options: BuildPackageOptions, signal: AbortSignal): Promise<Manifest> {
  const source = path.resolve(options.source)
  const read = await readRecipe(source)
  const tree = path.join(source, 'src')
  const isThere = await stat(tree).then(
    (place) => place.isDirectory(),
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return false
      throw error
    },
  )
  if (!isThere) throw new EngineError('file/not-found', { path: tree })
  const entries = await selectFiles({ folder: tree, hashes: options.hashes ?? new Map() }, read, signal)
  if (entries.length === 0) throw complaint(read.document, ['files'], 'src/ is empty', 'files below src/')
  return makeManifest({ ...read, tree, entries })
}

/** Killed between them: sidecars without their artifact, or a new one beside the old; building again ends it. */
async function writeSidecars(
  file: string,
  manifest: Manifest,
  made: { readonly sha256: string; readonly manifestSha256: string; readonly signer: Signer | null },
): Promise<void> {
  await publishBytes(manifestPathBeside(file), manifestBytes(manifest))
  await publishBytes(checksumPath(file), checksumText(file, made.sha256))
  if (made.signer === null) {
    // A signature of an earlier build would not fit this one.
    await rm(signaturePath(file), { force: true })
  } else {
    await publishBytes(
      signaturePath(file),
      envelopeBytes(await signManifest(made.manifestSha256, made.signer)),
    )
  }
}
