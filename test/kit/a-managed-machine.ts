import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Administration, EnginePorts, Person } from '../../engine/index.ts'
import { aRun, type RunResult } from '../cli/kit/a-run.ts'
import { aMachine, type Machine } from './a-machine.ts'
import { aRepository, release } from './a-repository.ts'
import { temporaryFolder } from './temporary.ts'

/** A machine with an administrator, and somebody who is not the administrator in front of it. */
export interface ManagedMachine extends Machine {
  readonly administration: Administration
  /** Puts rules in place, as of now. */
  readonly govern: (policy: object | string) => void
  /** A command line of the person, or of somebody else. */
  readonly multiosPm: (line: readonly string[], person?: Person) => Promise<RunResult>
}

export const ada: Person = { name: 'ada', uid: 1_000, groups: ['staff'] }
export const root: Person = { name: 'root', uid: 0, groups: ['root'] }

export async function aManagedMachine(ports: Partial<EnginePorts> = {}): Promise<ManagedMachine> {
  const etc = path.join(temporaryFolder(), 'etc')
  mkdirSync(etc, { mode: 0o755 })
  const administration = { file: path.join(etc, 'policy.json'), uid: process.getuid?.() ?? -1 }
  const data = temporaryFolder()
  const machine = await aMachine({ person: () => ada, ...ports }, data, {}, { administration })
  return {
    ...machine,
    administration,
    govern: (policy) => {
      const text = typeof policy === 'string' ? policy : JSON.stringify({ version: 1, ...policy })
      writeFileSync(administration.file, text, { mode: 0o644 })
    },
    multiosPm: (line, person = ada) =>
      aRun(line, {
        isReal: true,
        administration,
        person,
        environment: {
          PATH: process.env['PATH'],
          HOME: data,
          MULTIOS_DATA_DIR: data,
          MULTIOS_CONFIG: path.join(data, 'config.toml'),
          MULTIOS_STARTER: 'none',
        },
      }),
  }
}

/** Two releases of one package, and one that needs it. */
export async function aStockedMachine(): Promise<ManagedMachine> {
  const repository = await aRepository(
    release('editor', '1.0'),
    release('editor', '2.0').with({ license: 'GPL-3.0-only' }),
    release('plugin', '1.0').needs('editor >= 2.0'),
  )
  const machine = await aManagedMachine()
  await machine.use(repository)
  return machine
}

export const noCopyleft = {
  packages: [{ match: '*', where: { license: ['GPL-*'] }, decision: 'deny', note: 'Legal says no' }],
}
