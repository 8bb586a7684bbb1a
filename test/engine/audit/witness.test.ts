import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createEngine, type Output } from '../../../engine/index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { testWhere } from '../../kit/where.ts'

async function aUsefulMachine(): Promise<Machine> {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0').needs('spell'), release('spell', '1.4')))
  return machine
}

const listed = async ({ engine }: Machine, action?: string) =>
  (await engine.run('audit.list', action === undefined ? {} : { action }, { signal: never })).entries

test('looking around writes nothing', async () => {
  const machine = await aMachine()

  await machine.installed()
  await machine.engine.run('catalog.search', { query: 'editor' }, { signal: never })
  await machine.engine.run('system.status', {}, { signal: never })
  await machine.engine.run('audit.list', {}, { signal: never })
  const verified = await machine.engine.run('audit.verify', {}, { signal: never })
  await machine.engine.run('system.cleanup', { dryRun: true }, { signal: never })

  expect(existsSync(path.join(machine.data, 'audit'))).toBe(false)
  expect(verified).toEqual({
    ...{ lines: 0, entries: 0, checkpoint: null, unsigned: 0, isTorn: false, bad: null },
  })
})

test('a change is told with what it changed, who asked for it, and the plan that was shown', async () => {
  const machine = await aUsefulMachine()

  const receipt = await machine.install('editor')

  const [entry] = await listed(machine, 'plan')
  expect(entry).toMatchObject({
    command: 'test',
    action: 'plan.apply',
    outcome: 'done',
    planDigest: receipt.digest,
    actor: { uid: process.getuid?.() },
    object: {
      request: 'install',
      packages: ['editor'],
      previous: 0,
      generation: 1,
      changes: ['install editor 1.0 from main', 'install spell 1.4 from main'],
    },
  })
})

test('however long the variables are that say who it is, the log can be verified', async () => {
  const endless = '\u0001'.repeat(600_000)
  const environment = { SUDO_USER: endless, XDG_SESSION_ID: endless }
  const machine = await aMachine({}, undefined, environment, { command: `/usr/bin/${endless}` })
  await machine.use(await aRepository(release('editor', '1.0')))

  const { bad, entries } = await machine.engine.run('audit.verify', {}, { signal: never })

  expect({ bad, entries }).toEqual({ bad: null, entries: 3 })
})

test('rules, repositories, undo and cleaning up are told, each with what it was about', async () => {
  const machine = await aUsefulMachine()
  await machine.install('editor')
  const { engine } = machine
  const call = { signal: never }
  await engine.run('policy.add', { rules: [{ kind: 'hold', name: 'editor' }] }, call)
  await failureFrom(engine.run('policy.remove', { rules: [{ kind: 'hold', name: 'spell' }] }, call))
  await engine.run('repository.configure', { name: 'main', priority: 7 }, call)
  await machine.change({ kind: 'undo' })
  await engine.run('system.cleanup', { keep: 1, days: 0, clearCache: true }, call)
  await engine.run('repository.remove', { name: 'main' }, call)

  const told = (await listed(machine)).map(({ action, outcome, object }) => [action, outcome, object])

  expect(told.toReversed().slice(3)).toMatchObject([
    ['policy.add', 'done', { rules: ['{"kind":"hold","name":"editor"}'] }],
    ['policy.remove', 'failed', { rules: ['{"kind":"hold","name":"spell"}'] }],
    ['repository.configure', 'done', { name: 'main', priority: 7 }],
    ['plan.apply', 'done', { request: 'undo', generation: 2, previous: 1 }],
    ['system.cleanup', 'done', {}],
    ['repository.remove', 'done', { name: 'main', disowned: [], pinned: [] }],
  ])
})

test('whom somebody trusts, and no longer trusts, is told by name and by keys', async () => {
  const machine = await aMachine()
  const repository = await aRepository(release('editor', '1.0'))
  await machine.use(repository)
  const about = { who: 'Test Works', keys: [repository.publisher.key.keyId] }

  await machine.engine.run('publisher.trust', { who: 'Test Works' }, { signal: never })
  await machine.engine.run('publisher.distrust', { who: 'Test Works' }, { signal: never })

  const told = (await listed(machine, 'publisher')).map(({ action, object }) => [action, object])
  expect(told).toEqual([
    ['publisher.distrust', about],
    ['publisher.trust', about],
  ])
})

test('an unchanged repository that is synchronized again is no news', async () => {
  const machine = await aUsefulMachine()
  const before = await listed(machine)

  await machine.engine.run('repository.sync', {}, { signal: never })

  expect(await listed(machine)).toEqual(before)
})

