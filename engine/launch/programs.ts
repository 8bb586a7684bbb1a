import path from 'node:path'
import { commandsOf } from '../model/commands.ts'
import { EngineError } from '../model/failure.ts'
import type { Launchable, Manifest } from '../model/manifest.ts'
import type { Layout } from '../store/layout.ts'

/** What starts when a person opens a package. */
export type Start =
  | { readonly kind: 'terminal' | 'desktop'; readonly program: string }
  /** Path of the page inside the profile. */
  | { readonly kind: 'page'; readonly page: string }

/** The declared launchable, else the command named like the package, else its only command. */
export function startOf(manifest: Manifest, program?: string): Start {
  const programs = commandsOf(manifest)
  if (program !== undefined) {
    if (programs.includes(program)) return { kind: 'terminal', program }
    throw new EngineError('launch/no-program', { name: manifest.name, programs })
  }
  const launchable = manifest.app?.launchable
  if (launchable !== undefined && isMember(manifest, launchable)) return fromLaunchable(launchable)
  const standard = programs.includes(manifest.name)
    ? manifest.name
    : programs.length === 1
      ? programs[0]
      : undefined
  if (standard !== undefined) return { kind: 'terminal', program: standard }
  throw new EngineError('launch/no-program', { name: manifest.name, programs })
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

/** A package starts what it brought, and nothing else of the disk. */
function isMember({ files }: Manifest, launchable: Launchable): boolean {
  const wanted = launchable.kind === 'page' ? launchable.page : `bin/${path.posix.basename(launchable.exec)}`
  return files.some((file) => file.type !== 'directory' && file.path === wanted)
}

function fromLaunchable(launchable: Launchable): Start {
  switch (launchable.kind) {
    case 'page':
      return { kind: 'page', page: launchable.page }
    case 'terminal':
    case 'desktop':
      return { kind: launchable.kind, program: path.posix.basename(launchable.exec) }
  }
}
