import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aRepository, release, type ReleaseBuilder } from '../../kit/a-repository.ts'
import { aDesk, type Desk, type Running } from './kit/a-desk.ts'
import { listingOf } from './kit/listing.ts'
import { bytesBegun, type SlowServer, slowServer } from './kit/slow-server.ts'
import { atSystemCall, canTrace } from './kit/tracing.ts'
import { until } from './kit/until.ts'
import { using } from './kit/using.ts'

/** Text that does not compress, so that a download has a middle. */
const noise = Array.from({ length: 3_000 }, (_, i) => Math.sin(i + 1).toString(36)).join('')

const bigEditor = () => release('editor', '1.0').withFile('share/editor/data', noise)

async function aSlowDesk(...releases: ReleaseBuilder[]): Promise<{ desk: Desk; server: SlowServer }> {
  const repository = await aRepository(...releases)
  const server = await slowServer(repository.folder)
  const desk = aDesk()
  await using(desk, repository, { url: server.url })
  return { desk, server }
}

/** Starts an install that hangs in the middle of its download. */
async function hanging({ desk, server }: { desk: Desk; server: SlowServer }, name: string): Promise<Running> {
  server.hold('.tar.xz')
  const running = desk.start('multios-pm', 'install', name)
  await until('the beginning of the download', () => bytesBegun(desk.data) > 0)
  return running
}

