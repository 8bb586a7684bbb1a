import { describe, expect, test } from 'vitest'
import { buildPool } from '../../../engine/resolver/build-pool.ts'
import { openPolicy, usualOptions, type Declaration } from '../../../engine/resolver/package-source.ts'
import { openPool, type Pool } from '../../../engine/resolver/pool.ts'
import { resolve } from '../../../engine/resolver/resolve.ts'
import { chanceOf } from './chance.ts'
import { middleUniverse } from './middle-universes.ts'
import { machine, release } from './release.ts'

const sources = ['main', 'other'].map((repository) => ({ repository, digest: '0'.repeat(64) }))
const build = (declarations: readonly Declaration[]) =>
  buildPool(declarations, { architecture: machine, sources })
const sample = build(middleUniverse(1).declarations)

function install(pool: Pool, ...names: string[]) {
  const wishes = names.map((name) => ({ kind: 'install', name, constraints: [] }) as const)
  const policy = openPolicy([{ name: 'main', priority: 1 }])
  const input = {
    pool,
    installed: [],
    wishes,
    policy,
    options: usualOptions,
    securityFixes: new Set<string>(),
  }
  return resolve(input, 100_000, () => false)
}

describe('a pool file', () => {
  test('is opened where it lies, at whatever offset', () => {
    for (const offset of [0, 1, 4, 8]) {
      const moved = new Uint8Array(sample.length + 16)
      moved.set(sample, offset)
      expect(openPool(moved.subarray(offset, offset + sample.length))).not.toBe(null)
    }
  })

  test('that was cut off is none, wherever it was cut', () => {
    const lengths = [
      0,
      1,
      3,
      4,
      7,
      8,
      12,
      64,
      100,
      1_000,
      sample.length - 16,
      sample.length - 8,
      sample.length - 1,
    ]
    for (const length of lengths) expect(openPool(sample.slice(0, length))).toBe(null)
    for (let length = 0; length < sample.length; length += 997) {
      expect(openPool(sample.slice(0, length))).toBe(null)
    }
  })

  test('that has grown is none', () => {
    for (const more of [1, 8, 4_096]) {
      const longer = new Uint8Array(sample.length + more)
      longer.set(sample)
      expect(openPool(longer)).toBe(null)
    }
  })

  test('of another format is none, nor is anything else', () => {
    const other = sample.slice()
    new DataView(other.buffer).setUint32(4, 999, true)
    expect(openPool(other)).toBe(null)
    expect(openPool(new TextEncoder().encode('{"packages":[]}'.repeat(1_000)))).toBe(null)
    expect(openPool(new Uint8Array(65_536))).toBe(null)
    expect(openPool(new Uint8Array(65_536).fill(255))).toBe(null)
  })

  test('with any flipped bit in its header is none', () => {
    // The seventh number tells where the first section begins.
    const headerBytes = new DataView(sample.buffer, sample.byteOffset).getUint32(24, true)
    const opened: number[] = []
    for (let bit = 0; bit < 8 * headerBytes; bit += 1) {
      const damaged = sample.slice()
      damaged[bit >> 3]! ^= 1 << (bit & 7)
      if (openPool(damaged) !== null) opened.push(bit)
    }
    expect(opened).toEqual([])
  })

  test('with damage anywhere never throws when it is opened', () => {
    const chance = chanceOf(7)
    for (let round = 0; round < 300; round += 1) {
      const damaged = sample.slice()
      for (let count = 0; count < 1 + (round % 40); count += 1) {
        damaged[400 + chance.below(damaged.length - 408)] = chance.below(256)
      }
      expect(() => openPool(damaged)).not.toThrow()
    }
  })
})

describe('a pool', () => {
  test('of nothing is a pool, in which nothing is found', () => {
    const pool = openPool(buildPool([], { architecture: machine, sources: [] }))
    expect(install(pool!, 'a')).toMatchObject({ kind: 'unsolvable' })
    expect(install(pool!)).toMatchObject({ kind: 'solved', releases: [], removed: [], held: [] })
  })

  test('tells what it was made of', () => {
    expect(openPool(sample)!.about).toEqual({ architecture: machine, sources })
  })

  test('keeps one of two records of the same release, always the same one', () => {
    const one = release('a 1', { needs: ['b'] })
    const two = release('a 1', { needs: ['c'] })
    expect(build([one, two, one])).toEqual(build([two, one]))
  })

  test('keeps apart what different repositories call the same release', () => {
    const pool = openPool(build([release('a 1'), release('a 1', { repository: 'other' })]))!
    expect(pool.releaseCount).toBe(2)
  })
})
