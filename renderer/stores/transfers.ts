import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { OperationFailed, type Call, type Client } from '../../engine/api/client.ts'
import type { Progress } from '../../engine/api/progress.ts'
import type { ChangeRequest, Plan } from '../../engine/model/plan.ts'
import { useClient } from '../client/provide-client.ts'
import { en } from '../locales/en.ts'
import { isActive, leadOf, linesOf, withProgress, type Transfer, type TransferPhase } from './transfer.ts'
import { locales } from '../format/locales.ts'
import { listOf } from '../format/words.ts'

/** Milliseconds between two repaints of a number that runs. */
const pace = 250

type Ending = Exclude<TransferPhase, { readonly kind: 'waiting' | 'running' }>
export type Outcome = Ending & { readonly id: number }

/** The changes that this window started: one after another, because the engine takes one at a time. */
export const useTransfers = defineStore('transfers', () => {
  const client = useClient()
  const all = shallowRef<readonly Transfer[]>([])
  const active = computed(() => all.value.filter(isActive))
  const current = computed(() => active.value.find(({ phase }) => phase.kind === 'running'))
  const stops = new Map<number, AbortController>()
  let count = 0
  let tail: Promise<unknown> = Promise.resolve()

  function replace(id: number, change: (transfer: Transfer) => Transfer): void {
    all.value = all.value.map((transfer) => (transfer.id === id ? change(transfer) : transfer))
  }

  function become(id: number, phase: TransferPhase): void {
    replace(id, (transfer) => ({ ...transfer, phase }))
  }

  /** Resolves with how it ended. */
  function apply(plan: Plan, runScripts = false): Promise<Outcome> {
    count += 1
    const id = count
    const stop = new AbortController()
    stops.set(id, stop)
    all.value = [...all.value, newTransfer(id, plan)]
    const mine = tail.then(() => carryOut(id, { plan, runScripts }, stop.signal))
    tail = mine
    return mine
  }

  async function carryOut(id: number, agreed: Agreed, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return { id, kind: 'cancelled' }
    become(id, { kind: 'running', step: 'wait', canCancel: true })
    const paced = createPace((told) => replace(id, (transfer) => told.reduce(fold, transfer)))
    const ending = await endingOf(client, agreed, { signal, report: paced.tell })
    paced.stop()
    stops.delete(id)
    become(id, ending)
    return { id, ...ending }
  }

  function cancel(id: number): void {
    const transfer = all.value.find((one) => one.id === id)
    stops.get(id)?.abort(new DOMException('cancelled by the person', 'AbortError'))
    if (transfer?.phase.kind === 'waiting') become(id, { kind: 'cancelled' })
  }

  function dismiss(id: number): void {
    all.value = all.value.filter((transfer) => transfer.id !== id || isActive(transfer))
  }

  function dismissFinished(): void {
    all.value = active.value
  }

  return { all, active, current, apply, cancel, dismiss, dismissFinished }
})

function newTransfer(id: number, plan: Plan): Transfer {
  const lead = leadOf(plan)
  const lines = linesOf(plan)
  const title = lead?.title ?? titleWithout(plan.request)
  return {
    id,
    request: plan.request,
    plan,
    lines,
    title:
      lines.length > 1 && plan.request.kind === 'update' ? en.change.and(title, lines.length - 1) : title,
    icon: lead?.icon ?? null,
    phase: { kind: 'waiting' },
    files: new Map(),
    samples: [],
  }
}

/** Of a change in which no package moves: only configuration does. */
function titleWithout(request: ChangeRequest): string {
  return request.kind === 'remove' ? en.change.title.purge(listOf(request.packages)) : en.change.title.undo
}

/** A plan, and what else the person said to it. */
interface Agreed {
  readonly plan: Plan
  readonly runScripts: boolean
}

async function endingOf(client: Client, { plan, runScripts }: Agreed, call: Call): Promise<Ending> {
  const { request, digest, consents } = plan
  // The sheet lets nobody confirm a plan before each of these was accepted.
  const accepted = consents === undefined ? {} : { accepted: consents.map(({ name }) => name) }
  const input = { request, digest, locales: locales(), ...(runScripts ? { runScripts } : {}), ...accepted }
  try {
    return { kind: 'done', receipt: await client.run('plan.apply', input, call) }
  } catch (error) {
    if (call.signal.aborted && error === call.signal.reason) return { kind: 'cancelled' }
    if (!(error instanceof OperationFailed)) throw error
    const { failure } = error
    if (failure.code === 'consent/refused' && failure.facts.reason === 'refused') return { kind: 'cancelled' }
    return { kind: 'failed', failure }
  }
}

type Told = readonly [Progress, number]

function fold(transfer: Transfer, [progress, now]: Told): Transfer {
  return withProgress(transfer, progress, now)
}

/** Lets steps through at once and bytes a few times a second. */
function createPace(show: (told: readonly Told[]) => void): {
  readonly tell: (progress: Progress) => void
  readonly stop: () => void
} {
  let waiting: Told[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const told = waiting
    waiting = []
    show(told)
  }

  return {
    tell(progress) {
      waiting.push([progress, performance.now()])
      if (progress.kind !== 'transfer') flush()
      else timer ??= setTimeout(flush, pace)
    },
    stop: () => clearTimeout(timer),
  }
}
