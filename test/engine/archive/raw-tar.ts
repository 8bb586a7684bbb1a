/** Archives built byte by byte, so that tests can say what no honest builder would. */
import { createHash } from 'node:crypto'
import { xz } from '@napi-rs/lzma'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import { type FileEntry, type Manifest, manifestPath } from '../../../engine/model/manifest.ts'

export interface RawMember {
  readonly name: string
  readonly flag?: string
  readonly content?: string | Uint8Array
  readonly mode?: number
  readonly uid?: number
  readonly link?: string
  readonly magic?: string
  /** The number of a device, in a member of any kind. */
  readonly device?: number
  /** Written in the header instead of the content's true length. */
  readonly size?: number
  readonly breakChecksum?: boolean
  readonly padding?: number
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function file(path: string, content: string, mode: 0o644 | 0o755 = 0o644): FileEntry {
  return { type: 'file', path, mode, size: Buffer.byteLength(content), sha256: sha256(content) }
}

export function directory(path: string): FileEntry {
  return { type: 'directory', path }
}

export function symlink(path: string, target: string): FileEntry {
  return { type: 'symlink', path, target }
}

export function aManifest(files: readonly FileEntry[], more: Partial<Manifest> = {}): Manifest {
  const size = files.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.size : 0), 0)
  return {
    format: 1,
    name: 'hello',
    version: '1.0.0',
    version_scheme: 'semver',
    architecture: 'universal',
    description: 'Greets',
    maintainer: 'Developer <dev@example.com>',
    license: 'MIT',
    dependencies: [],
    recommends: [],
    suggests: [],
    provides: [],
    conflicts: [],
    breaks: [],
    replaces: [],
    categories: [],
    tags: [],
    install_scripts: {},
    installed_size: size,
    files: [...files],
    ...more,
  }
}

export function manifestMember(manifest: Manifest): RawMember {
  return { name: manifestPath, content: canonicalJson(manifest) }
}

export function member(raw: RawMember): Buffer {
  const { uid, device } = { uid: 0, device: 0, ...raw }
  const content = Buffer.from(raw.content ?? '')
  const header = Buffer.alloc(512)
  header.write(raw.name, 0, 100)
  header.write(octal(raw.mode ?? defaultMode(raw.flag), 7), 100)
  header.write(octal(uid, 7), 108)
  header.write(octal(0, 7), 116)
  header.write(octal(raw.size ?? content.length, 11), 124)
  header.write(octal(device, 7), 329)
  header.write(octal(0, 11), 136)
  header.write(raw.flag ?? '0', 156)
  header.write(raw.link ?? '', 157, 100)
  header.write(raw.magic ?? 'ustar\x0000', 257, 'latin1')
  header.write(octal(sum(header) + (raw.breakChecksum === true ? 1 : 0), 6) + '\0 ', 148)
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512, raw.padding ?? 0)
  return Buffer.concat([header, content, padding])
}

/** A pax extension header with these records. */
export function pax(records: Record<string, string>): Buffer {
  const text = Object.entries(records)
    .map(([key, value]) => paxRecord(key, value))
    .join('')
  return member({ name: 'PaxHeader', flag: 'x', content: text })
}

export function tar(...parts: readonly (RawMember | Buffer)[]): Buffer {
  const members = parts.map((part) => (Buffer.isBuffer(part) ? part : member(part)))
  return Buffer.concat([...members, Buffer.alloc(1024)])
}

export async function compressed(bytes: Uint8Array): Promise<Buffer> {
  return xz.compress(bytes)
}

function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = Buffer.byteLength(rest)
  while (length !== Buffer.byteLength(`${length}${rest}`)) length = Buffer.byteLength(`${length}${rest}`)
  return `${length}${rest}`
}

function defaultMode(flag = '0'): number {
  return flag === '5' ? 0o755 : flag === '2' ? 0o777 : 0o644
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

function sum(header: Buffer): number {
  return header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0)
}
