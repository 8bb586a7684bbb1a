import { setImmediate as breathe } from 'node:timers/promises'
import { changeQueue, changing } from './change-queue.ts'
import { refusalTeller, tellDeclined } from './tell-refusals.ts'
import { exportAtStart } from './at-start.ts'
import { type Call, type Client, OperationFailed } from './api/client.ts'
import type { Declined, Describe } from './api/description.ts'
import type { EngineEvent } from './api/events.ts'
import { type Input, type OperationName, operations, type Output } from './api/operations.ts'
import { parseInput } from './api/parse-input.ts'
import { type Report, silent } from './api/progress.ts'
import { isAbort, unlessAborted } from './base/async.ts'
import { dropDamagedCatalog } from './catalog/catalog-database.ts'
import type { EngineOptions, EnginePorts } from './engine-options.ts'
import { launcher, type RunOptions } from './launch/launcher.ts'
import { EngineError, type Failure, failureOf } from './model/failure.ts'
import { openToolbox } from './open-toolbox.ts'
import { checkRole } from './operations/check-role.ts'
import { type Handlers, handlers, installedManifest } from './operations/handlers.ts'
import { checkedEntry, launching } from './operations/launching.ts'
import type { Media } from './operations/previewed-pictures.ts'
import { readMedia } from './operations/read-media.ts'
import {
  findStarterAssets,
  needsStarter,
  olderServes,
  patientWithStarter,
} from './operations/starter-needed.ts'
import type { Toolbox } from './operations/toolbox.ts'
import { checkWhole } from './state/backup.ts'
import type { State } from './state/state.ts'
import { watchOthers } from './watch-others.ts'
import { diskFailureBehind } from './system-errors.ts'

export interface Engine extends Client {
  /** For a host, which asks the person before it does something for a window. */
  readonly describe: Describe
  /** For a host: the audit log tells what a person was asked about and did not want. */
  readonly declined: Declined
  /** A picture by `<sha256>.<extension>`, checked; null where no repository names it. */
  readonly media: (name: string, signal: AbortSignal) => Promise<Media | null>
  /** Runs an installed program with this process's input and output; returns its exit status. */
  readonly runProgram: (
    name: string,
    args: readonly string[],
    options: RunOptions,
    signal: AbortSignal,
  ) => Promise<number>
  readonly close: () => Promise<void>
}

/** Opens one data directory. Finishes or takes back what a crash left there. */
export async function createEngine(
  options: EngineOptions,
  ports: Partial<EnginePorts> = {},
): Promise<Engine> {
  // What is installed is for others to read, and for nobody but us to write, whatever the shell says (umask(2)).
  process.umask(process.getuid?.() === 0 ? 0o022 : (process.umask() & 0o077) | 0o022)
  const listeners = new Set<(event: EngineEvent) => void>()
  const toolbox = await withFailures(() => openToolbox(options, ports, (event) => tellAll(listeners, event)))
  await withFailures(() => exportAtStart(toolbox)).catch(blamingDamage(toolbox))
  const programs = launcher(toolbox.layout, launching(toolbox))
  const table = handlers(toolbox, programs)
  const closing = new AbortController()
  const starter = prepareStarter(toolbox, options, closing.signal)
  // Whoever asks next hears of it; a failure nobody asks about must not end the process.
  starter.catch(() => undefined)
  let stopWatching: (() => void) | null = null
  const changes = changeQueue(toolbox)
  const telling = refusalTeller(toolbox, changes)

  async function run<N extends OperationName>(name: N, input: Input<N>, call: Call): Promise<Output<N>> {
    const parsed = parseInput(name, input)
    const { report = silent, signal } = call
    return withFailures(async () => {
      await unlessAborted(starter, signal)
      const work = () => checkRole(toolbox, name).then(() => handle(table, name, parsed, { report, signal }))
      const deed = { name, input: parsed, signal }
      if (operations[name].kind === 'reads') return telling(deed, work)
      const told = async () => (await witness()).witnessed(toolbox, deed, work)
      const tidies = options.tidies === true && name === 'plan.apply'
      return changes.enter(told, { report, signal, tidies, mends: name === 'package.restore' })
    }, signal).catch(blamingDamage(toolbox, signal))
  }

  return {
    run,
    describe: describer(toolbox, starter),
    declined: tellDeclined(toolbox, changes),
    on: (listener) => {
      listeners.add(listener)
      // Only who listens needs to hear of other processes.
      stopWatching ??= watchOthers(toolbox)
      return () => listeners.delete(listener)
    },
    media: (file, signal) => withFailures(async () => readMedia(toolbox, file, signal), signal),
    runProgram: (name, args, runOptions, signal) =>
      withFailures(async () => {
        const deed = { name: 'package.launch', input: { name }, signal } as const
        await telling(deed, () => checkRole(toolbox, 'package.launch'))
        return programs.run(installedManifest(toolbox, name), args, checkedEntry(toolbox, runOptions), signal)
      }, signal),
    close: async () => {
      closing.abort(new Error('closing'))
      stopWatching?.()
      await Promise.allSettled([starter, changes.close()])
      await programs.close()
      toolbox.pool.close()
      toolbox.catalog.close()
      toolbox.closeFiles()
      toolbox.state.close()
    },
  }
}

