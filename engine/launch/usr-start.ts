import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import type { Layout } from '../store/layout.ts'
import { findUsrWay } from './find-way.ts'
import { lookAround, type Surroundings } from './host-places.ts'
import { programEnvironment } from './programs.ts'
import { relocatedWords } from './relocated.ts'
import { infoDescriptor, type Starting } from './start-program.ts'
import { certificates, usrEnvironment, type UsrTree } from './usr-environment.ts'
import { boxWords, prootWords } from './usr-words.ts'

/** A program below usr/, as its package has it. */
export interface UsrProgram {
  readonly program: string
  /** Its path in the tree. */
  readonly member: string
  /** It was looked through, and runs from anywhere. */
  readonly relocatable: boolean
  /** Whether it belongs to a terminal, and ends with it; a program on the display stands alone. */
  readonly dies: boolean
}

/** How it is started on this machine: in a box, by proot, as it is, or not at all: `launch/no-sandbox`. */
export async function usrStart(
  layout: Layout,
  tree: string,
  wanted: UsrProgram,
  environment: NodeJS.ProcessEnv,
): Promise<Starting> {
  const { program, member, relocatable } = wanted
  const here = programEnvironment({ ...layout, current: tree }, environment)
  const way = await findUsrWay(environment['PATH'])
  if (way.kind === 'none') {
    if (!relocatable)
      throw new EngineError('launch/no-sandbox', { program, reason: way.reason, detail: way.detail })
    const PATH = [path.join(tree, 'usr/bin'), here['PATH']].join(path.delimiter)
    return { program, words: relocatedWords(tree, member), environment: { ...here, PATH }, isBox: false }
  }
  const around = lookAround(
    tree,
    { guarded: guardedFolders(layout, environment), configuration: layout.config },
    environment,
  )
  const command = { file: `/${member}`, environment: usrEnvironment(here, aboutTree(around)) }
  if (way.kind === 'proot') {
    const words = [...prootWords(way, around), command.file]
    return { program, words, environment: command.environment, isBox: false }
  }
  const hears = wanted.dies && hasSignalReset(tree)
  const words = [
    ...(hears ? deaf : []),
    ...boxWords(way.bwrap, around, { dies: wanted.dies, infoDescriptor }),
    ...(hears ? ['/usr/bin/env', `--default-signal=${terminalSignals.join(',')}`] : []),
    command.file,
  ]
  return { program, words, environment: command.environment, isBox: true }
}

const terminalSignals = ['INT', 'QUIT', 'HUP', 'TERM']

/**
 * bwrap itself would end at Ctrl+C, and take a program along that has other ideas about it. So it hears nothing of
 * what a terminal sends, and in the box the program does again.
 */
const deaf = ['/bin/sh', '-c', `trap '' ${terminalSignals.join(' ')}; exec "$@"`, 'sh']

function hasSignalReset(tree: string): boolean {
  try {
    return readFileSync(path.join(tree, 'usr/bin/env')).includes('default-signal')
  } catch {
    return false
  }
}

/** All that is installed; only what programs run from where somebody keeps their home in the data directory. */
function guardedFolders(layout: Layout, environment: NodeJS.ProcessEnv): string[] {
  const home = environment['HOME'] ?? '/'
  const isAbove = `${path.normalize(home)}/`.startsWith(`${layout.root}/`)
  const folders = isAbove ? [layout.store, layout.profile] : [layout.root]
  return folders.filter((folder) => existsSync(folder)).map((folder) => realpathSync(folder))
}

function aboutTree({ tree, terminal, hostFiles }: Surroundings): UsrTree {
  const has = (program: string) => existsSync(path.join(tree, program.replace(/^\/(?:usr\/)?/, 'usr/')))
  return {
    ...{ tree, has },
    locales: namesIn(path.join(tree, 'usr/lib/locale')),
    hasOwnTerminal: terminal !== null,
    hasCertificates:
      hostFiles.some(({ name }) => name === 'ssl') &&
      statSync(certificates, { throwIfNoEntry: false })?.isFile() === true,
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // No languages at all.
    return []
  }
}
