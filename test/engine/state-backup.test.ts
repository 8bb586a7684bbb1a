import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { OperationFailed } from '../../engine/index.ts'
import { tryAcquire } from '../../engine/state/lock.ts'
import { breakTable, changeAside, overwrite } from '../kit/break-file.ts'
import { never } from '../kit/temporary.ts'

// The one file that cannot be made again: what a disk, or somebody's hand, leaves of it, and the way out.

let machine: Machine
let file: string
beforeEach(async () => {
  machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0'), release('spell', '1.0')))
  await machine.install('editor')
  await machine.engine.run('policy.add', { rules: [{ kind: 'hold', name: 'editor' }] }, { signal: never })
  file = path.join(machine.data, 'state.db')
})

/** Everything that only this database knows. */
async function told({ engine }: Machine) {
  const call = { signal: never }
  const [installed, repositories, rules, history, audit, { recovered }] = [
    await engine.run('package.installed', {}, call),
    await engine.run('repository.list', {}, call),
    await engine.run('policy.list', {}, call),
    await engine.run('history.list', {}, call),
    await engine.run('audit.verify', {}, call),
    await engine.run('system.status', {}, call),
  ]
  return {
    installed: installed.map(({ name }) => name),
    repositories: repositories.map(({ name, fingerprint }) => [name, fingerprint]),
    holds: rules,
    history,
    isLogSound: audit.bad === null,
    recovered,
  }
}

const verified = ({ engine }: Machine) => engine.run('package.verify', {}, { signal: never })
const restored = async ({ engine }: Machine) =>
  (await engine.run('package.restore', {}, { signal: never })).restored

test.each(['trusted_key', 'installed', 'audit_end', 'repository', 'generation'])(
  'a broken page of the table %s is told by whoever checks everything, and repaired from the backup',
  async (table) => {
    const before = await told(machine)
    await machine.engine.close()
    breakTable(file, table)

    const broken = await aMachine({}, machine.data)
    const damage = await failureFrom(verified(broken))
    const again = await restored(broken)

    expect({ damage, again, after: await told(broken) }).toEqual({
      damage: { code: 'state/damaged', facts: { file, detail: expect.any(String) } },
      again: [{ name: 'state database', path: 'state.db' }],
      after: { ...before, recovered: 'restored 1' },
    })
    expect(await restored(broken)).toEqual([])
    const cleaned = await broken.engine.run('system.cleanup', { clearCache: true }, { signal: never })
    expect(cleaned.items.map(({ kind, name }) => [kind, name])).toContainEqual([
      'damaged',
      'state.db.damaged',
    ])
    expect(existsSync(`${file}.damaged`)).toBe(false)
    await broken.install('spell')
    expect(await broken.installed()).toEqual(['editor 1.0', 'spell 1.0'])
  },
)

test.each<[string, () => void]>([
  ['whose first page is broken', () => overwrite(file, 0, 4_096)],
  ['that is cut to a half', () => truncateSync(file, Math.floor(statSync(file).size / 8_192) * 4_096)],
  ['that is empty', () => writeFileSync(file, '')],
  ['that is gone', () => rmSync(file)],
  ['that is something else', () => writeFileSync(file, 'a letter to a friend\n'.repeat(1_000))],
  ['whose journal is broken', () => breakTable(file, 'journal')],
  ['whose settings are broken', () => breakTable(file, 'setting')],
])(
  'a state database %s is replaced by its backup at the next start, which says so',
  async (_what, damage) => {
    const before = await told(machine)
    await machine.engine.close()
    damage()

    const next = await aMachine({}, machine.data)

    expect(await told(next)).toEqual({ ...before, recovered: 'restored 1' })
    expect((await verified(next)).map(({ ok }) => ok)).toEqual([true])
    expect(await restored(next)).toEqual([{ name: 'state database', path: 'state.db' }])
    const last = await next.engine.run('audit.list', { action: 'system.recover' }, { signal: never })
    expect(last.entries).toMatchObject([{ object: { change: 'restored', generation: 1 }, outcome: 'done' }])
  },
)

test('a backup that is older than what runs is brought up to it by the files of generations', async () => {
  const old = readFileSync(`${file}.backup`)
  await machine.install('spell')
  const before = await told(machine)
  await machine.engine.close()
  writeFileSync(`${file}.backup`, old)
  rmSync(file)

  const next = await aMachine({}, machine.data)
  const { installed, history } = await told(next)

  expect({ installed, history }).toEqual({ installed: before.installed, history: before.history })
  expect((await verified(next)).every(({ ok }) => ok)).toBe(true)
})

test('with no backup either, what is installed and its history are read from the files of generations', async () => {
  await machine.install('spell')
  const before = await told(machine)
  await machine.engine.close()
  for (const end of ['', '-wal', '-shm', '.backup']) rmSync(`${file}${end}`, { force: true })

  const next = await aMachine({}, machine.data)

  expect(await told(next)).toMatchObject({
    installed: before.installed,
    history: before.history,
    repositories: [],
    recovered: 'recorded 2',
  })
  expect((await verified(next)).map(({ ok }) => ok)).toEqual([true, true])
  expect(next.run('spell')).toBe('spell 1.0: \n')
})