function describer(toolbox: Toolbox, starter: Promise<void>): Describe {
  return (name, input, signal) =>
    withFailures(async () => {
      await unlessAborted(starter, signal)
      const { describeChange } = await import('./operations/describe-change.ts')
      return describeChange(toolbox, name, input, signal)
    }, signal)
}

/** Resolves once the embedded repository is there, where it is wanted at all. */
async function prepareStarter(toolbox: Toolbox, options: EngineOptions, signal: AbortSignal): Promise<void> {
  if (options.starter === 'none' || options.environment['MULTIOS_STARTER'] === 'none') return
  const assets = findStarterAssets(import.meta.dirname)
  if (assets === null || !needsStarter(toolbox, assets)) return
  const make = async () => {
    // Another process may have been quicker while this one waited for the lock.
    if (!needsStarter(toolbox, assets)) return
    const { addStarter } = await import('./operations/starter.ts')
    const { witnessedStarter } = await witness()
    await witnessedStarter(toolbox, () => addStarter(toolbox, assets, signal), signal)
  }
  await changing({ toolbox: patientWithStarter(toolbox) }, silent, make, signal).catch((error: unknown) => {
    if (!olderServes(toolbox, error)) throw error
  })
}

/** Loaded by whoever changes something; a search must not wait for it. */
const witness = () => import('./operations/witness.ts')

async function handle<N extends OperationName>(
  table: Handlers,
  name: N,
  input: unknown,
  call: { readonly report: Report; readonly signal: AbortSignal },
): Promise<Output<N>> {
  call.signal.throwIfAborted()
  // The table pairs each name with its own input; the schema of that row has just accepted `input`.
  const handler = table[name] as (input: unknown, call: unknown) => Output<N> | Promise<Output<N>>
  return handler(input, call)
}

/** Failures as clients know them; a cancel as the reason it was cancelled with. */
async function withFailures<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (signal?.aborted === true && isAbort(error, signal)) throw signal.reason
    const known = error instanceof EngineError ? error : await diskFailureBehind(error)
    const failure = failureOf(known)
    if (failure === null) throw error
    if (failure.code === 'plan/gave-up' && (await isStoppedMeanwhile(signal))) throw signal?.reason
    throw new OperationFailed(failure, { cause: error })
  }
}

/** Solving keeps the thread to itself: a signal of the system that came meanwhile is heard in the next two rounds. */
async function isStoppedMeanwhile(signal?: AbortSignal): Promise<boolean> {
  await breathe()
  await breathe()
  return signal?.aborted === true
}

/** What looks like a mistake of ours is the damage's doing where the database turns out to be damaged. */
function blamingDamage({ places, state }: Toolbox, signal?: AbortSignal): (error: unknown) => never {
  return (error) => {
    const failure = error instanceof OperationFailed ? error.failure : null
    // What is made of the catalog is asked with what the state database says.
    const isOpen = failure === null ? signal?.aborted !== true : failure.code === 'state/damaged'
    if (isOpen) throw damageBehind(error, state) ?? asideFor(error, failure, places.data)
    throw error
  }
}

function asideFor(error: unknown, failure: Failure | null, dataDirectory: string): unknown {
  if (failure !== null) dropDamagedCatalog(failure, dataDirectory)
  return error
}

function damageBehind(error: unknown, state: State): OperationFailed | null {
  try {
    checkWhole(state)
    return null
  } catch (damage) {
    const failure = failureOf(damage)
    return failure?.code === 'state/damaged' ? new OperationFailed(failure, { cause: error }) : null
  }
}

function tellAll(listeners: ReadonlySet<(event: EngineEvent) => void>, event: EngineEvent): void {
  for (const listener of listeners) listener(event)
}
