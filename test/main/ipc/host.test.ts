import { expect, test } from 'vitest'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { EngineEvent } from '../../../engine/api/events.ts'
import type { Progress } from '../../../engine/api/progress.ts'
import { EngineError } from '../../../engine/model/failure.ts'
import { createHost, type Host } from '../../../main/ipc/host.ts'
import type { Told } from '../../../preload/contract.ts'
import { searchAnswer } from '../../kit/search-answer.ts'
import { type FakeEngine, fakeEngine, latch, unasked, untilCancelled } from '../kit/fake-engine.ts'

const deaf = (): void => undefined
const emptySearch = searchAnswer()

function hostOf(engine: FakeEngine, incidents: unknown[] = []): Host {
  const logIncident = (error: unknown): string => `incident-${String(incidents.push(error))}`
  return createHost({ engine, logIncident, ask: unasked, now: () => 0 })
}

test('answers with what the engine answers, defaults of the input filled in', async () => {
  const inputs: unknown[] = []
  const engine = fakeEngine({ 'package.info': (input) => inputs.push(input) as never })

  const reply = await hostOf(engine)
    .connect()
    .start({ id: '1', name: 'package.info', input: { name: 'jq' } }, deaf)

  expect({ reply, inputs }).toEqual({
    reply: { kind: 'done', value: 1 },
    inputs: [{ name: 'jq', files: false, cost: false, locales: [] }],
  })
})

test('refuses an operation that is not in the table', async () => {
  const engine = fakeEngine({})
  const connection = hostOf(engine).connect()

  const replies = await Promise.all(
    ['constructor', '__proto__', 'package.format', ''].map((name) =>
      connection.start({ id: name || 'x', name, input: {} }, deaf),
    ),
  )

  const failure = (value: string) => ({
    kind: 'failed',
    failure: {
      code: 'request/invalid',
      facts: { what: 'operation', value, problem: 'there is no operation of this name' },
    },
  })
  expect(replies).toEqual(['constructor', '__proto__', 'package.format', ''].map(failure))
  expect(engine.ran).toEqual([])
})

test.each([
  ['a field too many', { name: 'jq', sudo: true }],
  ['a field of another type', { name: 7 }],
  ['a name that no package can have', { name: '../../etc' }],
  ['a polluted prototype', JSON.parse('{"name":"jq","__proto__":{"files":true}}')],
  ['no object', 'jq'],
  ['nothing', undefined],
])('refuses %s before the engine sees it', async (_what, input) => {
  const engine = fakeEngine({ 'package.info': () => null as never })

  const reply = await hostOf(engine).connect().start({ id: '1', name: 'package.info', input }, deaf)

  expect(reply).toMatchObject({ kind: 'failed', failure: { code: 'request/invalid' } })
  expect(engine.ran).toEqual([])
})

test.each([
  ['nothing', undefined],
  ['a number', 7],
  ['no id', { name: 'package.installed', input: {} }],
  ['an id that is no text', { id: {}, name: 'package.installed', input: {} }],
  ['a name that is no text', { id: '1', name: ['package.installed'], input: {} }],
  ['a field too many', { id: '1', name: 'package.installed', input: {}, as: 'root' }],
])('refuses a request that is %s', async (_what, request) => {
  const reply = await hostOf(fakeEngine({}))
    .connect()
    .start(request as never, deaf)

  expect(reply).toMatchObject({ kind: 'failed', failure: { code: 'request/invalid' } })
})

test('refuses an input of more than a megabyte, and one that cannot be measured', async () => {
  const engine = fakeEngine({ 'catalog.search': () => emptySearch })
  const connection = hostOf(engine).connect()
  const circle: { self?: unknown } = {}
  circle.self = circle

  const replies = await Promise.all([
    connection.start({ id: '1', name: 'catalog.search', input: { query: 'x'.repeat(1_000_001) } }, deaf),
    connection.start({ id: '2', name: 'catalog.search', input: circle }, deaf),
  ])

  const facts = { what: 'catalog.search', value: '', problem: 'more than 1000000 characters' }
  const refused = { kind: 'failed', failure: { code: 'request/invalid', facts } }
  expect(replies).toEqual([refused, refused])
  expect(engine.ran).toEqual([])
})

test('refuses inputs that are together more than two of the largest', async () => {
  const preview = latch<never>()
  const connection = hostOf(fakeEngine({ 'package.preview': () => preview.promise })).connect()
  const input = { file: 'a', content: 'A'.repeat(10_000_000) }

  for (const id of ['1', '2']) void connection.start({ id, name: 'package.preview', input }, deaf)
  const third = await connection.start({ id: '3', name: 'package.preview', input }, deaf)

  expect(third).toMatchObject({ kind: 'failed', failure: { facts: { what: 'size of requests' } } })
})

test('refuses a second request of an id that is still running, and lets the first go on', async () => {
  const first = latch<typeof emptySearch>()
  const connection = hostOf(fakeEngine({ 'catalog.search': () => first.promise })).connect()

  const running = connection.start({ id: '1', name: 'catalog.search', input: { query: '' } }, deaf)
  const second = await connection.start({ id: '1', name: 'catalog.search', input: { query: '' } }, deaf)
  first.open(emptySearch)

  expect(second).toMatchObject({ kind: 'failed', failure: { facts: { what: 'request id', value: '1' } } })
  expect(await running).toEqual({ kind: 'done', value: emptySearch })
})

