import { describe, expect, test } from 'vitest'
import { reactive } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Progress } from '../../../engine/api/progress.ts'
import type { Bridge, Reply, Request } from '../../../preload/contract.ts'
import { createClient } from '../../../renderer/client/client.ts'

/** A bridge whose replies the test gives. */
function aBridge(): {
  readonly bridge: Bridge
  readonly started: Request[]
  readonly cancelled: string[]
  readonly reply: (reply: Reply) => void
  readonly report: (progress: Progress) => void
} {
  const started: Request[] = []
  const cancelled: string[] = []
  let finish: (reply: Reply) => void = () => undefined
  let tell: (progress: Progress) => void = () => undefined
  return {
    started,
    cancelled,
    reply: (reply) => finish(reply),
    report: (progress) => tell(progress),
    bridge: {
      start: (request, report) => {
        started.push(structuredClone(request))
        tell = report
        return new Promise((resolve) => (finish = resolve))
      },
      cancel: (id) => void cancelled.push(id),
      on: () => () => undefined,
    },
  }
}

const never = new AbortController().signal

describe('the client of a window', () => {
  test('sends the name and the input, and answers with the value', async () => {
    const { bridge, started, reply } = aBridge()
    const client = createClient(bridge, () => 'one')
    const answer = client.run('repository.remove', { name: 'main' }, { signal: never })
    reply({ kind: 'done', value: null })

    expect(await answer).toBeNull()
    expect(started).toEqual([{ id: 'one', name: 'repository.remove', input: { name: 'main' } }])
  })

  test('turns a failure of the engine into an error that carries it', async () => {
    const { bridge, reply } = aBridge()
    const failure = { code: 'file/not-found', facts: { path: '/gone' } } as const
    const answer = createClient(bridge, () => 'one').run('package.installed', {}, { signal: never })
    reply({ kind: 'failed', failure })

    await expect(answer).rejects.toEqual(new OperationFailed(failure))
  })

  test('passes on a cancellation and rejects with its reason once the host has stopped', async () => {
    const { bridge, cancelled, reply } = aBridge()
    const stop = new AbortController()
    const answer = createClient(bridge, () => 'one').run('repository.sync', {}, { signal: stop.signal })
    stop.abort('the person left')
    reply({ kind: 'cancelled' })

    await expect(answer).rejects.toBe('the person left')
    expect(cancelled).toEqual(['one'])
  })

  test('answers with what was done where cancelling came too late', async () => {
    const { bridge, reply } = aBridge()
    const stop = new AbortController()
    const answer = createClient(bridge, () => 'one').run(
      'repository.remove',
      { name: 'main' },
      { signal: stop.signal },
    )
    stop.abort()
    reply({ kind: 'done', value: null })

    expect(await answer).toBeNull()
  })

  test('starts nothing that was cancelled before', async () => {
    const { bridge, started } = aBridge()
    const answer = createClient(bridge, () => 'one').run(
      'package.installed',
      {},
      { signal: AbortSignal.abort('no') },
    )

    await expect(answer).rejects.toBe('no')
    expect(started).toEqual([])
  })

  test('sends plain data where a page gives it a proxy', async () => {
    const { bridge, started, reply } = aBridge()
    const input = reactive({ names: ['main'] })
    const answer = createClient(bridge, () => 'one').run('repository.sync', input, { signal: never })
    reply({ kind: 'done', value: [] })
    await answer

    expect(started[0]?.input).toEqual({ names: ['main'] })
  })

  test('hands progress to whoever asked for it', async () => {
    const { bridge, reply, report } = aBridge()
    const told: Progress[] = []
    const call = { signal: never, report: (progress: Progress) => void told.push(progress) }
    const answer = createClient(bridge, () => 'one').run('repository.sync', {}, call)
    report({ kind: 'committing' })
    reply({ kind: 'done', value: [] })
    await answer

    expect(told).toEqual([{ kind: 'committing' }])
  })

  test('nothing that the host tells can turn the direction of writing in a window, or hide a letter', async () => {
    const { bridge, reply, report } = aBridge()
    const heard: unknown[] = []
    const call = { signal: never, report: (progress: Progress) => void heard.push(progress) }
    const client = createClient(
      { ...bridge, on: (listener) => (listener({ kind: 'catalog-changed' }), () => undefined) },
      () => 'one',
    )
    client.on((event) => void heard.push(event))
    const answer = client.run('repository.sync', {}, call)
    report({ kind: 'transfer', name: 'a\u202eb', received: 1, total: null })
    reply({ kind: 'done', value: [{ name: 'Moz\u200billa', deep: [{ text: 'a\tb\nc\u001b' }] }] })
    const failing = client.run('repository.sync', {}, call)
    reply({ kind: 'failed', failure: { code: 'file/not-found', facts: { path: '/x\u2066y' } } })

    expect(await answer).toEqual([{ name: 'Moz\\u{200b}illa', deep: [{ text: 'a\tb\nc\\u{1b}' }] }])
    expect(heard).toEqual([
      { kind: 'catalog-changed' },
      { kind: 'transfer', name: 'a\\u{202e}b', received: 1, total: null },
    ])
    await expect(failing).rejects.toEqual(
      new OperationFailed({ code: 'file/not-found', facts: { path: '/x\\u{2066}y' } }),
    )
  })

  test('lines of a log that become a file stay as they were signed', async () => {
    const { bridge, reply } = aBridge()
    const value = { text: '{"name":"a\u202eb"}\r\n', next: null }
    const answer = createClient(bridge, () => 'one').run('audit.export', { from: 0 }, { signal: never })
    reply({ kind: 'done', value })

    expect(await answer).toBe(value)
  })

  test('lines that end as on other systems are lines', async () => {
    const { bridge, reply } = aBridge()
    const answer = createClient(bridge, () => 'one').run('package.installed', {}, { signal: never })
    reply({ kind: 'done', value: [{ description: 'One\r\n\r\nTwo\rthree' }] })

    expect(await answer).toEqual([{ description: 'One\n\nTwo\\u{d}three' }])
  })

  test('an answer with nothing to spell out stays the object it was', async () => {
    const { bridge, reply } = aBridge()
    const value = [{ name: 'main', deep: [{ text: 'Ünïcode \u{1f468}\u200d\u{1f469}' }, null, 3] }]
    const answer = createClient(bridge, () => 'one').run('repository.sync', {}, { signal: never })
    reply({ kind: 'done', value })

    expect(await answer).toBe(value)
  })
})
