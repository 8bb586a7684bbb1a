/** What starting programs needs to know of what is installed. */
import type { LauncherOptions } from '../launch/launcher.ts'
import { commandFolders } from '../model/commands.ts'
import type { Manifest } from '../model/manifest.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { ownWords } from './derived-files.ts'
import { findOwners } from './find-owners.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

export function launching(toolbox: Toolbox): LauncherOptions {
  const { environment } = toolbox
  return { environment, ourselves: ownWords(toolbox), bringer: (command) => bringerOf(toolbox, command) }
}

/** The installed package that brings a command: the one whose file the tree has, where several do. */
function bringerOf(toolbox: Toolbox, command: string): Manifest | null {
  const owners = commandFolders.flatMap((folder) => findOwners(toolbox, { path: `${folder}/${command}` }))
  const owner = owners.find(({ shown, type }) => shown && type !== 'directory')
  const release = owner === undefined ? undefined : installedReleases(toolbox).get(owner.name)
  return release === undefined ? null : readStoredManifest(toolbox.layout, release.directory)
}
