import type { ParsedInput } from '../api/operations.ts'
import type { PackagePreview } from '../api/preview-operations.ts'
import { type Findings, note } from '../appstream/findings.ts'
import { reportOf } from '../lint/lint.ts'
import { type Look, type LookOptions, nothingToShow } from './preview-look.ts'
import { previewArchive } from './preview-archive.ts'
import { previewMetainfo } from './preview-metainfo.ts'
import type { Toolbox } from './toolbox.ts'

/** Whatever the file is, it is told of: what is wrong with it is a finding, and no failure. */
export async function previewPackage(
  toolbox: Toolbox,
  { file, content, locales }: ParsedInput<'package.preview'>,
  signal: AbortSignal,
): Promise<PackagePreview> {
  const today = new Date(toolbox.clock.now()).toISOString().slice(0, 10)
  const findings: Findings = { file, all: [] }
  const options: LookOptions = { file, bytes: Buffer.from(content, 'base64'), locales, today }
  const look = await lookAt(toolbox, options, findings, signal)
  return { ...look, findings: [...reportOf(findings).findings] }
}

async function lookAt(
  toolbox: Toolbox,
  options: LookOptions,
  findings: Findings,
  signal: AbortSignal,
): Promise<Look> {
  switch (kindOf(options.bytes)) {
    case 'xml':
      return previewMetainfo(options, findings)
    case 'archive':
      return previewArchive(toolbox, options, findings, signal)
    case 'debian':
      note(findings, 'error', 'file/debian', { value: options.file })
      return nothingToShow
    case 'unknown':
      note(findings, 'error', 'file/unknown', { value: options.file })
      return nothingToShow
  }
}

const xz = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])
const zstd = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const debian = Buffer.from('!<arch>\ndebian-binary')

/** By the bytes, never by the name. */
function kindOf(bytes: Buffer): 'xml' | 'archive' | 'debian' | 'unknown' {
  const begins = (magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic)
  if (begins(xz) || begins(zstd)) return 'archive'
  if (begins(debian)) return 'debian'
  return /^\uFEFF?\s*</.test(bytes.toString('utf8', 0, 1_000)) ? 'xml' : 'unknown'
}
