import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { serveFolder, type StaticServer } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'

const talkative = release('talk', '1.0').with({
  description: Array.from({ length: 400 }, (_, line) => Math.sin(line + 1)).join(' '),
})

let repository: TestRepository
let server: StaticServer
let machine: Machine
beforeEach(async () => {
  repository = await aRepository(talkative, release('editor', '1.0'))
  server = await serveFolder(repository.folder)
  machine = await aMachine()
  await machine.use(repository, server.url)
  server.asked.length = 0
})

const sync = (force = false) => machine.engine.run('repository.sync', { force }, { signal: never })
/** What of indexes was asked for. */
const indexesAsked = () =>
  server.asked
    .flatMap((asked) => /\.index(-from)?[^/]*\.json\.gz$/.exec(asked)?.[0] ?? [])
    .map((name) => (name.startsWith('.index-from') ? 'delta' : 'whole'))
const versionOf = async (name: string) =>
  (await machine.engine.run('package.info', { name }, { signal: never })).version

describe('a later synchronization', () => {
  test('fetches what changed since, also over several indexes', async () => {
    await repository.publish(release('editor', '1.1'))
    await repository.publish(release('game', '1.0'))

    const [result] = await sync()

    expect([result?.outcome, indexesAsked()]).toEqual(['updated', ['delta']])
    expect([await versionOf('editor'), await versionOf('game')]).toEqual(['1.1', '1.0'])
    server.asked.length = 0
    expect((await sync())[0]?.outcome).toBe('unchanged')
    // Whether there is a newer root, and the timestamp, in which nothing is new.
    expect(server.asked).toEqual(['/metadata/2.root.json', '/metadata/timestamp.json'])
    expect((await machine.install('editor', 'game')).generation).toBe(1)
  })

  test('with force fetches the whole', async () => {
    await repository.publish(release('editor', '1.1'))
    await sync(true)
    expect([indexesAsked(), await versionOf('editor')]).toEqual([['whole'], '1.1'])
  })

  test('fetches the whole where the delta is not what was signed', async () => {
    await repository.publish(release('editor', '1.1'))
    const metadata = path.join(repository.folder, 'metadata')
    for (const name of readdirSync(metadata)) {
      if (name.includes('.index-from-')) writeFileSync(path.join(metadata, name), 'something else')
    }

    const [result] = await sync()

    expect([result?.outcome, indexesAsked()]).toEqual(['updated', ['delta', 'whole']])
    expect(await versionOf('editor')).toBe('1.1')
  })

  test('of advisories alone fetches nothing of the index, and leaves what was made of it', async () => {
    const madeOfIt = () =>
      ['catalog.pool', 'catalog.search'].map((name) => statSync(path.join(machine.data, name)).ino)
    const before = madeOfIt()
    mkdirSync(path.join(repository.folder, 'advisories'))
    writeFileSync(path.join(repository.folder, 'advisories/T-1.json'), JSON.stringify(hole))
    await repository.rebuild()

    const [result] = await sync()

    expect([result?.outcome, indexesAsked(), madeOfIt()]).toEqual(['updated', [], before])
    const info = await machine.engine.run('package.info', { name: 'editor' }, { signal: never })
    expect(info.security.advisories.map(({ id }) => id)).toEqual(['T-1'])
    expect((await sync())[0]?.outcome).toBe('unchanged')
    await repository.publish(release('editor', '1.1'))
    expect([(await sync())[0]?.outcome, indexesAsked()]).toEqual(['updated', ['delta']])
    expect(await versionOf('editor')).toBe('1.1')
  })

  test('that was cut off goes on where it was, from whatever address', async () => {
    const noise = (seed: number) =>
      Array.from({ length: 11_000 }, (_, line) => Math.sin(line * seed + 1))
        .join(' ')
        .slice(0, 199_000)
    const loud = [2, 3, 4, 5].map((seed) => release(`loud-${seed}`, '1.0').with({ description: noise(seed) }))
    await repository.publish(...loud)
    const ranges: (string | undefined)[] = []
    server.intercept = (request, response) => {
      if (!/[0-9a-f]\.index\.json\.gz$/.test(request.url!)) return false
      ranges.push(request.headers.range)
      if (ranges.length > 1) return false
      const file = path.join(
        repository.folder,
        decodeURIComponent(new URL(request.url!, server.url).pathname),
      )
      const bytes = readFileSync(file)
      response.writeHead(200, { 'content-length': bytes.length })
      // What came is told before the connection is cut.
      response.write(bytes.subarray(0, 200_000), () => setImmediate(() => request.socket.destroy()))
      return true
    }

    const [cut] = await sync(true)
    const [result] = await sync(true)

    expect([cut?.failure?.code, result?.outcome]).toEqual(['network/unreachable', 'updated'])
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)])
    expect(await versionOf('loud-5')).toBe('1.0')
    expect(readdirSync(path.join(machine.data, 'cache/packages'))).toEqual([])
  })
})

const hole = {
  id: 'T-1',
  modified: '2026-01-01T00:00:00Z',
  summary: 'A hole',
  database_specific: { severity: 'high' },
  affected: [
    {
      package: { ecosystem: 'MultiOS', name: 'editor' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.0.1' }] }],
    },
  ],
}
