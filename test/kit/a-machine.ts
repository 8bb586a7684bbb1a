import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import {
  type ChangeRequest,
  createEngine,
  type Engine,
  type EngineOptions,
  type EnginePorts,
  type Failure,
  OperationFailed,
  type PlanAnswer,
  type Receipt,
} from '../../engine/index.ts'
import type { TestRepository } from './a-repository.ts'
import { never, temporaryFolder } from './temporary.ts'

/** An engine on a data directory of its own, and what a person would do with it. */
export interface Machine {
  readonly engine: Engine
  readonly data: string
  readonly plan: (request: ChangeRequest) => Promise<PlanAnswer>
  /** Plans and applies; others may vouch for the packages that are named. */
  readonly change: (request: ChangeRequest, ...accepted: string[]) => Promise<Receipt>
  readonly install: (...names: string[]) => Promise<Receipt>
  readonly remove: (...names: string[]) => Promise<Receipt>
  readonly use: (
    repository: Pick<TestRepository, 'folder' | 'fingerprint'>,
    url?: string,
    name?: string,
  ) => Promise<void>
  /** `name version` of everything installed. */
  readonly installed: () => Promise<string[]>
  /** What the program of the profile prints. */
  readonly run: (program: string, ...args: string[]) => string
}

export async function aMachine(
  ports: Partial<EnginePorts> = {},
  data = temporaryFolder(),
  environment: NodeJS.ProcessEnv = {},
  options: Partial<EngineOptions> = {},
): Promise<Machine> {
  const engine = await createEngine(
    {
      dataDirectory: data,
      configFile: path.join(data, 'config.toml'),
      environment: { PATH: process.env['PATH'], HOME: data, ...environment },
      command: 'test',
      starter: 'none',
      lockPatience: 300,
      ...options,
    },
    ports,
  )
  onTestFinished(async () => engine.close())
  const plan = (request: ChangeRequest) => engine.run('plan.make', { request }, { signal: never })
  const change = async (request: ChangeRequest, ...accepted: string[]) => {
    const answer = await plan(request)
    if (answer.kind !== 'plan') throw new Error(`no plan: ${answer.kind}`)
    return engine.run('plan.apply', { request, digest: answer.plan.digest, accepted }, { signal: never })
  }
  return {
    engine,
    data,
    plan,
    change,
    install: (...names) => change(wanting(...names)),
    remove: (...packages) => change({ kind: 'remove', packages, purge: false, force: false }),
    use: async ({ folder, fingerprint }, url = `file://${folder}/`, name = 'main') => {
      await engine.run('repository.add', { name, url, fingerprint }, { signal: never })
    },
    installed: async () =>
      (await engine.run('package.installed', {}, { signal: never })).map(
        ({ name, version }) => `${name} ${version}`,
      ),
    run: (program, ...args) =>
      execFileSync(path.join(data, 'profile/current/bin', program), args, { encoding: 'utf8' }),
  }
}

/** `wanting('editor', 'spell')`, or with a version: `wanting('editor=1.0')`. */
export function wanting(...names: string[]): ChangeRequest {
  const packages = names.map((text) => {
    const [name, version] = text.split('=', 2)
    return version === undefined ? { name: name! } : { name: name!, version }
  })
  return { kind: 'install', packages, force: false }
}

/** The failure that `work` ends in. */
export async function failureFrom(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    if (error instanceof OperationFailed) return error.failure
    throw error
  }
  throw new Error('nothing failed')
}
