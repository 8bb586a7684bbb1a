import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openState } from '../../../engine/state/state.ts'
import { canMountSmallDisk, withSmallDisk } from '../../engine/archive/small-disk.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { aDesk, type Desk, failureOf } from './kit/a-desk.ts'
import { listingOf } from './kit/listing.ts'
import { bytesBegun, slowServer } from './kit/slow-server.ts'
import { until } from './kit/until.ts'
import { using } from './kit/using.ts'

const megabyte = 1024 * 1024
const noise = Array.from({ length: 60_000 }, (_, i) => Math.sin(i + 1).toString(36)).join('')
const bigEditor = () => release('editor', '1.0').withFile('share/editor/data', noise)

/** Leaves about `bytes` free on the disk of a folder. */
function fillUp(folder: string, bytes: number): string {
  const { bavail, bsize } = statfsSync(folder)
  const filler = path.join(folder, 'filler')
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)))
  return filler
}

function freeOn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Generations that the database tells of. */
function recordedIn(data: string): number[] {
  const state = openState(data)
  const rows = state.all<{ number: number }>('SELECT number FROM generation ORDER BY number')
  state.close()
  return rows.map(({ number }) => number)
}

const noRoom = 'error: There is not enough free space, so nothing was changed.'

describe.runIf(await canMountSmallDisk())('a disk that is', () => {
  test('full at the first start is told with its place, and leaves room for the next', async () => {
    await withSmallDisk(megabyte, async (data) => {
      const { pm } = aDesk({ data, starter: true })
      const { status, out, err } = await pm('list', '--available')
      const [title, cause, fix] = err.split('\n')
      expect([status, out, title]).toEqual([1, '', noRoom])
      expect(cause).toMatch(new RegExp(`^  ${data} has \\d+ kB free\\.$`))
      expect(fix).toContain('Free some space there.')
      expect(readdirSync(data).filter((name) => name.startsWith('.starter'))).toEqual([])
    })
  })

  test('full when a repository is added', async () => {
    const repository = await aRepository(bigEditor())
    await withSmallDisk(megabyte, async (data) => {
      const { pm } = aDesk({ data })
      await pm('status')
      fillUp(data, 4_096)
      const { status, err } = await pm('repository', 'add', 'main', repository.folder, '--yes', '--json')
      expect([status, err.includes('not enough free space')]).toEqual([1, true])
      execFileSync('rm', [path.join(data, 'filler')])
      expect((await pm('repository', 'list', '--json')).out).toBe('[]\n')
      expect((await pm('repository', 'add', 'main', repository.folder, '--yes')).status).toBe(0)
    })
  })

  test('too full for an install says what it needs, and is no matter once there is room', async () => {
    const repository = await aRepository(bigEditor(), release('game', '1.0'))
    await withSmallDisk(3 * megabyte, async (data) => {
      const desk = aDesk({ data })
      await using(desk, repository, { installing: ['game'] })
      const before = listingOf(data)
      fillUp(data, 300_000)
      const early = await desk.pm('install', 'editor')
      expect([early.status, early.err.split('\n').find((line) => line.startsWith('error'))]).toEqual([
        1,
        noRoom,
      ])
      expect(early.err).toMatch(/needs \d+(\.\d)? [kM]B more, has \d+ kB free\./)
      expect(listingOf(data)).toEqual(before)
      expect((await desk.pm('run', 'game')).out).toBe('game 1.0: \n')
      execFileSync('rm', [path.join(data, 'filler')])
      expect((await desk.pm('install', 'editor')).status).toBe(0)
    })
  })

  test('full in the middle of a download', async () => {
    const repository = await aRepository(bigEditor())
    const server = await slowServer(repository.folder)
    await withSmallDisk(3 * megabyte, async (data) => {
      const desk = aDesk({ data })
      await using(desk, repository, { url: server.url })
      const before = listingOf(data)
      server.hold('.tar.xz')
      const { ended } = desk.start('multios-pm', 'install', 'editor')
      await until('the beginning of the download', () => bytesBegun(data) > 0)
      const filler = fillUp(data, 0)
      server.finish()

      const { status, err } = await ended

      expect([status, err.split('\n').find((line) => line.startsWith('error'))]).toEqual([1, noRoom])
      expect(listingOf(data)).toEqual(before)
      execFileSync('rm', [filler])
      expect((await desk.pm('install', 'editor')).status).toBe(0)
      expect((await desk.pm('run', 'editor')).out).toBe('editor 1.0: \n')
    })
  })

  test('full to its last byte still lets people look, and remove something', async () => {
    const repository = await aRepository(bigEditor(), release('game', '1.0'))
    await withSmallDisk(4 * megabyte, async (data) => {
      const desk = aDesk({ data })
      await using(desk, repository, { installing: ['editor', 'game'] })
      const filler = fillUp(data, 0)
      const looked = await statusesOf(desk, looking)
      const ran = await desk.pm('run', 'game')
      // Running leaves a folder for leases.
      const before = listingOf(data)

      const removal = await desk.pm('uninstall', 'game', '--json')

      expect([looked, ran.out]).toEqual([looking.map(() => 0), 'game 1.0: \n'])
      // There may be no room for the journal of a removal: then it is said, and nothing changed.
      if (removal.status !== 0) {
        expect([removal.status, failureOf(removal).code]).toEqual([1, 'disk/full'])
        expect(listingOf(data)).toEqual(before)
      }
      execFileSync('rm', [filler])
      expect((await desk.pm('verify')).status).toBe(0)
    })
  })

  test('full to its last byte is freed by cleaning up', async () => {
    const old = release('editor', '1.0').withFile('share/editor/data', noise)
    const repository = await aRepository(old, release('editor', '2.0'), release('game', '1.0'))
    await withSmallDisk(6 * megabyte, async (data) => {
      const desk = aDesk({ data })
      await using(desk, repository)
      for (const words of [['editor=1.0'], ['editor=2.0'], ['game']])
        expect((await desk.pm('install', '--yes', ...words)).status).toBe(0)
      fillUp(data, 0)

      const cleaned = await desk.pm(
        'cleanup',
        '--keep',
        '1',
        '--days',
        '0',
        '--clear-cache',
        '--old-versions',
      )

      expect([cleaned.status, cleaned.err, freeOn(data) > noise.length / 2]).toEqual([0, '', true])
      expect(cleaned.out).toContain('1 release that no generation holds')
      expect((await desk.pm('run', 'game')).out).toBe('game 1.0: \n')
      expect((await desk.pm('verify')).status).toBe(0)
      const history = JSON.parse((await desk.pm('history', '--json')).out) as { generation: number }[]
      expect(history.map(({ generation }) => generation)).toEqual([3, 2, 0])
      // With room again, what went is no longer spoken of anywhere.
      expect((await desk.pm('cleanup')).status).toBe(0)
      expect(recordedIn(data)).toEqual([2, 3])
      expect((await desk.pm('undo')).status).toBe(0)
      expect((await desk.pm('install', 'game')).status).toBe(0)
    })
  })

  test('full when a key is made: none is half there', async () => {
    await withSmallDisk(megabyte, async (home) => {
      const environment = {
        MULTIOS_KEYSTORE: 'file',
        MULTIOS_KEYSTORE_PASSPHRASE: 'x',
        HOME: home,
        XDG_DATA_HOME: path.join(home, 'data'),
        XDG_CONFIG_HOME: path.join(home, 'config'),
        XDG_CACHE_HOME: temporaryFolder(),
      }
      const { pm } = aDesk({ data: path.join(home, 'data/multios-package-manager'), environment })
      mkdirSync(path.join(home, 'data'))
      const filler = fillUp(home, 0)
      const { status, err } = await pm('sign', 'generate-key', 'mine')
      expect([status, err.split('\n')[0]]).toEqual([1, noRoom])
      execFileSync('rm', [filler])
      expect((await pm('sign', 'list', '--json')).out).toBe('[]\n')
      expect((await pm('sign', 'generate-key', 'mine')).status).toBe(0)
    })
  })

  test('read-only lets people look, and tells them why nothing changes', async () => {
    const repository = await aRepository(release('game', '1.0'), release('editor', '1.0'))
    await withSmallDisk(4 * megabyte, async (data) => {
      const desk = aDesk({ data })
      await using(desk, repository, { installing: ['game'] })
      const before = listingOf(data)
      execFileSync('mount', ['-o', 'remount,ro', data])

      expect(await statusesOf(desk, looking)).toEqual(looking.map(() => 0))
      expect((await desk.pm('run', 'game')).out).toBe('game 1.0: \n')
      for (const words of changing) {
        const { status, err } = await desk.pm(...words)
        const said = err.split('\n')
        const title = said.findIndex((line) => line.startsWith('error: '))
        expect([words[0], status, ...said.slice(title, title + 3)]).toEqual([
          words[0],
          1,
          'error: Nothing can be changed here, because the disk is read-only.',
          `  ${data} cannot be written to.`,
          '  Make it writable, or choose another place with --data-dir DIR.',
        ])
      }
      expect(listingOf(data)).toEqual(before)
    })
  })
})

