import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Output, Person } from '../../engine/index.ts'
import { aManagedMachine, type ManagedMachine } from './a-managed-machine.ts'
import { failureFrom } from './a-machine.ts'
import { aRepository, release, type TestRepository } from './a-repository.ts'
import type { RunResult } from '../cli/kit/a-run.ts'
import { never, temporaryFolder } from './temporary.ts'

export const ourUid = process.getuid?.() ?? -1
/** Somebody by the number that this test runs as, so that files can be theirs. */
export const grace: Person = { name: 'grace', uid: ourUid, groups: ['staff'] }

type View = Output<'policy.request'>

/** A machine whose rules ask for everything, and whose administrator, who is in front of it too, takes requests. */
export interface AskingMachine extends ManagedMachine {
  readonly repository: TestRepository
  readonly spool: string
  /** Lets so many milliseconds pass. */
  readonly wait: (milliseconds: number) => void
  /** Lets somebody else log in, who becomes the administrator: by number. */
  readonly logIn: (login: number | null) => void
  readonly pm: (...line: string[]) => Promise<RunResult>
  readonly ask: (name?: string) => Promise<View>
  readonly approve: (id: string, until?: string) => Promise<View>
  readonly refuse: (id: string) => Promise<View>
  readonly list: () => Promise<Output<'policy.requests'>>
  readonly statusOf: (id: string) => Promise<View['status']['kind'] | undefined>
}

export const asking = { packages: [{ match: '*', decision: 'ask', note: 'Tell us why' }] }

export async function anAskingMachine(): Promise<AskingMachine> {
  let ahead = 0
  let login: number | null = null
  const repository = await aRepository(release('editor', '1.0'), release('words', '1.0'))
  const clock = { now: () => Date.now() + ahead, sleep: () => Promise.resolve() }
  const machine = await aManagedMachine({ clock, person: () => ({ ...grace, login }) })
  await machine.use(repository)
  const spool = path.join(temporaryFolder(), 'requests')
  mkdirSync(spool)
  chmodSync(spool, 0o1777)
  machine.govern({ ...asking, requests: spool })
  const { engine } = machine
  const call = { signal: never }
  const list = () => engine.run('policy.requests', {}, call)
  return {
    ...machine,
    repository,
    spool,
    wait: (milliseconds) => {
      ahead += milliseconds
    },
    logIn: (who) => {
      login = who
    },
    pm: (...line) => machine.multiosPm(line, grace),
    ask: (name = 'editor') =>
      engine.run('policy.request', { what: { kind: 'package', name }, reason: 'For the catalogue' }, call),
    approve: (id, until) =>
      engine.run('policy.approve', { id, ...(until === undefined ? {} : { until }) }, call),
    refuse: (id) => engine.run('policy.refuse', { id, reason: 'No' }, call),
    list,
    statusOf: async (id) => (await list()).requests.find((one) => one.id === id)?.status.kind,
  }
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await failureFrom(work)).code
}
