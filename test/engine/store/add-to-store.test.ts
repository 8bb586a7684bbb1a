import { randomBytes } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from '../../../engine/model/failure.ts'
import { addToStore, readStoredManifest } from '../../../engine/store/content-store.ts'
import { type Layout, layoutOf, storeDirectory } from '../../../engine/store/layout.ts'
import type { Arrival } from '../../../engine/store/stage-release.ts'
import { isFull } from '../../kit/full.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { canMountSmallDisk, withSmallDisk } from '../archive/small-disk.ts'
import { anArrival, arrivalOf } from './an-arrival.ts'
import { testWhere } from '../../kit/where.ts'

const mountable = await canMountSmallDisk()
const megabyte = 2 ** 20

const simply = { again: new Set<string>(), isAlone: false }

let layout: Layout
beforeEach(() => {
  layout = layoutOf(path.join(temporaryFolder(), 'data'))
})

/** Enough to be worth threads: six packages, three of each format, the last the largest. */
let arrivals: readonly Arrival[]
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'add-to-store-'))
  const made: Arrival[] = []
  for (const [index, name] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
    const first = Buffer.alloc(index * megabyte, randomBytes(1_000))
    const files = { first, second: Buffer.from(name), third: Buffer.alloc(0) }
    made.push(await anArrival(folder, { name, files, format: index % 2 === 0 ? 'tar.zst' : 'tar.xz' }))
  }
  arrivals = made
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function placeOf({ record }: Arrival): string {
  return storeDirectory(record.manifest_sha256, record.name, record.version)
}

function modesIn(release: string): number[] {
  const names = ['', '.multios', '.multios/manifest.json', 'first']
  return names.map((name) => lstatSync(path.join(layout.store, release, name)).mode & 0o7777)
}

async function failureIn(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error) ?? error,
  )
}

describe.each([false, true])('many releases are unpacked by threads, this one too: %s', (isAlone) => {
  const hands = { ...simply, isAlone }

  test('and stand in the store as they were packed, whatever the umask', async () => {
    const umask = process.umask(0o077)
    await addToStore(layout, arrivals, hands, never).finally(() => process.umask(umask))

    expect(readdirSync(layout.store).sort()).toEqual(arrivals.map(placeOf).sort())
    for (const arrival of arrivals) {
      const { name } = arrival.record
      const at = (file: string): Buffer => readFileSync(path.join(layout.store, placeOf(arrival), file))
      expect(at('first').equals(readFileSync(path.join(folder, 'trees', name, 'first')))).toBe(true)
      expect([at('second').toString(), at('third').length]).toEqual([name, 0])
      expect(readStoredManifest(layout, placeOf(arrival)).name).toBe(name)
      expect(modesIn(placeOf(arrival))).toEqual([0o755, 0o755, 0o444, 0o444])
    }
  })

  test('and one that is no package, although it was listed as one, is refused as what cannot be trusted', async () => {
    const strange = await anArrival(temporaryFolder(), {
      name: 'strange',
      files: { first: Buffer.from('x') },
    })
    writeFileSync(strange.file, 'no package')

    const failure = await failureIn(addToStore(layout, [strange], hands, never))

    expect(failure).toEqual({
      code: 'trust/artifact',
      facts: { file: 'packages/strange', reason: 'archive', detail: 'neither xz nor zstd' },
    })
  })

  test('and one that is not what it should be keeps all of them out', async () => {
    const file = path.join(temporaryFolder(), 'c.tar.zst')
    const bytes = readFileSync(arrivals[2]!.file)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(file, bytes)

    const bad = arrivals.with(2, { ...arrivals[2]!, file })
    const failure = await failureIn(addToStore(layout, bad, hands, never))

    // Named as it is published. Which check meets it first depends on what the byte was.
    expect(failure).toMatchObject({ code: 'trust/artifact', facts: { file: 'packages/c' } })
    expect(readdirSync(layout.store)).toEqual([])
  })

  test('and a list that tells something else than the manifest is refused', async () => {
    const [first, ...others] = arrivals
    const told = { ...first!, record: { ...first!.record, license: 'none' } }

    const failure = await failureIn(addToStore(layout, [told, ...others], hands, never))

    const detail = "license: the repository's list and the signed manifest differ"
    expect(failure).toEqual({
      code: 'trust/artifact',
      facts: { file: 'packages/a', reason: 'manifest', detail },
    })
    expect(readdirSync(layout.store)).toEqual([])
  })

  test.each([0, 60, 120, 200])('and stop at once after %i ms, leaving nothing', async (milliseconds) => {
    const controller = new AbortController()
    const adding = addToStore(layout, arrivals, hands, controller.signal)

    setTimeout(() => controller.abort(new Error('enough')), milliseconds)
    const outcome = await adding.catch((error: unknown) => error)

    // A fast machine may have been done before.
    if (outcome !== undefined) expect(outcome).toBe(controller.signal.reason)
    expect(readdirSync(layout.store)).toHaveLength(outcome === undefined ? arrivals.length : 0)
  })

  testWhere(mountable, 'a file system to mount')(
    'and a full disk is told as such, with the place',
    async () => {
      await withSmallDisk(4 * megabyte, async (disk) => {
        const small = layoutOf(disk)

        const failure = await failureIn(addToStore(small, arrivals, hands, never))

        const place = expect.stringContaining(path.join(small.store, `.new-${process.pid}-`))
        expect(failure).toMatchObject({ code: 'disk/full', facts: { path: place, free: expect.any(Number) } })
        expect(readdirSync(small.store)).toEqual([])
      })
    },
  )
})

