import { describe, expect, test } from 'vitest'
import { buildPool } from '../../../engine/resolver/build-pool.ts'
import { placeIn } from '../../../engine/resolver/placed.ts'
import { lengthsIn } from '../../../engine/resolver/pool-layout.ts'
import { openPool, type Pool } from '../../../engine/resolver/pool.ts'
import { machine, release } from './release.ts'

const sources = ['main', 'other'].map((repository) => ({ repository, digest: '0'.repeat(64) }))

/** As from a file: only the first part is in memory, the rest is read when it is asked for. */
function readByParts(bytes: Uint8Array): { readonly pool: Pool; readonly reads: () => number } {
  let reads = 0
  const first = bytes.slice(0, lengthsIn(bytes)!.first)
  const pool = openPool(first, (offset, length) => {
    reads += 1
    return bytes.slice(offset, offset + length)
  })
  return { pool: pool!, reads: () => reads }
}

const names = Array.from({ length: 600 }, (_, index) => `package-${index}`)
const plain = buildPool(
  names.map((name) => release(`${name} 1.${name.length}`)),
  { architecture: machine, sources },
)

describe('names of a pool in a file', () => {
  test('are the same whether few or all of them are asked for', () => {
    const few = names.slice(0, 3).map((name) => readByParts(plain).pool.findName(name))
    const { pool } = readByParts(plain)
    const all = names.map((name) => pool.findName(name))

    expect(few).toEqual(all.slice(0, 3))
    expect(all.map((number) => pool.nameText(number))).toEqual(names)
    expect(all.map((number) => pool.version(pool.releasesNamed(number)[0]!))).toEqual(
      names.map((name) => `1.${name.length}`),
    )
  })

  test('cost a few reads for one, and next to none when many were asked for', () => {
    const { pool, reads } = readByParts(plain)
    const opened = reads()
    pool.findName('package-7')
    const one = reads() - opened
    for (const name of names) pool.findName(name)
    const [all, many] = [reads() - opened, reads()]
    for (const name of names) pool.findName(name)

    // A name that lies in two blocks is read each time.
    expect({ one: one <= 6, all: all < 20, later: reads() - many < 3 }).toEqual({
      ...{ one: true, all: true, later: true },
    })
  })

  test('that are not ASCII are found, too, and those that nobody has are not', () => {
    const { pool } = readByParts(
      buildPool([release('übung 1'), release('日本語 2')], {
        architecture: machine,
        sources,
      }),
    )
    const found = ['übung', '日本語', 'ubung', 'nobody', ''].map((name) => pool.findName(name) >= 0)

    expect(found).toEqual([true, true, false, false, false])
    expect(pool.nameText(pool.findName('日本語'))).toBe('日本語')
  })

  test('are not looked for without an end where a damaged table has no empty slot', () => {
    const damaged = plain.slice()
    const header = new Uint32Array(damaged.buffer, 0, 5 + 2 * 60)
    // Tables hold 1,024 numbers here: wherever such a section lies, it is filled.
    for (let at = 5; at < header.length; at += 2) {
      if (header[at + 1] === 4_096) damaged.fill(1, header[at], header[at]! + 4_096)
    }
    expect(openPool(damaged)?.findName('nobody') ?? -1).toBe(-1)
  })
})

describe('what is installed', () => {
  const pool = openPool(
    buildPool(
      [
        { ...release('a 1'), digest: 'aa'.repeat(32) },
        { ...release('a 1', { repository: 'other' }), digest: 'aa'.repeat(32) },
        { ...release('b 1'), digest: 'aa'.repeat(32) },
        { ...release('b 2'), digest: 'bb'.repeat(32) },
      ],
      { architecture: machine, sources },
    ),
  )!
  const here = (name: string, digest: string, repository = 'main') => ({
    ...{ name, version: '1', repository, digest: digest.repeat(32), chosen: true, unmet: [] },
    declare: () => release(`${name} 1`),
  })
  const placesOf = (...installed: ReturnType<typeof here>[]) =>
    placeIn(pool, installed).installed.map(({ text, release: number }) =>
      number < 0 ? `${text} nowhere` : `${text} ${pool.repositoryOf(number)} ${pool.version(number)}`,
    )

  test('lies where name, digest and repository are the same', () => {
    expect(placesOf(here('b', 'aa'), here('a', 'aa', 'other'))).toEqual(['a other 1', 'b main 1'])
    expect(placesOf(here('b', 'bb'))).toEqual(['b main 2'])
  })

  test('lies nowhere where one of them differs', () => {
    expect(placesOf(here('a', 'bb'))).toEqual(['a nowhere'])
    expect(placesOf(here('b', 'bb', 'other'))).toEqual(['b nowhere'])
    expect(placesOf(here('c', 'aa'))).toEqual(['c nowhere'])
  })

  test('is placed once for a list', () => {
    const list = [here('a', 'aa')]
    expect(placeIn(pool, list)).toBe(placeIn(pool, list))
  })
})
