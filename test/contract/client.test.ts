import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Client, OperationFailed } from '../../engine/api/client.ts'
import type { EngineEvent } from '../../engine/api/events.ts'
import { type Input, type OperationName, operations } from '../../engine/api/operations.ts'
import type { Progress } from '../../engine/api/progress.ts'
import { aMachine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import { ways } from './clients.ts'

// One contract, three ways: whoever has a client cannot tell where the engine is.
describe.each(ways)('$name', ({ clientOf }) => {
  async function aClient(): Promise<Client> {
    const machine = await aMachine()
    return clientOf(machine.engine)
  }

  async function aClientOfAStore(): Promise<Client> {
    const repository = await aRepository(release('hello', '1.0.0'), release('world', '2.0.0'))
    const machine = await aMachine()
    await machine.use(repository)
    return clientOf(machine.engine)
  }

  test('answers what the table says it answers', async () => {
    const client = await aClientOfAStore()
    const questions: { [N in OperationName]?: Input<N> } = {
      'catalog.discover': {},
      'catalog.search': { query: 'hello' },
      'package.info': { name: 'hello' },
      'package.installed': {},
      'repository.list': {},
      'history.list': {},
      'updates.list': {},
      'system.status': {},
    }

    const wrong: string[] = []
    for (const [name, input] of Object.entries(questions) as [OperationName, never][]) {
      const answer = await client.run(name, input, { signal: never })
      const parsed = v.safeParse(operations[name].output, answer)
      if (!parsed.success)
        wrong.push(`${name}: ${parsed.issues[0].message} at ${String(v.getDotPath(parsed.issues[0]))}`)
    }

    expect(wrong).toEqual([])
  })

  test('carries a plan out, tells its steps, and announces the new generation', async () => {
    const client = await aClientOfAStore()
    const told: Progress[] = []
    const announced: EngineEvent[] = []
    client.on((event) => announced.push(event))
    const request = wanting('hello')

    const answer = await client.run('plan.make', { request }, { signal: never })
    const digest = answer.kind === 'plan' ? answer.plan.digest : ''
    const receipt = await client.run(
      'plan.apply',
      { request, digest },
      { signal: never, report: (p) => told.push(p) },
    )
    const installed = await client.run('package.installed', {}, { signal: never })

    expect(receipt.generation).toBe(1)
    expect(installed.map(({ name }) => name)).toEqual(['hello'])
    expect(told.map((progress) => progress.kind)).toContain('committing')
    await expect.poll(() => announced).toContainEqual({ kind: 'machine-changed', generation: 1 })
  })

  test('a failure arrives as one, with its code and facts', async () => {
    const client = await aClientOfAStore()

    const failing = client.run('package.info', { name: 'helo' }, { signal: never })

    await expect(failing).rejects.toThrow(OperationFailed)
    await expect(failing).rejects.toMatchObject({
      failure: { code: 'package/not-found', facts: { name: 'helo', nearest: ['hello'] } },
    })
  })

  test('an input that the table does not allow is refused', async () => {
    const client = await aClient()

    const failing = client.run('package.info', { name: '../etc' }, { signal: never })

    await expect(failing).rejects.toMatchObject({ failure: { code: 'request/invalid' } })
  })

  test('a call that was cancelled before it began rejects with the reason itself', async () => {
    const client = await aClient()
    const reason = new Error('closed the sheet')

    const outcome = await client
      .run('package.installed', {}, { signal: AbortSignal.abort(reason) })
      .catch((e: unknown) => e)

    expect(outcome).toBe(reason)
  })

  test('a call that is cancelled under way rejects with the reason itself', async () => {
    const client = await aClient()
    const reason = new Error('changed my mind')
    const cancel = new AbortController()
    const silent = await aSilentServer(() => cancel.abort(reason))

    const outcome = await client
      .run('repository.inspect', { url: silent }, { signal: cancel.signal })
      .catch((error: unknown) => error)

    expect(outcome).toBe(reason)
  })

  test('calls under way at the same time get their own answers', async () => {
    const client = await aClientOfAStore()
    const names = ['hello', 'world', 'hello', 'world']

    const answers = await Promise.all(
      names.map((name) => client.run('package.info', { name }, { signal: never })),
    )

    expect(answers.map(({ name }) => name)).toEqual(names)
  })

  test('who stopped listening hears nothing', async () => {
    const client = await aClientOfAStore()
    const heard: EngineEvent[] = []
    const kept: EngineEvent[] = []
    const stop = client.on((event) => heard.push(event))
    client.on((event) => kept.push(event))

    stop()
    await client.run('repository.sync', { force: true }, { signal: never })
    await client.run('repository.remove', { name: 'main' }, { signal: never })

    await expect.poll(() => kept).toContainEqual({ kind: 'catalog-changed' })
    expect(heard).toEqual([])
  })
})

/** A server that takes questions and never answers; `asked` is called at the first. */
async function aSilentServer(asked: () => void): Promise<string> {
  const server = createServer(() => asked())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
}
