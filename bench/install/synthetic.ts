/** Packages that nobody made: the same bytes on every machine, about as compressible as programs and their data. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { FileEntry, Manifest } from '../../engine/model/manifest.ts'

export interface Synthetic {
  readonly manifest: Manifest
  /** The folder that its files lie in. */
  readonly tree: string
}

export const packageCount = 20
const foldersEach = 20
const filesPerFolder = 50

/** 20 packages of 1,000 files and 15 MB each: every tenth file is of 60 KB, the others of 10 KB. */
export function writeSynthetic(folder: string): Synthetic[] {
  const random = randomNumbers(20_240_607)
  const words = Array.from({ length: 4_096 }, () => word(random))
  return Array.from({ length: packageCount }, (_, index) => {
    const name = `bench-${String(index).padStart(2, '0')}`
    const tree = path.join(folder, name)
    const files: FileEntry[] = [
      { type: 'directory', path: 'share' },
      { type: 'directory', path: `share/${name}` },
    ]
    for (let at = 0; at < foldersEach; at += 1) {
      const place = `share/${name}/${String(at).padStart(2, '0')}`
      mkdirSync(path.join(tree, place), { recursive: true })
      files.push({ type: 'directory', path: place })
      for (let number = 0; number < filesPerFolder; number += 1) {
        const size = Math.round((number % 10 === 0 ? 60_000 : 10_000) * (0.5 + random()))
        const bytes = number % 5 < 3 ? textOf(size, words, random) : binaryOf(size, random)
        files.push(writeFile(tree, `${place}/${String(number).padStart(3, '0')}`, bytes))
      }
    }
    return { manifest: manifestOf(name, files), tree }
  })
}

export function manifestOf(name: string, files: readonly FileEntry[]): Manifest {
  return {
    format: 1,
    name,
    version: '1.0.0',
    version_scheme: 'semver',
    architecture: 'universal',
    description: 'Files to measure with',
    maintainer: 'Bench <bench@example.com>',
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
    installed_size: files.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.size : 0), 0),
    files: [...files],
  }
}

function writeFile(tree: string, place: string, bytes: Uint8Array): FileEntry {
  writeFileSync(path.join(tree, place), bytes, { mode: 0o644 })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { type: 'file', path: place, mode: 0o644, size: bytes.length, sha256 }
}

function textOf(size: number, words: readonly string[], random: () => number): Uint8Array {
  const parts: string[] = []
  for (let length = 0; length < size;) {
    // Squared, so that some words are much more usual than others.
    const next = words[Math.floor(random() ** 2 * words.length)] ?? ''
    parts.push(next)
    length += next.length + 1
  }
  return Buffer.from(parts.join(' ')).subarray(0, size)
}

/** Records of sixteen bytes, as programs have them: half of each is new, the rest was there before. */
function binaryOf(size: number, random: () => number): Uint8Array {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at + 4 <= size; at += 4) {
    const isNew = at % 16 < 8 || at < 64
    if (isNew) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), at)
    else bytes.copyWithin(at, at - 64, at - 60)
  }
  return bytes
}

function word(random: () => number): string {
  const length = 2 + Math.floor(random() * 9)
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')
}

/** Mulberry32: from one seed always the same numbers, from 0 to below 1. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
