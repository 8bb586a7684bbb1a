import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Command, isInstalled } from '../measure.ts'
import type { Artifacts, Payload } from './artifacts.ts'

export interface Contestant {
  readonly name: string
  /** What ours may come to, of what this one needs. */
  readonly ratioBudget: number | null
  /** A command that installs everything below `folder`, which is new and empty, and syncs. */
  readonly into: (folder: string) => Command
}

/** Nobody is done before the data is on disk. dpkg syncs each file itself, besides. */
const synced = '; sync -f "$folder"'

/** Those of the rivals that are here; says which are not. */
export async function rivalsFor(artifacts: Artifacts, payload: Payload): Promise<readonly Contestant[]> {
  const all: readonly (readonly [program: string, Contestant])[] = [
    ['pacman', pacman(artifacts.pacman[payload])],
    ['dpkg', dpkg(artifacts.deb[payload])],
    ['tar', tar('tar xf, no compression', artifacts.plain, payload === 'zst' ? 1.3 : null)],
    ['tar', tar(`tar xf, ${payload}`, artifacts.ours[payload], 1.3)],
  ]
  const here = await Promise.all(all.map(async ([program]) => isInstalled(program)))
  const missing = new Set(all.filter((_, index) => here[index] !== true).map(([program]) => program))
  for (const program of missing)
    console.error(`bench: no ${program} here; ./multios bench --setup installs it`)
  return all.filter((_, index) => here[index] === true).map(([, contestant]) => contestant)
}

function tar(name: string, files: readonly string[], ratioBudget: number | null): Contestant {
  const script = `for file; do tar xf "$file" -C "$folder" || exit; done${synced}`
  return { name, ratioBudget, into: (folder) => bash(script, folder, files) }
}

function pacman(files: readonly string[]): Contestant {
  const into = (folder: string): Command => {
    const database = path.join(folder, 'var/lib/pacman')
    const configuration = path.join(folder, 'pacman.conf')
    mkdirSync(database, { recursive: true })
    // Nor does it look at signatures, or at the free space.
    writeFileSync(
      configuration,
      '[options]\nArchitecture = auto\nSigLevel = Never\nLocalFileSigLevel = Never\n',
    )
    const places =
      '--root "$folder" --dbpath "$folder/var/lib/pacman" --cachedir "$folder" --config "$folder/pacman.conf"'
    return bash(`pacman -U --noconfirm ${places} "$@"${synced}`, folder, files)
  }
  return { name: 'pacman -U --root', ratioBudget: 0.6, into }
}

function dpkg(files: readonly string[]): Contestant {
  const into = (folder: string): Command => {
    for (const place of ['info', 'updates', 'triggers']) {
      mkdirSync(path.join(folder, 'var/lib/dpkg', place), { recursive: true })
    }
    for (const file of ['status', 'available']) writeFileSync(path.join(folder, 'var/lib/dpkg', file), '')
    const quiet = '--force-not-root --log=/dev/null'
    return bash(`dpkg --root "$folder" ${quiet} -i "$@"${synced}`, folder, files)
  }
  return { name: 'dpkg --root -i', ratioBudget: 0.3, into }
}

function bash(script: string, folder: string, files: readonly string[]): Command {
  return { file: 'bash', args: ['-c', `folder=$1; shift; ${script}`, 'bench', folder, ...files] }
}
