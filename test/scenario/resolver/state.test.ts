import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createEngine } from '../../../engine/index.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { choices, planned, wanted, without } from './told.ts'

test('a data directory of the first release goes on: plans, undo, rollback, rules', async () => {
  const repository = await aRepository(release('editor', '1.0').needs('spell'), release('spell', '1.0'))
  const data = temporaryFolder()
  await installed(data, repository, 'editor')
  asFirstRelease(data)

  const machine = await aMachine({}, data)
  const before = await choices(machine)
  await machine.engine.run('policy.add', { rules: [{ kind: 'hold', name: 'spell' }] }, { signal: never })
  await machine.engine.run('policy.remove', { rules: [{ kind: 'hold', name: 'spell' }] }, { signal: never })
  await machine.remove('editor')
  const removed = await machine.installed()
  await machine.change({ kind: 'undo' })

  expect({ before, removed, after: await choices(machine) }).toEqual({
    before: { editor: '1.0, chosen', spell: '1.0' },
    removed: [],
    after: { editor: '1.0, chosen', spell: '1.0' },
  })
})

test('what stays is not read: planning around it works where its manifest is gone', async () => {
  const repository = await aRepository(
    release('editor', '1.0').needs('spell'),
    release('spell', '1.0'),
    release('clock', '1.0').needs('spell'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  const store = path.join(machine.data, 'store')
  for (const name of readdirSync(store)) rmSync(path.join(store, name), { recursive: true, force: true })

  expect(await planned(machine, wanted({ name: 'clock' }))).toEqual(['install clock 1.0'])
})

test('what no repository offers any more still counts, by its own manifest', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('ant', '1.0').conflictsWith('bee')), undefined, 'old')
  await machine.use(await aRepository(release('bee', '1.0')), undefined, 'new')
  await machine.install('ant')
  await machine.engine.run('repository.remove', { name: 'old' }, { signal: never })

  expect({
    bee: await planned(machine, wanted({ name: 'bee' })),
    why: await machine.engine.run('dependency.why', { name: 'ant' }, { signal: never }),
    swap: await planned(machine, { kind: 'together', requests: [wanted({ name: 'bee' }), without('ant')] }),
  }).toEqual({
    bee: ['unsolvable'],
    why: { name: 'ant', version: '1.0', chosen: true, chains: [] },
    swap: ['install bee 1.0', 'remove ant 1.0'],
  })
})

test('a disabled repository offers nothing, and what came from it stays', async () => {
  const repository = await aRepository(release('editor', '1.0'), release('spell', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  await repository.publish(release('editor', '2.0'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  await machine.engine.run('repository.configure', { name: 'main', enabled: false }, { signal: never })

  expect({
    update: await planned(machine, { kind: 'update' }),
    updates: await machine.engine.run('updates.list', {}, { signal: never }),
    check: await machine.engine.run('dependency.check', {}, { signal: never }),
  }).toEqual({ update: ['nothing'], updates: [], check: [] })
})

async function installed(
  data: string,
  { folder, fingerprint }: { readonly folder: string; readonly fingerprint: string },
  name: string,
): Promise<void> {
  const engine = await createEngine({
    dataDirectory: data,
    configFile: path.join(data, 'config.toml'),
    environment: {},
    command: 'test',
    starter: 'none',
  })
  const call = { signal: never }
  await engine.run('repository.add', { name: 'main', url: `file://${folder}/`, fingerprint }, call)
  const request = wanted({ name })
  const answer = await engine.run('plan.make', { request: { ...request, packages: [{ name }] } }, call)
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  await engine.run('plan.apply', { request: answer.plan.request, digest: answer.plan.digest }, call)
  await engine.close()
}

/** As the first release left it: no rules, no log, nothing that is accepted to be unmet, no pool. */
function asFirstRelease(data: string): void {
  const state = new Database(path.join(data, 'state.db'))
  const later = [
    'hold',
    'pin',
    'protected',
    'namespace',
    'configuration',
    'audit_end',
    'trusted_key',
    'evidence',
    'purged',
  ]
  for (const table of later) state.exec(`DROP TABLE ${table}`)
  for (const column of ['mirrors', 'troubles', 'openpgp', 'place'])
    state.exec(`ALTER TABLE repository DROP COLUMN ${column}`)
  for (const column of ['label', 'pinned']) state.exec(`ALTER TABLE generation DROP COLUMN ${column}`)
  state.exec("UPDATE installed SET release = json_remove(release, '$.unmet')")
  state.pragma('user_version = 1')
  state.close()
  rmSync(path.join(data, 'state.db.backup'))
  rmSync(path.join(data, 'audit'), { recursive: true })
  const generations = path.join(data, 'generations')
  for (const name of readdirSync(generations)) {
    const file = path.join(generations, name)
    const generation = JSON.parse(readFileSync(file, 'utf8')) as { releases: Record<string, unknown>[] }
    for (const one of generation.releases) delete one['unmet']
    writeFileSync(file, JSON.stringify(generation))
  }
  rmSync(path.join(data, 'catalog.pool'))
}