test('a release that is whole in the store is left alone, and one that is repaired is replaced file by file', async () => {
  await addToStore(layout, arrivals, simply, never)
  const file = path.join(layout.store, placeOf(arrivals[1]!), 'second')
  rmSync(file)

  // What is not opened may be missing.
  const gone = arrivals.map((arrival) => ({ ...arrival, file: path.join(folder, 'nowhere') }))
  await addToStore(layout, gone, simply, never)
  const isThere = lstatSync(file, { throwIfNoEntry: false })
  await addToStore(layout, arrivals, { ...simply, again: new Set(['a', 'b']) }, never)

  expect([isThere, readFileSync(file, 'utf8')]).toEqual([undefined, 'b'])
  expect(readdirSync(layout.store)).toHaveLength(arrivals.length)
})

test('a few small files are unpacked without a thread', async () => {
  const arrival = await anArrival(folder, { name: 'small', files: { first: Buffer.from('hi') } })

  await addToStore(layout, [arrival], simply, never)

  expect(modesIn(placeOf(arrival))).toEqual([0o755, 0o755, 0o444, 0o444])
  expect(readFileSync(path.join(layout.store, placeOf(arrival), 'first'), 'utf8')).toBe('hi')
})

test.for(['tar.zst', 'tar.xz'] as const)(
  'a %s package of 4 GB needs no more memory than a small one',
  { timeout: 1_200_000 },
  async (format, { skip }) => {
    skip(!isFull, 'runs with ./multios test --full only')
    const tree = path.join(temporaryFolder(), 'tree')
    mkdirSync(tree)
    const names = ['a', 'b', 'c', 'd']
    for (const name of names) {
      writeFileSync(path.join(tree, name), randomBytes(20 * megabyte))
      truncateSync(path.join(tree, name), 2 ** 30)
    }
    const arrival = await arrivalOf(folder, { name: 'large', tree, names, format })
    const before = process.resourceUsage().maxRSS

    await addToStore(layout, [arrival], simply, never)

    expect(lstatSync(path.join(layout.store, placeOf(arrival), 'd')).size).toBe(2 ** 30)
    // Kilobytes.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100 * 1_024)
  },
)