const looking = [
  ['list'],
  ['search', 'game'],
  ['info', 'game'],
  ['history'],
  ['verify'],
  ['status'],
  ['repository', 'list'],
]
const changing = [
  ['install', 'editor'],
  ['uninstall', 'game'],
  ['undo'],
  ['sync'],
  ['repository', 'remove', 'main'],
]

async function statusesOf(desk: Desk, lines: readonly (readonly string[])[]): Promise<(number | null)[]> {
  const statuses = []
  for (const words of lines) statuses.push((await desk.pm(...words)).status)
  return statuses
}

test('a data directory where none can be is told as what it is', async () => {
  const { pm, folder } = aDesk()
  const file = path.join(folder, 'a-file')
  writeFileSync(file, '')
  const first = async (place: string) => {
    const { status, err } = await pm('--data-dir', place, 'status')
    return [status, err.split('\n')[0]]
  }

  expect(await first('/proc/nothing/here')).toEqual([1, 'error: You have no permission for /proc'])
  expect(await first(file)).toEqual([1, `error: ${file} is already there, and was left as it is.`])
  expect(await first(`${file}/below`)).toEqual([1, `error: ${file} is already there, and was left as it is.`])
  expect(existsSync(path.join(folder, 'home/.local'))).toBe(false)
})
