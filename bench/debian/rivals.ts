import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { repositoryRoot } from '../world.ts'
import { madeOnce, writtenOnce, type Archive } from './archive.ts'
import type { InstalledState } from './installed.ts'
import type { NameAndVersion, Spent } from './solve-once.ts'

const run = promisify(execFile)
/** The system's, because only that one has Debian's bindings. */
const python = '/usr/bin/python3'

export interface RivalAnswer {
  readonly load: Spent
  readonly solve: Spent
  /** Saying what is wrong and what could be done; libapt cannot. */
  readonly explain?: Spent
  readonly problems: readonly string[]
  /** The whole new state, where there is one. */
  readonly packages?: readonly NameAndVersion[]
  readonly removed?: readonly string[]
  readonly peak: number
}

export type Rival = (state: InstalledState, words: readonly string[]) => Promise<RivalAnswer>

export async function hasBinding(module: 'solv' | 'apt_pkg'): Promise<boolean> {
  return run(python, ['-c', `import ${module}`]).then(
    () => true,
    () => false,
  )
}

/** With the whole Packages files in its own format, or only with what our declarations have too. */
export async function libsolv(archive: Archive, part: 'everything' | 'relations'): Promise<Rival> {
  const stanzas = await writtenOnce(path.join(archive.folder, `${part}.packages`), () =>
    archive.offers
      .map(({ stanza }) => `${part === 'everything' ? stanza : relationsOf(stanza)}\n\n`)
      .join(''),
  )
  const universe = await solvOf(stanzas)
  return async (state, words) => {
    const installed = state.status === null ? '-' : await solvOf(state.status)
    return ask('libsolv.py', ['solve', universe, installed, ...words])
  }
}

/** With a cache on disk, as every machine has it that was not made to do without. */
export const libapt: Rival = async (state, words) => {
  const { lists, status } = state
  return ask('libapt.py', ['solve', await aptCache(state), lists, status ?? '/dev/null', ...words])
}

/** Settings that give apt the same installed packages, and a cache that fits them. */
export async function aptSettings(state: InstalledState): Promise<readonly string[]> {
  return asOptions(await aptCache(state), state)
}

/** A folder with pkgcache.bin for this machine's lists and that state. */
async function aptCache(state: InstalledState): Promise<string> {
  const folder = path.join(state.folder, 'apt')
  await madeOnce(path.join(folder, 'ready'), async (file) => {
    await run('apt-cache', [...asOptions(folder, state), 'gencaches'])
    await run('touch', [file])
  })
  return folder
}

function asOptions(folder: string, state: InstalledState): readonly string[] {
  const settings = {
    'Dir::Cache': folder,
    'Dir::Cache::pkgcache': 'pkgcache.bin',
    'Dir::Cache::srcpkgcache': 'srcpkgcache.bin',
    'Dir::State::lists': state.lists,
    'Dir::State::status': state.status ?? '/dev/null',
    'Dir::State::extended_states': '/dev/null',
    'Acquire::GzipIndexes': 'false',
  }
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])
}

async function solvOf(stanzas: string): Promise<string> {
  return madeOnce(`${stanzas}.solv`, async (target) => {
    await run(python, [path.join(repositoryRoot, 'bench/rivals/libsolv.py'), 'make', stanzas, target])
  })
}

async function ask(script: string, words: readonly string[]): Promise<RivalAnswer> {
  const file = path.join(repositoryRoot, 'bench/rivals', script)
  const { stdout } = await run(python, [file, ...words], { maxBuffer: 2 ** 28 })
  return JSON.parse(stdout) as RivalAnswer
}

const kept =
  /^(Package|Version|Architecture|Depends|Pre-Depends|Recommends|Suggests|Provides|Conflicts|Breaks|Replaces|Size|Installed-Size|SHA256):/

function relationsOf(stanza: string): string {
  return stanza
    .split('\n')
    .filter((line) => kept.test(line))
    .join('\n')
}
