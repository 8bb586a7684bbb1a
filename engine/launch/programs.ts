import path from 'node:path'
import { commandPaths } from '../model/commands.ts'
import { EngineError } from '../model/failure.ts'
import type { Launchable, Manifest } from '../model/manifest.ts'
import type { Layout } from '../store/layout.ts'

/** What starts when a person opens a package. */
export type Start =
  | ProgramStart
  /** Path of the page inside the profile. */
  | { readonly kind: 'page'; readonly page: string }

export interface ProgramStart {
  readonly kind: 'terminal' | 'desktop'
  readonly program: string
  /** Path of the program inside the profile. */
  readonly member: string
}

/** The declared launchable, else the command named like the package, else its only command. */
export function startOf(manifest: Manifest, program?: string): Start {
  const launchable = manifest.app?.launchable
  const page = program === undefined ? pageOf(manifest) : null
  if (page !== null) return { kind: 'page', page }
  const paths = commandPaths(manifest)
  const opened = openedBy(launchable)
  const wanted = program ?? standardOf(manifest.name, paths, opened)
  const member = paths.get(wanted)
  if (member === undefined) {
    throw new EngineError('launch/no-program', { name: manifest.name, programs: [...paths.keys()] })
  }
  const isDesktop = launchable?.kind === 'desktop' && wanted === opened
  return { kind: isDesktop ? 'desktop' : 'terminal', program: wanted, member }
}

/** Whether the package has what it declares to be opened: a page, or a program that is its own. */
export function bringsOpened(manifest: Manifest): boolean {
  const opened = openedBy(manifest.app?.launchable)
  return pageOf(manifest) !== null || (opened !== null && commandPaths(manifest).has(opened))
}

/** The environment in which programs of the profile run: they find each other first. */
export function programEnvironment(layout: Layout, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bin = path.join(layout.current, 'bin')
  // The key to the keys is for us alone.
  const { MULTIOS_KEYSTORE_PASSPHRASE: _secret, ...shared } = environment
  return {
    ...shared,
    PATH: `${bin}${path.delimiter}${environment['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'}`,
    MULTIOS_PROFILE: layout.current,
    // Files of the profile belong to their packages; a cache beside them would be a file of nobody.
    PYTHONDONTWRITEBYTECODE: '1',
  }
}

function standardOf(name: string, paths: ReadonlyMap<string, string>, opened: string | null): string {
  if (opened !== null && paths.has(opened)) return opened
  const [only = name, another] = paths.keys()
  return another === undefined ? only : name
}

/** A package starts what it brought, and nothing else of the disk. */
function pageOf({ app, files }: Manifest): string | null {
  if (app?.launchable?.kind !== 'page') return null
  const { page } = app.launchable
  return files.some((file) => file.type !== 'directory' && file.path === page) ? page : null
}

/** The name of the command that opening the package starts. */
function openedBy(launchable: Launchable | undefined): string | null {
  return launchable === undefined || launchable.kind === 'page' ? null : path.posix.basename(launchable.exec)
}
