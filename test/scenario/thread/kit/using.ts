import path from 'node:path'
import { createEngine } from '../../../../engine/index.ts'
import type { TestRepository } from '../../../kit/a-repository.ts'
import { never } from '../../../kit/temporary.ts'
import type { Desk } from './a-desk.ts'

export interface Use {
  readonly url?: string
  readonly name?: string
  /** What is installed from it at once. */
  readonly installing?: readonly string[]
}

/** Adds a repository to the data directory of a desk, without a process: for tests about what comes after. */
export async function using(
  desk: Desk,
  repository: Pick<TestRepository, 'folder' | 'fingerprint'>,
  { url = `file://${repository.folder}/`, name = 'main', installing = [] }: Use = {},
): Promise<void> {
  const engine = await createEngine({
    dataDirectory: desk.data,
    configFile: path.join(desk.folder, 'config.toml'),
    environment: desk.environment,
    command: 'test',
    starter: 'none',
  })
  try {
    const { fingerprint } = repository
    await engine.run('repository.add', { name, url, fingerprint }, { signal: never })
    if (installing.length === 0) return
    const packages = installing.map((one) => ({ name: one }))
    const request = { kind: 'install', packages } as const
    const answer = await engine.run('plan.make', { request }, { signal: never })
    if (answer.kind !== 'plan') throw new Error(`no plan: ${answer.kind}`)
    await engine.run('plan.apply', { request, digest: answer.plan.digest }, { signal: never })
  } finally {
    await engine.close()
  }
}
