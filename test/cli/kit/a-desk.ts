import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Program } from '../../../cli/program.ts'
import { aRun, type RunResult } from './a-run.ts'

/** A keystore file costs half a second of CPU for each use of a key, on purpose: several seconds in all. */
export const patience = 120_000

/** A desk with a keystore file, where lines are typed one after the other. */
export async function aDesk() {
  const folder = await mkdtemp(path.join(tmpdir(), 'cli-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const environment = {
    MULTIOS_KEYSTORE: 'file',
    MULTIOS_KEYSTORE_PASSPHRASE: 'a passphrase',
    MULTIOS_DATA_DIR: path.join(folder, 'data'),
    MULTIOS_CONFIG: path.join(folder, 'config.toml'),
    MULTIOS_STARTER: 'none',
  }
  const type = (program: Program, line: string, more: NodeJS.ProcessEnv = {}): Promise<RunResult> =>
    aRun(line.split(' '), {
      program,
      environment: { ...environment, ...more },
      workingDirectory: folder,
      isReal: true,
    })
  return { folder, type }
}