test('a backup that is damaged itself takes no place, and nothing is touched', async () => {
  await machine.engine.close()
  overwrite(file, 0, 4_096)
  overwrite(`${file}.backup`, 8_192, 4_096)
  const left = readFileSync(file)

  const failure = await failureFrom(aMachine({}, machine.data))

  expect(failure).toEqual({ code: 'state/damaged', facts: { file, detail: 'file is not a database' } })
  expect(readFileSync(file).equals(left)).toBe(true)
  expect(existsSync(`${file}.damaged`)).toBe(false)
})

test('one that is gone while another process changes something is not begun anew', async () => {
  await machine.engine.close()
  rmSync(file)
  const lock = { dataDirectory: machine.data, command: 'multios-pm update', now: Date.now }
  const release = tryAcquire(lock)!

  const failure = await failureFrom(aMachine({}, machine.data))
  const isThere = existsSync(file)
  release()

  expect({ failure, isThere }).toEqual({
    failure: { code: 'busy/locked', facts: { holder: null, waited: 0 } },
    isThere: false,
  })
  expect((await told(await aMachine({}, machine.data))).installed).toEqual(['editor'])
})

test('damage is never copied over a sound backup', async () => {
  const kept = readFileSync(`${file}.backup`)
  await machine.engine.close()
  breakTable(file, 'trusted_key')

  const broken = await aMachine({}, machine.data)
  const protecting = broken.engine.run(
    'policy.add',
    { rules: [{ kind: 'protect', name: 'spell' }] },
    { signal: never },
  )

  expect(await failureFrom(protecting)).toMatchObject({ code: 'state/damaged', facts: { file } })
  expect(readFileSync(`${file}.backup`).equals(kept)).toBe(true)
})

test.each([
  ['another address', "UPDATE repository SET url = replace(url, 'file', 'fill')"],
  ['another root', "UPDATE repository SET trusted_root = x'7b7d'"],
  ['marks that are no JSON', "UPDATE repository SET marks = '{'"],
  ['a release that is no JSON', "UPDATE installed SET release = replace(release, ':', ';')"],
  ['another rule', "UPDATE hold SET name = 'editoo'"],
  ['a generation that was never', "UPDATE generation SET changes = '[]'"],
])('a database in which %s stands is read by nobody as sound, and repaired', async (_what, sql) => {
  const before = await told(machine)
  await machine.engine.close()
  changeAside(file, sql)

  const broken = await aMachine({}, machine.data)
  const looking = ['package.installed', 'repository.list', 'history.list'] as const
  const looked = await Promise.all(
    looking.map((name) =>
      broken.engine.run(name, {}, { signal: never }).then(
        () => 'state/damaged',
        (error: unknown) => (error instanceof OperationFailed ? error.failure.code : String(error)),
      ),
    ),
  )
  const damage = await failureFrom(verified(broken))
  const changing = await failureFrom(broken.install('spell'))
  const again = await restored(broken)

  expect({ looked: new Set(looked), damage, changing, again, after: await told(broken) }).toEqual({
    looked: new Set(['state/damaged']),
    damage: { code: 'state/damaged', facts: { file, detail: expect.any(String) } },
    changing: { code: 'state/damaged', facts: { file, detail: expect.any(String) } },
    again: [{ name: 'state database', path: 'state.db' }],
    after: { ...before, recovered: 'restored 1' },
  })
})

test('a table that is called otherwise than every start asks for it is damage, too', async () => {
  const before = await told(machine)
  await machine.engine.close()
  changeAside(file, "UPDATE sqlite_schema SET sql = replace(sql, 'target', 'targes') WHERE name = 'journal'")

  const next = await aMachine({}, machine.data)

  expect(await told(next)).toEqual({ ...before, recovered: 'restored 1' })
})

test('what was changed behind the last backup is no damage', async () => {
  await machine.engine.close()
  const old = readFileSync(`${file}.backup`)
  const next = await aMachine({}, machine.data)
  await next.install('spell')
  writeFileSync(`${file}.backup`, old)

  const checked = await verified(next)
  await next.remove('spell')

  expect(checked.map(({ name, ok }) => [name, ok])).toEqual([
    ['editor', true],
    ['spell', true],
  ])
  expect(await next.installed()).toEqual(['editor 1.0'])
})

test('another process that has the damaged one open goes on with the one that took its place', async () => {
  await machine.engine.close()
  breakTable(file, 'trusted_key')
  const window = await aMachine({}, machine.data)
  const changes: unknown[] = []
  const heard = new Promise<void>((resolve) => {
    window.engine.on((event) => {
      changes.push(event.kind)
      if (event.kind === 'machine-changed') resolve()
    })
  })
  const terminal = await aMachine({}, machine.data)

  await restored(terminal)
  await terminal.install('spell')
  await heard
  await window.install('spell').catch(() => undefined)

  expect(await window.installed()).toEqual(['editor 1.0', 'spell 1.0'])
  await window.remove('spell')
  expect(await terminal.installed()).toEqual(['editor 1.0'])
})

test('the backup is for its owner alone, as the database is', () => {
  expect(statSync(`${file}.backup`).mode & 0o777).toBe(0o600)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
