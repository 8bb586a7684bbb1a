import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Generation, InstalledRelease } from '../../../engine/model/generation.ts'
import { type FileEntry, type Manifest, manifestPath } from '../../../engine/model/manifest.ts'
import { layoutOf } from '../../../engine/store/layout.ts'
import type { TreeContent, TreeEntry } from '../../../engine/store/tree-content.ts'
import { identityOf, wholeContent } from '../../../engine/transaction/tree-sources.ts'
import { mine } from './a-fault-world.ts'

/** What a data directory holds, and everything in it that does not fit together, in words. */
export interface Inspection {
  readonly generation: number
  /** `name version` of what is installed. */
  readonly installed: readonly string[]
  readonly problems: readonly string[]
  /** Folders of the store that no kept generation holds. */
  readonly unheld: readonly string[]
  readonly unfinished: readonly string[]
}

/** Looks at the files and the database themselves: nothing here asks the engine how it is. */
export function inspectMachine(data: string): Inspection {
  const told = readDatabase(data)
  const kept = generationsIn(data)
  const running: Pick<Generation, 'number' | 'releases' | 'triggers'> = kept.find(
    ({ number }) => number === told.generation,
  ) ?? {
    number: 0,
    releases: [],
    triggers: [],
  }
  const held = new Set(
    kept.flatMap(({ releases, triggers }) => [...releases, ...triggers].map(({ directory }) => directory)),
  )
  const installed = running.releases.map(({ name, version }) => `${name} ${version}`)
  return {
    generation: told.generation,
    installed,
    problems: [
      ...(told.intents === 0 ? [] : ['the journal has an intent']),
      ...unequal('installed in state.db', told.installed, 'generation', installed),
      ...kept.flatMap(({ number }) =>
        told.history.includes(number) ? [] : [`nobody recorded ${number}.json`],
      ),
      ...backupProblems(data),
      ...(running.number === told.generation ? [] : [`${told.generation}.json is gone`]),
      ...releaseProblems(data, kept),
      ...treeProblems(data, running, kept),
      ...configurationProblems(data, running),
    ],
    unheld: namesIn(path.join(data, 'store')).filter((name) => !held.has(name) && !isUnfinished(name)),
    unfinished: namesBelow(data).filter((name) => isUnfinished(path.basename(name))),
  }
}

/** More than the engine's own list: whatever looks half-made, wherever it is. */
function isUnfinished(name: string): boolean {
  return /^\.new|\.new-|^current\.new$|\.part$|^\.starter/.test(name)
}

/** Nobody reads it until it is needed. It may be of the change before. */
function backupProblems(data: string): string[] {
  const file = path.join(data, 'state.db.backup')
  if (!existsSync(file)) return []
  const database = new Database(readFileSync(file))
  try {
    const answer = String(database.pragma('integrity_check(1)', { simple: true }))
    return answer === 'ok' ? [] : [`state.db.backup: ${answer}`]
  } catch (error) {
    return [`state.db.backup: ${String(error)}`]
  } finally {
    database.close()
  }
}

interface Told {
  readonly generation: number
  readonly installed: readonly string[]
  readonly history: readonly number[]
  readonly intents: number
}

function readDatabase(data: string): Told {
  const database = new Database(path.join(data, 'state.db'), { readonly: true })
  try {
    const column = (sql: string) => database.prepare<[], string | number>(sql).pluck().all()
    const installed = column('SELECT release FROM installed ORDER BY name').map((text) => {
      const { name, version } = JSON.parse(String(text)) as InstalledRelease
      return `${name} ${version}`
    })
    return {
      generation: Number(column(`SELECT value FROM setting WHERE key = 'generation'`)[0]),
      installed,
      history: column('SELECT number FROM generation').map(Number),
      intents: column('SELECT target FROM journal').length,
    }
  } finally {
    database.close()
  }
}

function generationsIn(data: string): Generation[] {
  const folder = path.join(data, 'generations')
  return namesIn(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Generation)
}

/** Every release that a kept generation holds, against the manifest that its digest names. */
function releaseProblems(data: string, kept: readonly Generation[]): string[] {
  const releases = new Map(
    kept.flatMap((one) => one.releases.map((release) => [release.directory, release] as const)),
  )
  return [...releases.values()].flatMap(({ directory, manifest_sha256 }) => {
    const folder = path.join(data, 'store', directory)
    const bytes = read(path.join(folder, manifestPath))
    if (bytes === null || digestOf(bytes) !== manifest_sha256) return [`manifest of ${directory}`]
    const { files } = JSON.parse(bytes.toString()) as Manifest
    const known = new Set([...files.map((file) => file.path), manifestPath, path.dirname(manifestPath)])
    return [
      ...files.filter((file) => !isAsSaid(path.join(folder, file.path), file)).map((file) => file.path),
      ...namesBelow(folder).filter((name) => !known.has(name)),
    ].map((place) => `store: ${directory}/${place}`)
  })
}