describe('Ctrl+C', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s in the middle of a download says that nothing changed, and nothing did',
    async (signal) => {
      const { desk, server } = await aSlowDesk(bigEditor())
      const before = listingOf(desk.data)
      const { child, ended } = await hanging({ desk, server }, 'editor')

      child.kill(signal)

      const { status, out, err } = await ended
      expect([status, out, err.trimEnd().split('\n').at(-1)]).toEqual([
        130,
        '',
        'Stopped. Nothing was changed.',
      ])
      expect(listingOf(desk.data)).toEqual(before)
      server.letGo()
      expect((await desk.pm('install', 'editor')).status).toBe(0)
      // What had come was kept: only the rest was asked for.
      expect(server.ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/)
      expect((await desk.pm('run', 'editor')).out).toBe('editor 1.0: \n')
    },
  )

  test('with --json it is a document too', async () => {
    const { desk, server } = await aSlowDesk(bigEditor())
    server.hold('.tar.xz')
    const { child, ended } = desk.start('multios-pm', 'install', 'editor', '--json')
    await until('the download', () => server.held() > 0)

    child.kill('SIGINT')

    const { status, out } = await ended
    expect([status, JSON.parse(out)]).toMatchObject([130, { error: { code: 'usage/interrupted' } }])
  })

  test('while it waits for another writer, at once', async () => {
    const world = await aSlowDesk(bigEditor(), release('game', '1.0'))
    const first = await hanging(world, 'editor')
    const second = world.desk.start('multios-pm', 'install', 'game')
    await until('the wait', () => second.err().includes('Waiting for another program to finish'))

    second.child.kill('SIGINT')

    const { status, err } = await second.ended
    expect([status, err.trimEnd().split('\n').at(-1)]).toEqual([130, 'Stopped. Nothing was changed.'])
    expect(first.child.exitCode, 'nobody had to finish first').toBeNull()
    first.child.kill('SIGINT')
    expect((await first.ended).status).toBe(130)
  })

  test('while a repository is added or synchronized', async () => {
    const repository = await aRepository(bigEditor())
    const server = await slowServer(repository.folder)
    const desk = aDesk()
    server.hold('1.root.json')
    const add = desk.start('multios-pm', 'repository', 'add', 'main', server.url, '--yes')
    await until('the question for the root', () => server.held() > 0)
    add.child.kill('SIGINT')
    expect(await add.ended).toEqual({ status: 130, out: '', err: 'Stopped. The repository was not added.\n' })
    server.letGo()

    server.hold('index.json.gz')
    const later = desk.start('multios-pm', 'repository', 'add', 'main', server.url, '--yes')
    await until('the question for the index', () => server.held() > 0)
    later.child.kill('SIGINT')
    expect((await later.ended).status).toBe(130)
    server.letGo()
    expect((await desk.pm('repository', 'list', '--json')).out).toBe('[]\n')

    await using(desk, repository, { url: server.url })
    await repository.publish(release('editor', '1.1'))
    server.hold('index.json.gz')
    const sync = desk.start('multios-pm', 'sync')
    await until('the new index', () => server.held() > 0)
    sync.child.kill('SIGINT')
    const { status, err } = await sync.ended
    expect([status, err.trimEnd().split('\n').at(-1)]).toEqual([
      130,
      'Stopped. Repositories that were already up to date stay so.',
    ])
    server.letGo()
    expect((await desk.pm('search', 'editor')).out).toMatch(/editor +1\.0 /)
    expect((await desk.pm('sync')).out).toContain('updated')
  })

  test('while it unpacks, checks or links', async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => `share/editor/${index}.txt`)
    const huge = many.reduce((one, file) => one.withFile(file, file), release('editor', '1.0'))
    const { desk } = await aSlowDesk(huge)
    const before = listingOf(desk.data)
    for (const phase of ['Preparing', 'Checking']) {
      const { child, err, ended } = desk.start('multios-pm', 'install', 'editor')
      await until(phase, () => err().includes(phase))

      child.kill('SIGINT')

      const { status, err: said } = await ended
      expect([phase, status, said.trimEnd().split('\n').at(-1)]).toEqual([
        phase,
        130,
        'Stopped. Nothing was changed.',
      ])
      const after = Object.entries(listingOf(desk.data))
      // The idle tree and a release in the store are preparations that nobody can see.
      const visible = after.filter(
        ([file]) => !/^(store|profile\/trees)(\/|$)/.test(file) && file !== 'profile',
      )
      expect(Object.fromEntries(visible)).toEqual(before)
      expect((await desk.pm('list', '--json')).out).toBe('[]\n')
    }
    expect((await desk.pm('install', 'editor')).status).toBe(0)
    expect((await desk.pm('verify')).status).toBe(0)
  })

  const isTraced = canTrace()
  test.runIf(isTraced)('after the point of no return is too late, and says so', async () => {
    const { desk } = await aSlowDesk(bigEditor())
    // The commit point: the rename of profile/current. It takes two seconds here.
    const slow = aDesk({
      ...desk,
      under: atSystemCall('rename', `${desk.data}/profile/current.new`, 'delay_enter=2000000'),
    })
    const { child, err, ended } = slow.start('multios-pm', 'install', 'editor')
    await until(
      'the switch',
      () => err().includes('Switching over') && existsSync(`${desk.data}/profile/current.new`),
    )

    child.kill('SIGINT')

    const { status, out } = await ended
    expect([status, out.split('\n').slice(0, 2)]).toEqual([
      130,
      ['It was too late to stop: the change is complete.', 'Installed editor 1.0.'],
    ])
    expect((await desk.pm('run', 'editor')).out).toBe('editor 1.0: \n')
  })

  test.runIf(isTraced)('a second one stops at once, and the next start tidies up', async () => {
    const { desk } = await aSlowDesk(bigEditor())
    const stuck = aDesk({
      ...desk,
      under: atSystemCall('rename', `${desk.data}/profile/current.new`, 'delay_enter=12000000'),
    })
    const { child, err, ended } = stuck.start('multios-pm', 'install', 'editor')
    await until(
      'the switch',
      () => err().includes('Switching over') && existsSync(`${desk.data}/profile/current.new`),
    )
    child.kill('SIGINT')
    await until('the way to stop it harder', () => err().includes('To stop at once, press Ctrl+C again.'))
    child.kill('SIGINT')

    const { status, err: said } = await ended
    // A shell calls it 130: it died of the signal, because a disk that does not answer would hold up an exit.
    expect([status, child.signalCode]).toEqual([null, 'SIGINT'])
    expect(said).toContain('Stopped at once. The next start finishes or takes back what was under way.')
    const after = await desk.pm('status')
    expect(after.out).toMatch(/After a crash +the change that was cut off was taken back/)
    expect((await desk.pm('install', 'editor')).status).toBe(0)
  })
})

test('a second writer waits, and is told who holds the lock', async () => {
  const world = await aSlowDesk(bigEditor(), release('game', '1.0'))
  const { desk, server } = world
  const first = await hanging(world, 'editor')

  const second = await desk.pm('install', 'game')

  expect(second.status).toBe(7)
  expect(second.err).toContain(`multios-pm install editor" (process ${first.child.pid})`)
  expect((await desk.pm('list', '--json')).out).toBe('[]\n')
  expect((await desk.pm('search', 'game')).status).toBe(0)
  server.letGo()
  await first.ended
  expect((await desk.pm('install', 'game')).status).toBe(0)
})

test('a reader of the output that goes away changes nothing about a change', async () => {
  const { desk } = await aSlowDesk(bigEditor())
  const { child, ended } = desk.start('multios-pm', 'install', 'editor')
  child.stdout?.destroy()
  child.stderr?.destroy()
  expect((await ended).status).toBe(0)
  expect((await desk.pm('list', '--json')).out).toContain('"editor"')
  const list = desk.start('multios-pm', 'list', '--available')
  list.child.stdout?.destroy()
  expect(await list.ended).toEqual({ status: 0, out: '', err: '' })
})
