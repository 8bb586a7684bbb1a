/** What starting programs needs to know of what is installed. */
import type { LauncherOptions, RunOptions } from '../launch/launcher.ts'
import { commandFolders } from '../model/commands.ts'
import type { Manifest } from '../model/manifest.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { noteEnd, noteStart } from '../store/last-used.ts'
import { ownWords } from './derived-files.ts'
import { findOwners } from './find-owners.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

export function launching(toolbox: Toolbox): LauncherOptions {
  const { environment, layout, clock } = toolbox
  return {
    environment,
    ourselves: ownWords(toolbox),
    bringer: (command) => bringerOf(toolbox, command),
    used: {
      started: (names) => noteStart(layout, stillInstalled(toolbox, names), clock.now()),
      ended: (names) => noteEnd(layout, names, clock.now()),
    },
  }
}

/** Whoever calls us may have written any name: only one of what is installed becomes that of a file. */
export function checkedEntry(toolbox: Toolbox, { entryOf, ...options }: RunOptions): RunOptions {
  return { ...options, entryOf: stillInstalled(toolbox, entryOf === undefined ? [] : [entryOf])[0] }
}

/** An entry of the menu may outlive its package, and a program, too. */
function stillInstalled(toolbox: Toolbox, names: readonly string[]): readonly string[] {
  const installed = installedReleases(toolbox)
  return names.filter((name) => installed.has(name))
}

/** The installed package that brings a command: the one whose file the tree has, where several do. */
function bringerOf(toolbox: Toolbox, command: string): Manifest | null {
  const owners = commandFolders.flatMap((folder) => findOwners(toolbox, { path: `${folder}/${command}` }))
  const owner = owners.find(({ shown, type }) => shown && type !== 'directory')
  const release = owner === undefined ? undefined : installedReleases(toolbox).get(owner.name)
  return release === undefined ? null : readStoredManifest(toolbox.layout, release.directory)
}