function isAsSaid(file: string, entry: FileEntry): boolean {
  const status = lstatSync(file, { throwIfNoEntry: false })
  if (status === undefined) return false
  if (entry.type === 'directory') return status.isDirectory()
  if (entry.type === 'symlink') return status.isSymbolicLink() && readlinkSync(file) === entry.target
  const mode = (entry.mode & 0o111) === 0 ? 0o444 : 0o555
  return status.isFile() && (status.mode & 0o7777) === mode && digestOf(readFileSync(file)) === entry.sha256
}

type Running = Pick<Generation, 'number' | 'releases' | 'triggers'>

/** `current` resolves to the whole tree of the generation that the database names; so does a tree that says it is whole. */
function treeProblems(data: string, running: Running, kept: readonly Generation[]): string[] {
  const { current, trees } = layoutOf(data)
  if (!existsSync(current) && running.number === 0) return []
  const target = lstatSync(current, { throwIfNoEntry: false }) === undefined ? '' : readlinkSync(current)
  if (!/^trees\/[A-Z]$/.test(target)) return [`current leads to "${target}"`]
  return namesIn(trees)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const tree = name.replace('.json', '')
      const isCurrent = target === `trees/${tree}`
      const state = JSON.parse(readFileSync(path.join(trees, name), 'utf8')) as {
        generation: number
        identity: string
        towards?: unknown
      }
      if (isCurrent && (state.generation !== running.number || state.towards !== undefined))
        return [`current is ${JSON.stringify(state)}, not generation ${running.number}`]
      const held = isCurrent ? running : kept.find(({ number }) => number === state.generation)
      if (held === undefined || state.towards !== undefined || identityOf(held) !== state.identity) return []
      return contentProblems(path.join(trees, tree), contentOf(data, held)).map((text) => `tree: ${text}`)
    })
}

function contentProblems(folder: string, content: TreeContent): string[] {
  const standing = namesBelow(folder)
  return [
    ...standing.filter((place) => !content.has(place)).map((place) => `${place} is too much`),
    ...[...content].flatMap(([place, entry]) =>
      stands(path.join(folder, place), entry) ? [] : [`${place} is not as it should be`],
    ),
  ]
}

function stands(file: string, entry: TreeEntry): boolean {
  if (entry.type === 'directory') return lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true
  return isAsSaid(file, { ...entry, path: file } as FileEntry)
}

/** Each is the default of what runs, or what a person wrote; and nothing is there that nobody brings. */
function configurationProblems(data: string, running: Running): string[] {
  const folder = path.join(data, 'config')
  const content = contentOf(data, running)
  const expected = new Map<string, string>()
  for (const [place, entry] of content) {
    if (entry.type !== 'symlink' || entry.configuration === undefined) continue
    expected.set(
      place,
      place === 'etc/edited.conf' ? mine : (read(entry.configuration.source) ?? '').toString(),
    )
  }
  const files = namesBelow(folder).filter((place) => !lstatSync(path.join(folder, place)).isDirectory())
  const wrong = [...expected].filter(([place, text]) => read(path.join(folder, place))?.toString() !== text)
  const extra = files.filter((place) => {
    const of = place.replace(/\.new$/, '')
    // What a person wrote stays when its package goes.
    return !expected.has(of) && of !== 'etc/edited.conf' && !isUnfinished(place)
  })
  return [
    ...wrong.map(([place]) => `configuration: ${place} is not as it should be`),
    ...extra.map((place) => `configuration: ${place} is too much`),
  ]
}

function contentOf(data: string, holding: Pick<Generation, 'releases' | 'triggers'>): TreeContent {
  try {
    return wholeContent(layoutOf(data), holding)
  } catch {
    // Told as damage of the store.
    return new Map()
  }
}

function unequal(one: string, a: readonly string[], other: string, b: readonly string[]): string[] {
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [`${one}: ${a.join()}; ${other}: ${b.join()}`]
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function namesBelow(folder: string): string[] {
  return existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : []
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
