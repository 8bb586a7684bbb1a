import { hostname, userInfo } from 'node:os'
import path from 'node:path'
import type { OperationName, Output, ParsedInput } from '../api/operations.ts'
import { type AuditLog, type AuditNews, openAuditLog } from '../audit/audit-log.ts'
import { factsOf } from '../audit/facts.ts'
import { isAbort } from '../base/async.ts'
import type { AuditActor } from '../model/audit.ts'
import { EngineError, type Failure, failureOf } from '../model/failure.ts'
import { diskFailureBehind } from '../system-errors.ts'
import type { Recovery } from '../transaction/recover.ts'
import { type Came, type Telling, tellingOf } from './audited.ts'
import { tellRules } from './seen-rules.ts'
import type { Toolbox } from './toolbox.ts'

/** What the witness needs of an engine that may still be opening. */
export type Scene = Pick<Toolbox, 'layout' | 'state' | 'clock' | 'environment' | 'command'> &
  Partial<Pick<Toolbox, 'policyLevels'>>

export interface Deed<N extends OperationName> {
  readonly name: N
  readonly input: ParsedInput<N>
  readonly signal: AbortSignal
}

/** Does `work`, and lets the audit log say what it was and how it ended. Only under the writer lock. */
export async function witnessed<N extends OperationName>(
  scene: Scene,
  deed: Deed<N>,
  work: () => Promise<Output<N>>,
): Promise<Output<N>> {
  const { begins, came }: Telling<N> = tellingOf(deed.name)
  const about = aboutOf(deed)
  const tell = (output: Output<N>) => came?.(output, deed.input) ?? [{ object: about.object }]
  return told(scene, { about, begins, tell, signal: deed.signal }, work)
}

/** The embedded repository, which nobody asked for and everybody trusts. */
export async function witnessedStarter(
  scene: Scene,
  work: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const about = { action: 'starter.add', object: {} }
  return told(scene, { about, begins: true, tell: () => [{ object: {} }], signal }, work)
}

interface Tale<T> {
  readonly about: About
  readonly begins: boolean
  readonly tell: (output: T) => readonly Came[]
  readonly signal: AbortSignal
}

async function told<T>(
  scene: Scene,
  { about, begins, tell, signal }: Tale<T>,
  work: () => Promise<T>,
): Promise<T> {
  const log = begins ? await openLog(scene) : null
  await log?.append({ ...about, outcome: 'begun' })
  // Killed from here on: the next one to write says that nobody recorded how it ended.
  let output: T
  try {
    output = await work()
  } catch (error) {
    await conclude(scene, log, [await brokenOff(about, error, signal)])
    throw error
  }
  const news = tell(output).map((one) => ended(about, one))
  await conclude(scene, log, news)
  return output
}

/** A refusal that changed nothing, and was met where nothing was to be changed yet. */
export async function recordRefusal<N extends OperationName>(
  scene: Scene,
  deed: Deed<N>,
  failure: Failure,
): Promise<void> {
  const about = aboutOf(deed)
  await conclude(scene, null, [ended(about, { object: about.object, failure })])
}

/** What a crash left, and whoever came next finished or took back. */
export async function recordRecovery(scene: Scene, { kind, generation }: Recovery): Promise<void> {
  const object = factsOf({ change: kind, generation })
  await conclude(scene, null, [{ action: 'system.recover', object, outcome: 'done' }])
}

type About = Pick<AuditNews, 'action' | 'object' | 'planDigest'>

function aboutOf<N extends OperationName>({ name, input }: Deed<N>): About {
  const digest = 'digest' in input ? { planDigest: input.digest } : {}
  return { action: name, object: tellingOf(name).object(input), ...digest }
}

function ended(about: About, { object, failure }: Came): AuditNews {
  if (failure === undefined) return { ...about, object, outcome: 'done' }
  const facts = factsOf(failure.facts)
  const { rule } = facts
  return {
    ...about,
    object,
    outcome: 'failed',
    failure: { code: failure.code, facts },
    ...(typeof rule === 'string' ? { rule } : {}),
  }
}

async function brokenOff(about: About, error: unknown, signal: AbortSignal): Promise<AuditNews> {
  if (signal.aborted && isAbort(error, signal)) return { ...about, outcome: 'cancelled' }
  const failure = failureOf(error) ?? failureOf(await diskFailureBehind(error))
  // A bug: its incident gets a number where it is shown.
  if (failure === null) return { ...about, outcome: 'failed', failure: { code: 'internal', facts: {} } }
  return ended(about, { object: about.object, failure })
}

/** What was done is done: a log that cannot be written any more does not make it a failure. */
async function conclude(scene: Scene, log: AuditLog | null, news: readonly AuditNews[]): Promise<void> {
  if (news.length === 0) return
  try {
    await (log ?? (await openLog(scene))).conclude(news)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
  }
}

async function openLog(scene: Scene): Promise<AuditLog> {
  const { layout, state, clock, environment, command, policyLevels } = scene
  const actor = actorOf(environment)
  const [program = ''] = command.split(' ')
  const who = { actor, command: short(path.basename(program)) }
  const log = await openAuditLog({ folder: layout.audit, state }, () => ({
    at: new Date(clock.now()).toISOString(),
    ...who,
  }))
  if (policyLevels !== undefined) await tellRules({ state, policyLevels }, log)
  return log
}

function actorOf(environment: NodeJS.ProcessEnv): AuditActor {
  const uid = process.getuid?.() ?? null
  const { SUDO_USER: sudo, XDG_SESSION_ID: session } = environment
  return {
    uid,
    user: nameOf(uid),
    ...(uid === 0 && sudo !== undefined ? { sudo: short(sudo) } : {}),
    host: hostname(),
    ...(session === undefined ? {} : { session: short(session) }),
  }
}

/** Variables are as long as anybody likes; a line that is longer than lines are would count as changed for ever. */
function short(said: string): string {
  return said.slice(0, 64)
}

/** Containers run as numbers that nobody has. */
function nameOf(uid: number | null): string {
  try {
    return userInfo().username
  } catch {
    return uid === null ? '' : String(uid)
  }
}
