import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Engine, OperationFailed } from '../../../engine/index.ts'
import { never } from '../../kit/temporary.ts'
import { type FaultWorld, mine, openEngine } from './a-fault-world.ts'
import { copyTree } from './copy-tree.ts'
import { inspectAudit } from './inspect-audit.ts'
import { type Inspection, inspectMachine } from './inspect-machine.ts'
import type { Ending } from './run-child.ts'
import { runCommand } from './run-command.ts'
import type { Scenario } from './scenarios.ts'

/** A scenario with what is so before it, and after it where nothing happens to it. */
export interface Prepared {
  readonly scenario: Scenario
  readonly world: FaultWorld
  readonly before: Inspection
  readonly after: Inspection
}

let count = 0

/** A copy of the machine of a scenario, gone when `work` is done. */
export async function onCopy<T>(
  { folder, prepared }: FaultWorld,
  scenario: Scenario,
  work: (data: string) => Promise<T>,
): Promise<T> {
  count += 1
  const data = path.join(folder, `copy-${count}`)
  try {
    copyTree(prepared(scenario.state), data)
    return await work(data)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** Opens what a fault left, looks at it, gives the same command again, tidies up, and looks again. */
export async function consequences(prepared: Prepared, data: string, { told }: Ending): Promise<string[]> {
  const { before, after } = prepared
  let engine: Engine | null = null
  try {
    engine = await openEngine(data)
    const recovered = inspectMachine(data)
    const isNew = recovered.generation === after.generation
    const isOld = recovered.generation === before.generation && told.kind !== 'done'
    const first = [
      ...(isNew || isOld ? [] : [`generation ${recovered.generation}`]),
      ...problemsOf(prepared, data, isNew ? 'new' : 'old'),
      ...(await witnessProblems(prepared, data, isNew)),
    ]
    await again(engine, prepared, isNew)
    const second = problemsOf(prepared, data, 'done again')
    const leaks = await leaksAfterCleanup(engine, data)
    const { problems } = await inspectAudit(data)
    return [...first, ...second, ...leaks, ...problemsOf(prepared, data, 'tidied'), ...problems]
  } catch (error) {
    return [error instanceof OperationFailed ? JSON.stringify(error.failure) : String((error as Error).stack)]
  } finally {
    await engine?.close()
  }
}

/** The log is whole, and no generation came to be that it does not know. */
async function witnessProblems(
  { scenario, world, before, after }: Prepared,
  data: string,
  isNew: boolean,
): Promise<string[]> {
  const [known, { begun, problems }] = [
    await inspectAudit(world.prepared(scenario.state)),
    await inspectAudit(data),
  ]
  const isChange = scenario.command.kind === 'change' && after.generation !== before.generation
  const isMissing = isNew && isChange && begun <= known.begun
  return [...problems, ...(isMissing ? ['a change that nobody witnessed'] : [])]
}

type Moment = 'old' | 'new' | 'done again' | 'tidied'

function problemsOf({ scenario, before, after }: Prepared, data: string, moment: Moment): string[] {
  const { problems, installed } = inspectMachine(data)
  const wanted = moment === 'old' ? before : after
  // What was damaged before may be so until it is restored.
  const known = moment === 'old' || moment === 'new' ? before.problems : []
  const isAsWanted = installed.join() === wanted.installed.join()
  return [
    ...problems.filter((problem) => !known.includes(problem)),
    ...(isAsWanted ? [] : [`installed are ${installed.join()}`]),
    ...editProblems(scenario, data, moment !== 'old'),
  ].map((problem) => `${moment}: ${problem}`)
}

function editProblems({ edits }: Scenario, data: string, isNew: boolean): string[] {
  if (edits === 'none') return []
  const file = path.join(data, 'config/etc/edited.conf')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : null
  const isGone = edits === 'go' ? isNew : edits === 'come' && !isNew
  const wanted = isGone ? null : mine
  return text === wanted ? [] : [`what a person wrote is ${JSON.stringify(text)}`]
}

/** What is as wished already, is not wished again: undo would take it back. */
async function again(engine: Engine, { scenario: { command } }: Prepared, isNew: boolean): Promise<void> {
  const request = command.kind === 'change' ? command.request.kind : null
  if (isNew && (request === 'undo' || request === 'remove' || request === 'together')) return
  await runCommand(engine, command, { signal: never })
}

async function leaksAfterCleanup(engine: Engine, data: string): Promise<string[]> {
  const options = { oldVersions: true, clearCache: true, keep: 1_000, days: 0 }
  const { unheld } = inspectMachine(data)
  const named = await engine.run('system.cleanup', { ...options, dryRun: true }, { signal: never })
  const names = new Set(named.items.map(({ name }) => name))
  await engine.run('system.cleanup', options, { signal: never })
  const seen = inspectMachine(data)
  return [
    ...unheld.filter((name) => !names.has(name)).map((name) => `cleanup does not name ${name}`),
    ...seen.unheld.map((name) => `leaked: store/${name}`),
    ...seen.unfinished.map((name) => `leaked: ${name}`),
  ]
}
