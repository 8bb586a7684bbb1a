import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../engine/model/failure.ts'
import type { ChangeRequest } from '../../../engine/model/plan.ts'
import { actionOf } from '../../../renderer/stores/install-state.ts'
import { linesOf, type Transfer, type TransferPhase } from '../../../renderer/stores/transfer.ts'
import type { AppActionState } from '../../../renderer/ui/app-action.ts'
import { summaries } from '../kit/fake-catalog.ts'
import { planOf } from '../kit/fake-plans.ts'

const install: ChangeRequest = { kind: 'install', packages: [{ name: 'lumenfold' }], force: false }
const lumenfold = summaries.find(({ name }) => name === 'lumenfold')!
const mothlamp = summaries.find(({ name }) => name === 'mothlamp')!
const runtime = summaries.find(({ name }) => name === 'starter-runtime')!
const refusal: Failure = { code: 'trust/artifact', facts: { file: 'a', reason: 'hash', detail: '' } }
const offline: Failure = { code: 'network/timeout', facts: { url: 'https://a/', seconds: 30 } }

function aTransfer(phase: TransferPhase, request: ChangeRequest = install): Transfer {
  const plan = planOf(request, { packages: summaries, generation: 143, previous: summaries })
  const files = new Map([['lumenfold', { received: plan.download / 2, total: plan.download }]])
  return { id: 1, request, plan, lines: linesOf(plan), title: '', icon: null, phase, files, samples: [] }
}

function running(step: Extract<TransferPhase, { kind: 'running' }>['step']): TransferPhase {
  return { kind: 'running', step, canCancel: true }
}

const done: TransferPhase = {
  kind: 'done',
  receipt: { generation: 144, previous: 143, digest: 'a', lines: [], unexported: [] },
}

describe('an app at rest', () => {
  test('stands as the engine says', () => {
    expect([lumenfold, mothlamp, runtime].map((one) => actionOf(one, [], 143))).toEqual([
      { state: 'absent' },
      { state: 'update' },
      { state: 'installed', opens: false },
    ])
  })
})

describe('an app that a transfer touches', () => {
  const phases: readonly [TransferPhase, AppActionState][] = [
    [{ kind: 'waiting' }, { state: 'queued' }],
    [running('resolve'), { state: 'queued' }],
    [running('download'), { state: 'downloading', share: 0.5 }],
    [running('verify'), { state: 'checking' }],
    [running('stage'), { state: 'installing' }],
    [running('commit'), { state: 'installing' }],
    [{ kind: 'failed', failure: refusal }, { state: 'refused' }],
    [{ kind: 'failed', failure: offline }, { state: 'failed' }],
    [{ kind: 'cancelled' }, { state: 'absent' }],
  ]

  test.each(phases)('stands in %j as %j', (phase, state) => {
    expect(actionOf(lumenfold, [aTransfer(phase)], 143)).toEqual(state)
  })

  test('is being removed while a removal is carried out', () => {
    const remove: ChangeRequest = { kind: 'remove', packages: ['mothlamp'], purge: false, force: false }

    expect(actionOf(mothlamp, [aTransfer(running('commit'), remove)], 143)).toEqual({ state: 'removing' })
  })

  test('is as the receipt says until the machine moves on', () => {
    const transfers = [aTransfer(done)]

    expect(actionOf(lumenfold, transfers, 144)).toEqual({ state: 'installed', opens: true })
    expect(actionOf(lumenfold, transfers, 145)).toEqual({ state: 'absent' })
  })

  test('offers the newer release at once where an older one was installed', () => {
    const transfer = aTransfer(done)
    const version = transfer.lines.find(({ name }) => name === 'lumenfold')!.to!
    const installed = { version, chosen: true, at: '2026-11-20T09:30:00.000Z' }

    expect(actionOf({ ...lumenfold, installed, update: '99.0' }, [transfer], 144)).toEqual({
      state: 'update',
    })
  })

  test('does not change where the transfer is of something else', () => {
    expect(actionOf(mothlamp, [aTransfer(running('download'))], 143)).toEqual({ state: 'update' })
  })
})
