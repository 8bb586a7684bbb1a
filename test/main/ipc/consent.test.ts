import { expect, test } from 'vitest'
import { operations } from '../../../engine/api/operations.ts'
import { EngineError } from '../../../engine/model/failure.ts'
import { type Answer, type Ask, consentGate, type Question } from '../../../main/ipc/consent.ts'
import { type Connection, createHost } from '../../../main/ipc/host.ts'
import type { Told } from '../../../preload/contract.ts'
import { type FakeEngine, fakeEngine, latch } from '../kit/fake-engine.ts'

const deaf = (): void => undefined
const view = { packages: 0 } as never
const minute = 60_000

/** A host whose person gives these answers, one after another. */
function aHost(engine: FakeEngine, ...answers: Answer[]) {
  const asked: Question[] = []
  const clock = { now: 0 }
  const ask: Ask = async (question, { show }) => {
    show('consent/x')
    asked.push(question)
    return answers.shift() ?? 'refused'
  }
  const logIncident = (error: unknown): string => String(error)
  const host = createHost({ engine, logIncident, ask, now: () => clock.now })
  return { host, asked, clock }
}

let count = 0
const request = (name: string, input: unknown) => ({ id: String((count += 1)), name, input })
const cleanup = (connection: Connection) => connection.start(request('system.cleanup', {}), deaf)
const configure = (connection: Connection, input: object) =>
  connection.start(request('repository.configure', { name: 'main', ...input }), deaf)

test('every operation that changes something says what it asks for', () => {
  const asks = Object.entries(operations)
    .filter(([, { kind }]) => kind === 'changes')
    .map(([name, { consent }]) => [name, consent({} as never)])

  expect(Object.fromEntries(asks)).toMatchObject({
    'plan.apply': 'session',
    'package.restore': 'session',
    'system.cleanup': 'session',
    'repository.add': 'always',
    'repository.remove': 'always',
    'policy.add': 'always',
    'policy.remove': 'always',
    'repository.sync': 'none',
    'history.label': 'none',
    'history.pin': 'none',
  })
})

test('what only reads is never asked for', () => {
  const asks = Object.values(operations)
    .filter(({ kind }) => kind === 'reads')
    .map(({ consent }) => consent({} as never))

  expect(new Set(asks)).toEqual(new Set(['none']))
})

test('nothing runs before the person has said yes, and the window is told that they are asked', async () => {
  const engine = fakeEngine({ 'system.cleanup': () => view })
  const { host } = aHost(engine, 'once')
  const told: Told[] = []
  const ranBefore: number[] = []

  const reply = await host.connect().start(request('system.cleanup', {}), (each) => {
    told.push(each)
    ranBefore.push(engine.ran.length)
  })

  expect({ reply, told, ranBefore }).toEqual({
    reply: { kind: 'done', value: view },
    told: [{ kind: 'asking', page: 'consent/x' }, { kind: 'asked' }],
    ranBefore: [0, 0],
  })
})

test.each(['refused', 'unanswered'] as const)('where the answer is “%s” nothing runs', async (reason) => {
  const engine = fakeEngine({ 'system.cleanup': () => view })

  const reply = await cleanup(aHost(engine, reason).host.connect())

  expect({ reply, ran: engine.ran }).toEqual({
    reply: { kind: 'failed', failure: { code: 'consent/refused', facts: { reason } } },
    ran: [],
  })
})

test('an answer that holds is asked for again after fifteen minutes without a change', async () => {
  const { host, asked, clock } = aHost(fakeEngine({ 'system.cleanup': () => view }), 'keep', 'once')
  const connection = host.connect()

  for (const now of [0, 14 * minute, 28 * minute]) {
    clock.now = now
    await cleanup(connection)
  }
  const whileUsed = asked.length
  clock.now = 43 * minute
  await cleanup(connection)

  expect([whileUsed, asked.length]).toEqual([1, 2])
})

test('an answer for once holds once', async () => {
  const { host, asked } = aHost(fakeEngine({ 'system.cleanup': () => view }), 'once', 'once')
  const connection = host.connect()

  await cleanup(connection)
  await cleanup(connection)

  expect(asked).toHaveLength(2)
})

test('an answer of one window does not hold for another, nor for what widens trust', async () => {
  const engine = fakeEngine({ 'system.cleanup': () => view, 'repository.configure': () => view })
  const { host, asked } = aHost(engine, 'keep', 'refused', 'keep', 'refused')
  const connection = host.connect()

  await cleanup(connection)
  await cleanup(host.connect())
  await configure(connection, { enabled: true })
  await configure(connection, { enabled: true })

  expect(asked.map(({ mayKeep }) => mayKeep)).toEqual([true, true, false, false])
  expect(engine.ran).toEqual(['system.cleanup', 'repository.configure'])
})