test('nothing is changed where the log cannot say that it begins', async () => {
  const machine = await aUsefulMachine()
  rmSync(path.join(machine.data, 'audit'), { recursive: true })
  writeFileSync(path.join(machine.data, 'audit'), 'in the way')

  const failure = await failureFrom(machine.install('editor'))

  expect(failure.code).toBe('state/damaged')
  expect(await machine.installed()).toEqual([])
})

test('what helps where the disk is full goes on without the log', async () => {
  const machine = await aUsefulMachine()
  await machine.install('editor')
  rmSync(path.join(machine.data, 'audit'), { recursive: true })
  writeFileSync(path.join(machine.data, 'audit'), 'in the way')

  const report = await machine.engine.run('system.cleanup', { clearCache: true }, { signal: never })

  expect(report.items.length).toBeGreaterThan(0)
})

test('a change that was stopped is told as stopped', async () => {
  const machine = await aUsefulMachine()
  const answer = await machine.plan(wanting('editor'))
  if (answer.kind !== 'plan') throw new Error('no plan')
  const stopping = new AbortController()
  const { digest, request } = answer.plan

  const applying = machine.engine.run(
    'plan.apply',
    { request, digest },
    {
      signal: stopping.signal,
      report: (progress) => {
        if (progress.kind === 'step' && progress.step === 'download') stopping.abort(new Error('enough'))
      },
    },
  )

  await expect(applying).rejects.toThrow('enough')
  expect((await listed(machine))[0]).toMatchObject({ action: 'plan.apply', outcome: 'cancelled' })
})

test('a damaged log does not stop changes, and is told by verifying', async () => {
  const machine = await aUsefulMachine()
  const file = path.join(machine.data, 'audit/000001.jsonl')
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, lines.with(1, lines[1]!.replace('main', 'evil')).join('\n'))

  await machine.install('editor')

  const { bad } = await machine.engine.run('audit.verify', {}, { signal: never })
  expect(bad).toEqual({ file: '000001.jsonl', line: 2, problem: 'changed' })
  expect(await machine.installed()).toEqual(['editor 1.0', 'spell 1.4'])
})

test('an export holds every line in parts that follow each other', async () => {
  const machine = await aUsefulMachine()
  const label = 'x'.repeat(80)
  await machine.install('editor')
  for (let round = 0; round < 3; round += 1)
    await machine.engine.run('history.label', { generation: 1, label }, { signal: never })

  const first = await machine.engine.run('audit.export', {}, { signal: never })
  const rest = await machine.engine.run('audit.export', { from: 4 }, { signal: never })

  const text = readFileSync(path.join(machine.data, 'audit/000001.jsonl'), 'utf8')
  expect(first).toEqual({ text, next: null })
  expect(rest.text).toBe(text.split('\n').slice(4).join('\n'))
})

test('an export of several files begins where the part before it ended, and shows a line that somebody cut', async () => {
  const machine = await aUsefulMachine()
  const folder = path.join(machine.data, 'audit')
  const lines = (name: string) =>
    Array.from({ length: 12_000 }, (_, line) => `${name} ${line} ${'x'.repeat(90)}`)
  const [first, second] = [lines('a'), lines('b')]
  writeFileSync(path.join(folder, '000001.jsonl'), first.join('\n'))
  writeFileSync(path.join(folder, '000003.jsonl'), `${second.join('\n')}\nhalf`)
  const parts: string[] = []
  for (let from: number | null = 0; from !== null;) {
    const part: Output<'audit.export'> = await machine.engine.run('audit.export', { from }, { signal: never })
    parts.push(part.text)
    from = part.next
  }

  expect(parts.length).toBeGreaterThan(2)
  expect(parts.join('')).toBe([...first, ...second, ''].join('\n'))
})

test('the embedded repository is told as what it is', async () => {
  const machine = await aMachine()
  await machine.engine.close()
  const engine = await createEngine({
    dataDirectory: machine.data,
    configFile: path.join(machine.data, 'config.toml'),
    environment: { PATH: process.env['PATH'], HOME: machine.data },
    command: '/opt/somewhere/multios-pm list --secret',
  })

  const { entries } = await engine.run('audit.list', {}, { signal: never })
  await engine.close()

  expect(entries.map(({ action, outcome, command }) => [action, outcome, command])).toEqual([
    ['starter.add', 'done', 'multios-pm'],
    ['audit.key', 'done', 'multios-pm'],
  ])
})

testWhere(process.getuid?.() !== 0, 'a user who is not root')(
  'a log that this person may not read is a disk that is closed',
  async () => {
    const machine = await aUsefulMachine()
    chmodSync(path.join(machine.data, 'audit'), 0o000)

    const failure = await failureFrom(machine.engine.run('audit.list', {}, { signal: never }))

    chmodSync(path.join(machine.data, 'audit'), 0o700)
    expect(failure.code).toBe('disk/denied')
  },
)
