import { flushPromises } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../engine/model/failure.ts'
import type { ChangeRequest, Plan } from '../../../engine/model/plan.ts'
import { useChanges } from '../../../renderer/composables/use-changes.ts'
import { useMachine } from '../../../renderer/stores/machine.ts'
import { usePlanSheet } from '../../../renderer/stores/plan-sheet.ts'
import { useToasts } from '../../../renderer/stores/toasts.ts'
import { useTransfers } from '../../../renderer/stores/transfers.ts'
import { createFakeClient, type FakeClient } from '../kit/fake-client.ts'
import { lineOf, planOf } from '../kit/fake-plans.ts'
import { composed } from '../kit/mounted.ts'

const never = new AbortController().signal

async function aWindow(client: FakeClient = createFakeClient()) {
  const parts = await composed(
    () => ({
      changes: useChanges(),
      machine: useMachine(),
      plan: usePlanSheet(),
      toasts: useToasts(),
      transfers: useTransfers(),
    }),
    client,
  )
  parts.machine.follow()
  await flushPromises()
  return { ...parts, client }
}

const namesOf = async (client: FakeClient): Promise<string[]> =>
  (await client.run('package.installed', {}, { signal: never })).map(({ name }) => name)

const stale: Failure = { code: 'plan/stale', facts: { planned: 'a', now: 'b' } }

describe('a change', () => {
  test('is a plan to read before anything happens', async () => {
    const { changes, plan, client } = await aWindow()
    await changes.install('lumenfold')

    expect(plan.sheet.state).toBe('ready')
    expect(await namesOf(client)).not.toContain('lumenfold')
  })

  test('is carried out when it is confirmed, and offers the way back', async () => {
    const { changes, plan, toasts, client } = await aWindow()
    await changes.install('lumenfold')
    await changes.confirm()

    expect(plan.sheet.state).toBe('closed')
    expect(await namesOf(client)).toContain('lumenfold')
    expect(toasts.shown.map(({ title, text, action }) => [title, text, action?.label])).toEqual([
      ['Lumenfold installed', 'Generation 144', 'Undo'],
    ])
  })

  test('is undone from its toast at once', async () => {
    const { changes, plan, toasts, client } = await aWindow()
    await changes.install('lumenfold')
    await changes.confirm()
    await flushPromises()
    toasts.act(toasts.shown[0]!)
    await flushPromises()

    expect(await namesOf(client)).not.toContain('lumenfold')
    expect(plan.sheet.state).toBe('closed')
    expect(toasts.shown.at(-1)?.title).toBe('Undone')
  })

  test('runs scripts only where the person wants that', async () => {
    const { changes, client } = await aWindow()
    await changes.install('lumenfold')
    await changes.confirm(true)
    await changes.install('ferrowave')
    await changes.confirm()

    const applied = client.calls.filter(({ name }) => name === 'plan.apply')
    expect(applied.map(({ input }) => 'runScripts' in (input as object))).toEqual([true, false])
  })

  test('is undone through a plan where something happened since', async () => {
    const { changes, plan, toasts, client } = await aWindow()
    await changes.install('lumenfold')
    await changes.confirm()
    await client.run(
      'plan.apply',
      { request: { kind: 'install', packages: [{ name: 'ferrowave' }] }, digest: 'ab' },
      { signal: never },
    )
    toasts.act(toasts.shown[0]!)
    await flushPromises()

    expect(plan.sheet).toMatchObject({ state: 'ready', request: { kind: 'rollback', generation: 143 } })
  })

  test('is undone through a plan where that would take what was chosen before', async () => {
    const fake = createFakeClient()
    const losing: Plan = {
      ...planOf({ kind: 'undo' }, { packages: [], generation: 144, previous: [] }),
      remove: [{ ...lineOf('quillbay'), action: 'remove', to: null, chosen: true }],
    }
    const client: FakeClient = {
      ...fake,
      run: async (name, input, call) =>
        name === 'plan.make' && 'request' in input && (input.request as ChangeRequest).kind === 'undo'
          ? ({ kind: 'plan', plan: losing } as never)
          : await fake.run(name, input, call),
    }
    const { changes, plan, toasts } = await aWindow(client)
    await changes.install('lumenfold')
    await changes.confirm()
    toasts.act(toasts.shown[0]!)
    await flushPromises()

    expect(plan.sheet).toMatchObject({
      state: 'ready',
      answer: { kind: 'plan', plan: { remove: [{ name: 'quillbay' }] } },
    })
    expect(fake.calls.filter(({ name }) => name === 'plan.apply')).toHaveLength(1)
  })

  test('of every kind names its generation and offers Undo, the one back included', async () => {
    const { changes, toasts } = await aWindow()
    for (const ask of [
      () => changes.install('lumenfold'),
      () => changes.update(['mothlamp']),
      () => changes.remove('lumenfold'),
      () => changes.goBack(143),
    ]) {
      await ask()
      await changes.confirm()
    }

    expect(toasts.shown.map(({ title, text, action }) => [title, text, action?.label])).toEqual([
      ['Mothlamp updated', 'Generation 145', 'Undo'],
      ['Lumenfold removed', 'Generation 146', 'Undo'],
      ['Back at generation 143', 'Generation 147', 'Undo'],
    ])
  })

  test('asks again with a fresh plan where the machine changed in between', async () => {
    const { changes, plan, transfers, client } = await aWindow(
      createFakeClient({ failing: { 'plan.apply': stale } }),
    )
    await changes.install('lumenfold')
    client.calls.length = 0
    await changes.confirm()
    await flushPromises()

    expect(plan.sheet.state).toBe('ready')
    expect(transfers.all).toEqual([])
    expect(client.calls.map(({ name }) => name)).toEqual(['plan.apply', 'plan.make'])
  })

  test('says why where no plan can be made', async () => {
    const failure: Failure = { code: 'package/not-found', facts: { name: 'lumen', nearest: [] } }
    const { changes, plan } = await aWindow(createFakeClient({ failing: { 'plan.make': failure } }))
    await changes.install('lumen')

    expect(plan.sheet).toMatchObject({ state: 'failed', failure })
  })
})