test('what is harmless about an operation is not asked for', async () => {
  const engine = fakeEngine({ 'system.cleanup': () => view, 'repository.configure': () => view })
  const { host, asked } = aHost(engine)
  const connection = host.connect()

  await connection.start(request('system.cleanup', { dryRun: true }), deaf)
  await configure(connection, { description: 'ours' })

  expect({ asked, ran: engine.ran }).toEqual({ asked: [], ran: ['system.cleanup', 'repository.configure'] })
})

test('one question is asked at a time', async () => {
  const answers = [latch<Answer>(), latch<Answer>()]
  const open: number[] = []
  const engine = fakeEngine({ 'system.cleanup': () => view })
  const ask: Ask = async () => answers[open.push(open.length) - 1]!.promise
  const connection = createHost({ engine, logIncident: String, ask, now: () => 0 }).connect()

  const replies = [cleanup(connection), cleanup(connection)]
  await expect.poll(() => open).toEqual([0])
  answers[0]!.open('refused')
  await expect.poll(() => open).toEqual([0, 1])
  answers[1]!.open('once')

  expect((await Promise.all(replies)).map(({ kind }) => kind)).toEqual(['failed', 'done'])
})

test('a request that is taken back is not asked for any longer, nor one whose window is gone', async () => {
  const engine = fakeEngine({ 'system.cleanup': () => view })
  const ask: Ask = (_, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const host = createHost({ engine, logIncident: String, ask, now: () => 0 })
  const first = host.connect()
  const second = host.connect()

  const replies = [
    first.start({ id: 'asked', name: 'system.cleanup', input: {} }, deaf),
    first.start({ id: 'waits', name: 'system.cleanup', input: {} }, deaf),
    second.start({ id: 'gone', name: 'system.cleanup', input: {} }, deaf),
  ]
  first.cancel('waits')
  first.cancel('asked')
  second.close()

  expect(await Promise.all(replies)).toEqual([1, 2, 3].map(() => ({ kind: 'cancelled' })))
  expect(engine.ran).toEqual([])
})

test('nobody is asked about what cannot be done', async () => {
  const engine = {
    ...fakeEngine({}),
    describe: () => Promise.reject(new EngineError('plan/stale', { planned: 'aa', now: 'bb' })),
  }
  const { host, asked } = aHost(engine)

  const input = { request: { kind: 'undo' }, digest: 'a'.repeat(64) }
  const reply = await host.connect().start(request('plan.apply', input), deaf)

  expect({ reply, asked }).toEqual({
    reply: { kind: 'failed', failure: { code: 'plan/stale', facts: { planned: 'aa', now: 'bb' } } },
    asked: [],
  })
})

test('what is done is what was asked about, whatever becomes of the request meanwhile', async () => {
  const inputs: unknown[] = []
  const engine = fakeEngine({ 'policy.add': (input) => inputs.push(input) as never })
  const rules = [{ kind: 'hold', name: 'jq' }]
  const ask: Ask = async () => {
    rules.push({ kind: 'protect', name: 'evil' })
    return 'once'
  }
  const connection = createHost({ engine, logIncident: String, ask, now: () => 0 }).connect()

  await connection.start(request('policy.add', { rules }), deaf)

  expect(inputs).toEqual([{ rules: [{ kind: 'hold', name: 'jq' }] }])
})

test('a request that was changed while the person was asked is a mistake, and no consent', async () => {
  const input = { name: 'main', priority: 1 }
  const ask: Ask = async () => {
    input.priority = 99
    return 'once'
  }
  const describe = fakeEngine({}).describe
  const gate = consentGate({ describe, ask, now: () => 0 })

  const passed = gate.pass(
    { name: 'repository.configure', input, consent: 'always' },
    deaf,
    new AbortController().signal,
  )

  await expect(passed).rejects.toThrow('the request changed while the person was asked')
})

test('what the person did not want, or did not answer, is told to the audit log; what they wanted is not', async () => {
  const engine = fakeEngine({ 'system.cleanup': () => view, 'repository.configure': () => view })
  const { host } = aHost(engine, 'refused', 'unanswered', 'once')
  const connection = host.connect()

  await cleanup(connection)
  await configure(connection, { priority: 3 })
  await cleanup(connection)

  const declined = (reason: 'refused' | 'unanswered') => ({ code: 'consent/refused', facts: { reason } })
  expect(engine.refusals).toEqual([
    ['system.cleanup', declined('refused')],
    ['repository.configure', declined('unanswered')],
  ])
})