test('passes progress on', async () => {
  const seen: Told[] = []
  const step: Progress = { kind: 'step', step: 'sync', index: 1, count: 2 }
  const engine = fakeEngine({
    'repository.sync': (_input, call) => {
      call.report?.(step)
      return []
    },
  })

  await hostOf(engine)
    .connect()
    .start({ id: '1', name: 'repository.sync', input: {} }, (progress) => seen.push(progress))

  expect(seen).toEqual([step])
})

test('a cancelled request answers that it was cancelled', async () => {
  const connection = hostOf(fakeEngine({ 'catalog.search': untilCancelled })).connect()

  const reply = connection.start({ id: '1', name: 'catalog.search', input: { query: '' } }, deaf)
  connection.cancel('1')

  expect(await reply).toEqual({ kind: 'cancelled' })
})

test('what breaks while it is being cancelled is a failure, not a cancellation', async () => {
  const engine = fakeEngine({
    'repository.sync': async (input, call) => {
      await untilCancelled(input, call).catch(() => undefined)
      throw new EngineError('disk/full', { path: '/var', needed: 10, free: 1 })
    },
  })
  const connection = hostOf(engine).connect()

  const reply = connection.start({ id: '1', name: 'repository.sync', input: {} }, deaf)
  connection.cancel('1')

  const failure = { code: 'disk/full', facts: { path: '/var', needed: 10, free: 1 } }
  expect(await reply).toEqual({ kind: 'failed', failure })
})

test('one window cannot cancel what another started', async () => {
  const host = hostOf(fakeEngine({ 'catalog.search': (_input, { signal }) => latchedOn(signal) }))
  const mine = host.connect()
  const theirs = host.connect()
  const answered = latch<typeof emptySearch>()
  const latchedOn = (signal: AbortSignal) =>
    answered.promise.then((value) => (signal.throwIfAborted(), value))

  const reply = mine.start({ id: '1', name: 'catalog.search', input: { query: '' } }, deaf)
  theirs.cancel('1')
  answered.open(emptySearch)

  expect(await reply).toEqual({ kind: 'done', value: emptySearch })
})

test('a failure keeps its code and facts, whichever way it was thrown', async () => {
  const failure = { code: 'package/not-found', facts: { name: 'jqq', nearest: ['jq'] } } as const
  const connection = hostOf(
    fakeEngine({
      'package.info': () => Promise.reject(new EngineError(failure.code, failure.facts)),
      'package.launch': () => Promise.reject(new OperationFailed(failure)),
    }),
  ).connect()

  const replies = await Promise.all([
    connection.start({ id: '1', name: 'package.info', input: { name: 'jqq' } }, deaf),
    connection.start({ id: '2', name: 'package.launch', input: { name: 'jqq' } }, deaf),
  ])

  expect(replies).toEqual([
    { kind: 'failed', failure },
    { kind: 'failed', failure },
  ])
})

test('a bug is written down, and its number is all that a window learns', async () => {
  const incidents: unknown[] = []
  const bug = new TypeError('secret path /root/x is not iterable')
  const engine = fakeEngine({ 'package.installed': () => Promise.reject(bug) })

  const reply = await hostOf(engine, incidents)
    .connect()
    .start({ id: '1', name: 'package.installed', input: {} }, deaf)

  const failure = { code: 'internal', facts: { incident: 'incident-1' } }
  expect({ reply, incidents }).toEqual({ reply: { kind: 'failed', failure }, incidents: [bug] })
})

test('events reach every window that listens, until it stops or is gone', () => {
  const engine = fakeEngine({})
  const host = hostOf(engine)
  const heard: [string, EngineEvent][] = []
  const [first, second, third] = [host.connect(), host.connect(), host.connect()]
  first.on((event) => heard.push(['first', event]))
  const stop = second.on((event) => heard.push(['second', event]))
  third.on((event) => heard.push(['third', event]))

  stop()
  third.close()
  engine.announce({ kind: 'catalog-changed' })

  expect(heard).toEqual([['first', { kind: 'catalog-changed' }]])
})

test('when a window goes away its reads are cancelled, and its changes go on', async () => {
  const changed = latch<[]>()
  const signals: Record<string, AbortSignal> = {}
  const engine = fakeEngine({
    'catalog.search': (input, call) => ((signals['read'] = call.signal), untilCancelled(input, call)),
    'repository.sync': (_input, call) => ((signals['change'] = call.signal), changed.promise),
  })
  const connection = hostOf(engine).connect()

  const read = connection.start({ id: 'r', name: 'catalog.search', input: { query: '' } }, deaf)
  const change = connection.start({ id: 'c', name: 'repository.sync', input: {} }, deaf)
  connection.close()
  changed.open([])

  expect([await read, await change]).toEqual([{ kind: 'cancelled' }, { kind: 'done', value: [] }])
  expect([signals['read']?.aborted, signals['change']?.aborted]).toEqual([true, false])
})

test('a host that closes cancels everything, and waits for it', async () => {
  const host = hostOf(fakeEngine({ 'repository.sync': untilCancelled }))
  const reply = host.connect().start({ id: '1', name: 'repository.sync', input: {} }, deaf)

  await host.close()

  expect(await reply).toEqual({ kind: 'cancelled' })
})
