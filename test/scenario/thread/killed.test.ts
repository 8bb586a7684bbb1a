import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aRepository, release } from '../../kit/a-repository.ts'
import { isFull } from '../../kit/full.ts'
import { aDesk, type Desk } from './kit/a-desk.ts'
import { listingOf } from './kit/listing.ts'
import { bytesBegun, slowServer } from './kit/slow-server.ts'
import { atSystemCall, canTrace } from './kit/tracing.ts'
import { until } from './kit/until.ts'
import { using } from './kit/using.ts'

const noise = Array.from({ length: 3_000 }, (_, i) => Math.sin(i + 1).toString(36)).join('')

/** `game` is installed; `editor` is what gets killed. */
async function aDeskWithGame(): Promise<Desk> {
  const editor = release('editor', '1.0').needs('spell').withFile('share/editor/data', noise)
  const repository = await aRepository(editor, release('spell', '1.0'), release('game', '1.0'))
  const desk = aDesk()
  await using(desk, repository, { installing: ['game'] })
  return desk
}

/** What runs is whole and what it was, and the same change can be made after all. */
async function expectSound(desk: Desk, installed: readonly string[]): Promise<void> {
  const list = JSON.parse((await desk.pm('list', '--json')).out) as { name: string }[]
  expect(list.map(({ name }) => name)).toEqual(installed)
  expect((await desk.pm('verify')).status).toBe(0)
  expect((await desk.pm('run', 'game')).out).toBe('game 1.0: \n')
  expect((await desk.pm('install', 'editor')).status).toBe(0)
  expect((await desk.pm('run', 'editor')).out).toBe('editor 1.0: \n')
  expect((await desk.pm('undo')).status).toBe(0)
  const remains = readdirSync(desk.data, { recursive: true }).map(String)
  expect(remains.filter((file) => /\.new(-|$)|\.mos-new$/.test(file))).toEqual([])
}

test('kill -9 in the middle of a download: the next one goes on where it ended', async () => {
  const repository = await aRepository(release('editor', '1.0').withFile('share/editor/data', noise))
  const server = await slowServer(repository.folder)
  const desk = aDesk()
  await using(desk, repository, { url: server.url })
  const before = listingOf(desk.data)
  server.hold('.tar.xz')
  const { child, ended } = desk.start('multios-pm', 'install', 'editor')
  await until('the beginning of the download', () => bytesBegun(desk.data) > 0)

  child.kill('SIGKILL')

  expect((await ended).status).toBeNull()
  expect(listingOf(desk.data)).toEqual(before)
  server.letGo()
  const status = await desk.pm('status', '--json')
  expect(JSON.parse(status.out)).toMatchObject({ recovered: null, generation: 0 })
  expect((await desk.pm('install', 'editor')).status).toBe(0)
  expect(server.ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/)
  expect((await desk.pm('run', 'editor')).out).toBe('editor 1.0: \n')
})

const takenBack = /taken back: generation 1 is as it was/

test('kill -9 while it unpacks: what was half-made is swept', async () => {
  const many = Array.from({ length: 600 }, (_, index) => `share/editor/${index}.txt`)
  const editor = many.reduce((one, file) => one.withFile(file, file), release('editor', '1.0'))
  const desk = aDesk()
  await using(desk, await aRepository(editor, release('game', '1.0')), { installing: ['game'] })
  const { child, ended } = desk.start('multios-pm', 'install', 'editor')
  const store = path.join(desk.data, 'store')
  await until('the unpacking', () => readdirSync(store).some((name) => name.startsWith('.new-')))

  child.kill('SIGKILL')

  expect((await ended).status).toBeNull()
  expect(JSON.parse((await desk.pm('status', '--json')).out)).toMatchObject({
    generation: 1,
    recovered: null,
  })
  await expectSound(desk, ['game'])
})

describe.runIf(canTrace())('kill -9', () => {
  const was = ['game']
  const is = ['editor', 'game', 'spell']
  // Every other place in a slice: test/fault kills at many more.
  const places = [
    { when: 'its releases have just come into the store', call: 'fsync', file: 'store', installed: was },
    {
      when: 'the tree is in the making',
      call: 'mkdir',
      file: 'profile/trees/B/share/editor',
      installed: was,
      said: takenBack,
    },
    {
      when: 'the tree was marked as half-made',
      call: 'fsync',
      file: 'profile/trees',
      installed: was,
      said: takenBack,
    },
    {
      when: 'everything is ready for the switch',
      call: 'rename',
      file: 'profile/current.new',
      installed: was,
      said: takenBack,
    },
    {
      when: 'the switch is done',
      call: 'fsync',
      file: 'profile',
      installed: is,
      said: /is finished: generation 2/,
    },
  ].filter((_, at) => isFull || at % 2 === 0)
  test.each(places)('when $when', async ({ call, file, installed, said }) => {
    const desk = await aDeskWithGame()
    const place = path.join(desk.data, file)
    const doomed = aDesk({ ...desk, under: atSystemCall(call, place, 'signal=KILL') })

    const { ended } = doomed.start('multios-pm', 'install', 'editor')

    expect((await ended).status).toBeNull()
    const status = await desk.pm('status')
    expect(status.status).toBe(0)
    expect(status.out).toMatch(said ?? /Generation +1\n/)
    await expectSound(desk, installed)
  })

  test('again and again at the same place, even during recovery', async () => {
    const desk = await aDeskWithGame()
    const file = path.join(desk.data, 'profile')
    const doomed = aDesk({ ...desk, under: atSystemCall('fsync', file, 'signal=KILL') })
    for (let round = 0; round < 2; round += 1) {
      await doomed.pm('install', 'editor')
      await doomed.pm('undo')
    }

    expect((await desk.pm('status')).status).toBe(0)
    expect((await desk.pm('verify')).status).toBe(0)
    expect((await desk.pm('run', 'game')).out).toBe('game 1.0: \n')
    expect((await desk.pm('update')).status).toBe(0)
  })
})
