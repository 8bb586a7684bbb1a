import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createEngine, type Engine } from '../../../engine/index.ts'
import { aRepository, release, type TestRepository } from '../../kit/a-repository.ts'
import { breakTable } from '../../kit/break-file.ts'
import { never } from '../../kit/temporary.ts'
import { type Command, installing, removing, updating } from './commands.ts'
import { copyTree } from './copy-tree.ts'
import { runCommand } from './run-command.ts'

/** Where the disk is memory, a thousand syncs cost nothing; what is tested does not depend on it. */
function fastPlace(): string {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
}

/** A folder that the caller removes. */
export function fastFolder(): string {
  return mkdtempSync(path.join(fastPlace(), 'multios-fault-'))
}

export const mine = 'what a person wrote\n'

/** `taker` takes over a file of `base`; three of them bring configuration, and a person edits that of `edited`. */
export async function faultRepository(): Promise<TestRepository> {
  return aRepository(
    release('base', '1.0')
      .withFile('etc/base/base.conf', 'first default\n')
      .withFile('share/base/shared', 'of base\n')
      .withFile('share/base/old/words', 'only at first\n')
      .withFile('share/common/base', 'base\n'),
    release('base', '2.0')
      .withFile('etc/base/base.conf', 'second default\n')
      .withFile('share/base/shared', 'of base, newer\n')
      .withFile('share/base/new/words', 'only later\n')
      .withFile('share/common/base', 'base\n'),
    release('edited', '1.0').withFile('etc/edited.conf', 'first default of edited\n'),
    release('edited', '2.0').withFile('etc/edited.conf', 'second default of edited\n'),
    release('tool', '1.0')
      .needs('base')
      .withFile('etc/tool.conf', 'a tool\n')
      .withFile('share/common/tool', 'tool\n'),
    release('taker', '1.0').replacing('base').withFile('share/base/shared', 'of taker\n'),
  )
}

export async function openEngine(data: string): Promise<Engine> {
  return createEngine({
    dataDirectory: data,
    configFile: path.join(data, 'config.toml'),
    environment: { PATH: process.env['PATH'] },
    command: 'looking',
    starter: 'none',
    lockPatience: 2_000,
  })
}

export async function doing(data: string, ...commands: Command[]): Promise<void> {
  const engine = await openEngine(data)
  try {
    for (const command of commands) await runCommand(engine, command, { signal: never })
  } finally {
    await engine.close()
  }
}

/** Data directories in which a command is about to be given. */
export type State =
  | 'empty'
  | 'few'
  | 'many'
  | 'kept'
  | 'purged'
  | 'old'
  | 'damaged'
  | 'broken-page'
  | 'cut-before'
  | 'cut-behind'

export interface FaultWorld {
  readonly folder: string
  readonly prepared: (state: State) => string
  readonly remove: () => void
}

/** Each state grows out of the one before. */
export async function aFaultWorld(): Promise<FaultWorld> {
  const folder = fastFolder()
  const repository = await faultRepository()
  const prepared = (state: State) => path.join(folder, state)
  mkdirSync(prepared('empty'))
  const engine = await openEngine(prepared('empty'))
  const { fingerprint } = repository
  const url = `file://${repository.folder}/`
  await engine.run('repository.add', { name: 'main', url, fingerprint }, { signal: never })
  await engine.close()
  copyTree(prepared('empty'), prepared('few'))
  await doing(prepared('few'), installing('base=1.0'), installing('edited=1.0'))
  writeFileSync(path.join(prepared('few'), 'config/etc/edited.conf'), mine)
  copyTree(prepared('few'), prepared('many'))
  await doing(prepared('many'), installing('tool', 'taker'))
  copyTree(prepared('many'), prepared('kept'))
  await doing(prepared('kept'), removing('edited'))
  copyTree(prepared('kept'), prepared('purged'))
  await doing(prepared('purged'), removing('edited', true))
  copyTree(prepared('many'), prepared('old'))
  await doing(prepared('old'), updating, removing('tool'))
  copyTree(prepared('many'), prepared('damaged'))
  damage(prepared('damaged'))
  copyTree(prepared('many'), prepared('broken-page'))
  breakTable(path.join(prepared('broken-page'), 'state.db'), 'trusted_key')
  return { folder, prepared, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A file of the store is lost, another is changed, one of the tree is lost, and so is a configuration file. */
function damage(data: string): void {
  const store = path.join(data, 'store')
  const folderOf = (name: string) =>
    path.join(
      store,
      readdirSync(store).find((one) => one.includes(name))!,
    )
  rmSync(path.join(folderOf('tool'), 'share/common/tool'))
  rmSync(path.join(folderOf('taker'), 'bin'), { recursive: true })
  const changed = path.join(folderOf('base-1.0'), 'share/common/base')
  rmSync(changed)
  writeFileSync(changed, 'something else\n')
  rmSync(path.join(data, 'profile/current/bin/base'))
  rmSync(path.join(data, 'config/etc/base/base.conf'))
}
