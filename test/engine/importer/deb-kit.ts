/** Packages of Debian built byte by byte, so that tests can say what no honest builder would. */
import { execFileSync } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { xz } from '@napi-rs/lzma'
import { expect } from 'vitest'
import { DebProblem } from '../../../engine/importer/deb-problem.ts'
import { withDeb } from '../../../engine/importer/read-deb.ts'
import { type RawMember, tar } from '../archive/raw-tar.ts'
import { never, withFolder } from '../builder/kit.ts'

/** The last two by programs of this machine. */
export type Packing = '' | '.gz' | '.xz' | '.zst' | '.bz2' | '.lzma'

export type RawMemberOrBytes = RawMember | Buffer

export interface DebParts {
  readonly control?: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly members?: readonly RawMemberOrBytes[]
  readonly packing?: Packing
}

export const gnu = 'ustar  \0'

export function controlText(fields: Readonly<Record<string, string>> = {}): string {
  const usual = {
    Package: 'lamp',
    Version: '1:2.0~rc1-3+b1',
    Architecture: 'all',
    Maintainer: 'Ada Example <ada@example.org>',
    Description: 'a lamp\n It gives light.\n .\n In the dark.',
  }
  return `${Object.entries({ ...usual, ...fields })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`
}

export function folder(name: string): RawMember {
  return { name: `./${name}/`, flag: '5', magic: gnu }
}

export function plain(name: string, content: string | Uint8Array, mode = 0o644): RawMember {
  return { name: `./${name}`, content, mode, magic: gnu }
}

export function linkTo(name: string, link: string, flag: '1' | '2' = '2'): RawMember {
  return { name: `./${name}`, flag, link, magic: gnu }
}

/** GNU's header for a name of more than 100 bytes. */
export function longName(name: string): RawMember {
  return { name: '././@LongLink', flag: 'L', content: `${name}\0`, magic: gnu }
}

/** A lamp with a program, a manual and a link to the program. */
export const lampMembers: readonly RawMember[] = [
  folder('bin'),
  plain('bin/lamp', '#!/bin/sh\necho light\n', 0o755),
  folder('usr/share/doc/lamp'),
  plain('usr/share/doc/lamp/README', 'read me'),
  plain(
    'usr/share/doc/lamp/copyright',
    'Format: https://example.org/dep5\n\nFiles: *\nLicense: Expat\n Free.\n',
  ),
  folder('var/lib/lamp'),
  linkTo('usr/bin/light', '/bin/lamp'),
]

export async function debBytes(parts: DebParts = {}): Promise<Buffer> {
  const { control = controlText(), scripts = {}, members = lampMembers, packing = '.xz' } = parts
  const files = Object.entries({ control, ...scripts }).map(([name, text]) => plain(name, text, 0o755))
  return ar(
    ['debian-binary', Buffer.from('2.0\n')],
    [`control.tar${packing}`, await packed(tar({ name: './', flag: '5', magic: gnu }, ...files), packing)],
    [`data.tar${packing}`, await packed(tar({ name: './', flag: '5', magic: gnu }, ...members), packing)],
  )
}

export async function writeDeb(place: string, name: string, parts: DebParts = {}): Promise<string> {
  const file = path.join(place, name)
  await writeFile(file, await debBytes(parts))
  return file
}

export function ar(...parts: readonly (readonly [name: string, bytes: Uint8Array])[]): Buffer {
  const members = parts.map(([name, bytes]) => {
    const header = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}`
    const size = String(bytes.length).padEnd(10)
    return Buffer.concat([
      Buffer.from(`${header}${size}\`\n`),
      bytes,
      Buffer.from(bytes.length % 2 === 0 ? '' : '\n'),
    ])
  })
  return Buffer.concat([Buffer.from('!<arch>\n'), ...members])
}

export async function packed(bytes: Uint8Array, packing: Packing): Promise<Uint8Array> {
  if (packing === '.gz') return gzipSync(bytes)
  if (packing === '.zst') return zstdCompressSync(bytes)
  if (packing === '.bz2') return execFileSync('bzip2', ['-c'], { input: bytes })
  if (packing === '.lzma') return execFileSync('xz', ['--format=lzma', '-c'], { input: bytes })
  return packing === '.xz' ? xz.compress(bytes) : bytes
}

/** What is said of a file with these bytes. */
export async function refusalOf(bytes: Uint8Array): Promise<string> {
  let said = 'nothing'
  await withFolder(async (place) => {
    const file = path.join(place, 'odd.deb')
    await writeFile(file, bytes)
    const outside = await readdir(place)
    try {
      await withDeb(file, async (deb) => deb.unpack(path.join(place, 'tree')), never)
    } catch (error) {
      if (!(error instanceof DebProblem)) throw error
      said = error.message
    }
    expect((await readdir(place)).filter((name) => name !== 'tree')).toEqual(outside)
  })
  return said
}
