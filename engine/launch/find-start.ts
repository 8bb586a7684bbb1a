import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import type { Manifest } from '../model/manifest.ts'
import { systemCode } from '../system-errors.ts'
import { mainGroup } from '../triggers/desktop-entry.ts'
import { execWords } from '../triggers/exec-line.ts'
import { bringsOpened, type Start, startOf } from './programs.ts'

/** The installed package that brings a command; null where none does. */
export type Bringer = (command: string) => Manifest | null

export interface FoundStart {
  /** The package that brings what starts: often, not always, the one that was asked for. */
  readonly manifest: Manifest
  readonly start: Start
  /** What its menu entry calls the program with. */
  readonly args: readonly string[]
}

/** Where to look beside the package itself. */
export interface Surroundings {
  readonly tree: string
  readonly bringer: Bringer
}

/**
 * What starts. Without `program`: what the package declares, else what its menu entry starts, else its own command, else
 * that of its name which another package brings: the program of `vlc` lies in `vlc-bin`, that of `python3` in
 * `python3-minimal`.
 */
export function findStart(manifest: Manifest, program: string | undefined, around: Surroundings): FoundStart {
  if (program !== undefined || bringsOpened(manifest))
    return { manifest, start: startOf(manifest, program), args: [] }
  const entry = startOfEntry(manifest, around)
  if (entry !== null) return entry
  try {
    return { manifest, start: startOf(manifest), args: [] }
  } catch (error) {
    const other = error instanceof EngineError ? around.bringer(manifest.name) : null
    if (other === null) throw error
    return { manifest: other, start: startOf(other, manifest.name), args: [] }
  }
}

function startOfEntry(manifest: Manifest, { tree, bringer }: Surroundings): FoundStart | null {
  const text = readEntry(tree, entryOf(manifest))
  const values = (text === null ? null : mainGroup(text)) ?? new Map<string, string>()
  const [program = '', ...args] = execWords(values.get('Exec') ?? '')
  const command = commandOf(program)
  const brings = command === null ? null : bringer(command)
  if (command === null || brings === null) return null
  const start = startOf(brings, command)
  const kind = values.get('Terminal') === 'true' ? 'terminal' : 'desktop'
  return { manifest: brings, start: start.kind === 'page' ? start : { ...start, kind }, args }
}

/** Path of the menu entry of the app that the package is for. */
function entryOf({ app, files }: Manifest): string | null {
  if (app === undefined) return null
  const named = (app.launchables ?? []).filter(({ type }) => type === 'desktop-id')
  const ids = [...named.map(({ value }) => value), app.id].map((id) => id.replace(/\.desktop$/, ''))
  const places = ids.map((id) => `usr/share/applications/${id}.desktop`)
  return places.find((place) => files.some((file) => file.path === place && file.type === 'file')) ?? null
}

/** Bytes. A desktop file is a page of text. */
const largestEntry = 1_000_000

function readEntry(tree: string, member: string | null): string | null {
  if (member === null) return null
  const file = path.join(tree, member)
  try {
    return statSync(file).size > largestEntry ? null : readFileSync(file, 'utf8')
  } catch (error) {
    // Another package has a folder of that name, or somebody took it away: then there is no entry.
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EACCES'].includes(systemCode(error) ?? '')) return null
    throw error
  }
}

/** Where systems have programs: what stands in an entry is found under its name. */
function commandOf(program: string): string | null {
  const inFolder = /^\/(?:usr\/)?(?:local\/)?(?:s?bin|games)\/([^/]+)$/.exec(program)?.[1]
  return inFolder ?? (program === '' || program.includes('/') ? null : program)
}