describe('transfers', () => {
  /** A machine whose applies wait until the test lets them go. */
  function slow() {
    const gates: (() => void)[] = []
    const client = createFakeClient({
      pause: (milliseconds, signal) =>
        milliseconds < 100
          ? Promise.resolve()
          : new Promise((resolve, reject) => {
              gates.push(resolve)
              signal.addEventListener('abort', () => reject(signal.reason), { once: true })
            }),
    })
    return { client, gates }
  }

  test('run one after another', async () => {
    const { client } = slow()
    const { changes, transfers } = await aWindow(client)
    await changes.install('lumenfold')
    void changes.confirm()
    await changes.install('ferrowave')
    void changes.confirm()
    await flushPromises()

    expect(transfers.all.map(({ title, phase }) => [title, phase.kind])).toEqual([
      ['Lumenfold', 'running'],
      ['Ferrowave', 'waiting'],
    ])
  })

  test('stop when they are cancelled, and leave the machine as it was', async () => {
    const { client } = slow()
    const { changes, transfers } = await aWindow(client)
    await changes.install('lumenfold')
    void changes.confirm()
    await flushPromises()
    transfers.cancel(1)
    await flushPromises()

    expect(transfers.all[0]?.phase).toEqual({ kind: 'cancelled' })
    expect(await namesOf(client)).not.toContain('lumenfold')
  })

  test('that wait are never started once they are cancelled', async () => {
    const { client } = slow()
    const { changes, transfers } = await aWindow(client)
    await changes.install('lumenfold')
    void changes.confirm()
    await changes.install('ferrowave')
    void changes.confirm()
    transfers.cancel(2)
    transfers.cancel(1)
    await flushPromises()

    expect(client.calls.filter(({ name }) => name === 'plan.apply')).toHaveLength(1)
  })
})
