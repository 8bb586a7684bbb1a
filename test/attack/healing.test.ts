import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { systemTransport } from '../../engine/download/transport.ts'
import { rootRotations } from '../../engine/trust/limits.ts'
import { refreshMetadata } from '../../engine/trust/refresh.ts'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { aTufRepository } from '../kit/a-tuf-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

test('a refresh follows 512 new roots and no more, and the next one goes on from there', async () => {
  const repository = aTufRepository()
  const first = readFileSync(path.join(repository.folder, 'metadata/1.root.json'))
  for (let version = 2; version <= rootRotations + 10; version += 1) repository.publishRoot()
  const cache = path.join(temporaryFolder(), 'cache')
  const refresh = async (trustedRoot: Uint8Array) =>
    refreshMetadata(
      systemTransport({ idleTimeout: 5 }),
      {
        repository: 'chain',
        metadata: `file://${repository.folder}/metadata/`,
        targets: `file://${repository.folder}/targets/`,
        wanted: [],
        trustedRoot,
        marks: null,
        cache,
        now: Date.now(),
        keepRoot: () => undefined,
        keepEnd: () => undefined,
      },
      never,
    )

  const once = await refresh(first)
  const twice = await refresh(once.trustedRoot)

  expect([once.marks.rootVersion, twice.marks.rootVersion]).toEqual([1 + rootRotations, rootRotations + 10])
}, 120_000)

test.each([
  ['cut off', (file: string) => truncateSync(file, 10)],
  ['emptied', (file: string) => truncateSync(file, 0)],
  ['replaced by another', (file: string) => writeFileSync(file, '{"signed":{},"signatures":[]}')],
  ['gone', (file: string) => rmSync(file)],
])('a cache whose files are %s heals at the next refresh', async (_name, damage) => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  const cache = path.join(machine.data, 'metadata/main')
  const files = readdirSync(cache).filter((name) => name.endsWith('.json'))
  for (const file of files) damage(path.join(cache, file))
  await repository.publish(release('editor', '1.1'))

  const results = await machine.engine.run('repository.sync', {}, { signal: never })

  expect([files.length > 3, results[0]?.outcome, readdirSync(cache).length]).toEqual([
    true,
    'updated',
    files.length,
  ])
})

test('a picture reaches the window only as the bytes that the index names', async () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>'
  const repository = await aRepository(
    release('editor', '1.0')
      .withFile('share/icons/editor.svg', picture)
      .with({
        app: { name: 'Editor', summary: 'Edits', icon: 'share/icons/editor.svg' },
      }),
  )
  const copy = path.join(temporaryFolder(), 'copy')
  cpSync(repository.folder, copy, { recursive: true })
  const machine = await aMachine()
  await machine.use(repository, `file://${copy}/`)
  const folder = path.join(copy, 'metadata/media')
  const [name = ''] = readdirSync(folder)
  const right = await machine.engine.media(name, never)
  writeFileSync(path.join(folder, name), picture.replace('M0 0', 'M1 1'))
  const bent = machine.engine.media(name, never)

  expect(Buffer.from(right?.bytes ?? []).toString()).toBe(picture)
  await expect(bent).rejects.toMatchObject({ failure: { code: 'trust/artifact', facts: { reason: 'hash' } } })
  expect(await machine.engine.media('../../state.db', never)).toBeNull()
})

test.each(['{}', 'no JSON', ''])('a trusted root that somebody wrote over with %j is told', async (bytes) => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0')))
  const file = path.join(machine.data, 'state.db')
  const state = new Database(file)
  state.prepare('UPDATE repository SET trusted_root = ?').run(Buffer.from(bytes))
  state.close()
  // It was so when the last change was backed up.
  rmSync(`${file}.backup`)

  expect(await machine.engine.run('repository.sync', {}, { signal: never })).toMatchObject([
    { outcome: 'failed', failure: { code: 'state/damaged', facts: { file } } },
  ])
})
