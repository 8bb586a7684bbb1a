import type { Progress, Report, Step } from '../../engine/index.ts'
import type { Outlet } from '../terminal.ts'
import { duration, size } from './phrases.ts'
import { truncate } from './text.ts'

/** What each phase does, as long as it lasts. */
export const stepWords: Readonly<Record<Step, string>> = {
  wait: 'Waiting for another program to finish',
  resolve: 'Working out the change',
  sync: 'Refreshing the catalog',
  download: 'Downloading',
  verify: 'Checking',
  stage: 'Preparing',
  commit: 'Switching over',
  record: 'Finishing',
}

/** Milliseconds between two paintings of the line: fast enough to live, slow enough to read. */
const quiet = 100
/** Milliseconds after which the line is painted anew though nothing was told. */
const heartbeat = 500
/** Milliseconds of the past that the rate looks at. */
const window = 5_000
/** Milliseconds before a rate means something. */
const settling = 700

export interface ProgressDisplay {
  readonly report: Report
  /** Tells how many bytes the whole download has, before each file of it is known. */
  readonly expect: (bytes: number) => void
  /** Takes the line away; what was printed line by line stays. */
  readonly end: () => void
}

export interface DisplayOptions {
  readonly verbose: boolean
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number
}

/** One line that is painted over on a terminal; one line per phase elsewhere. */
export function progressDisplay(err: Outlet, { verbose, now }: DisplayOptions): ProgressDisplay {
  const state = transferState(now)
  let painted = -Infinity
  let onScreen = false
  let beat: NodeJS.Timeout | undefined

  const paint = (line: string, force: boolean) => {
    const time = now()
    if (!force && time - painted < quiet) return
    painted = time
    onScreen = true
    // Where nothing comes any more nothing calls back either, and the line would stay at what was true once.
    beat ??= setInterval(() => paint(state.line(), true), heartbeat).unref()
    void err.write(`\r\u001b[2K${truncate(line, (err.width() ?? 80) - 1)}`)
  }
  const report = (progress: Progress) => {
    const begins = state.take(progress)
    if (err.isTerminal && !verbose) paint(state.line(), begins)
    else if (begins) void err.write(`${state.heading()}\n`)
    else if (verbose && progress.kind === 'transfer' && progress.received === progress.total) {
      void err.write(`  ${progress.name}  ${size(progress.received)}\n`)
    }
  }
  const end = () => {
    clearInterval(beat)
    if (onScreen) void err.write('\r\u001b[2K')
    onScreen = false
  }
  return { report, expect: state.expect, end }
}

interface Sample {
  readonly at: number
  readonly received: number
}

/** Folds events into the one line that says where things stand. */
export function transferState(now: () => number) {
  const transfers = new Map<string, { received: number; total: number | null }>()
  let samples: Sample[] = []
  let expected = 0
  let current: { step: Step; index: number; count: number } | null = null

  const received = () => sum([...transfers.values()].map((one) => one.received))
  const total = () => {
    const totals = [...transfers.values()].map((one) => one.total)
    if (expected > 0 && current?.step === 'download') return Math.max(expected, received())
    return totals.includes(null) ? null : sum(totals as number[])
  }
  const expect = (bytes: number) => {
    expected = bytes
  }
  /** Whether the event starts a phase that a person sees: a download begins with its first file. */
  const take = (progress: Progress): boolean => {
    if (progress.kind === 'step') return takeStep(progress)
    if (progress.kind !== 'transfer') return false
    const first = transfers.size === 0 && current?.step === 'download'
    transfers.set(progress.name, { received: progress.received, total: progress.total })
    const at = now()
    samples = [...samples.filter((sample) => at - sample.at <= window), { at, received: received() }]
    return first
  }
  const takeStep = (step: Extract<Progress, { kind: 'step' }>): boolean => {
    if (step.step === current?.step) return false
    current = step
    transfers.clear()
    samples = []
    return step.step !== 'download'
  }
  const heading = () => {
    if (current === null) return 'Working'
    const place = current.count > 1 ? `[${current.index + 1}/${current.count}] ` : ''
    return `${place}${stepWords[current.step]}`
  }
  const line = () =>
    transfers.size === 0
      ? heading()
      : `${heading()}  ${transferWords(received(), total(), rate(samples, now()))}`
  return { take, expect, heading, line }
}

/** `1.2 MB of 4.0 MB  2.1 MB/s  3 s left`. */
function transferWords(received: number, total: number | null, rate: number | null): string {
  const amount = total === null ? size(received) : `${size(received)} of ${size(total)}`
  if (total !== null && received >= total) return amount
  if (rate === null || rate === 0) return `${amount}  Working out how long`
  const left = total === null ? 'Working out how long' : `${duration((total - received) / rate)} left`
  return `${amount}  ${size(rate)}/s  ${left}`
}

/** Bytes a second over the window; null while too little was seen, or nothing came for as long. */
function rate(samples: readonly Sample[], time: number): number | null {
  const recent = samples.filter((sample) => time - sample.at <= window)
  const first = recent[0]
  const last = recent.at(-1)
  if (first === undefined || last === undefined || time - first.at < settling) return null
  return ((last.received - first.received) * 1000) / (time - first.at)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
