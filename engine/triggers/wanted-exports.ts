import { createHash } from 'node:crypto'
import { open, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { byCodePoint } from '../base/canonical-json.ts'
import { commandAt, commandFolders, commandPaths, isMadeForUsr } from '../model/commands.ts'
import type { Manifest } from '../model/manifest.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { makeEntry, rewriteEntry } from './desktop-entry.ts'
import { readExec, writeExec } from './exec-line.ts'
import { findIcons, type FoundIcon, iconFolder, indexIcons, type IconIndex } from './export-icons.ts'
import { distinct, exportName } from './export-names.ts'
import { menuCategories } from './menu-categories.ts'
import type { PersonFolders } from './person-folders.ts'
import { fileAt, type TreeFile } from './tree-member.ts'

/** One thing that a generation wants in a person's folders. `mark` is what it looks like there: see `markOf`. */
export interface Wanted {
  readonly kind: 'entry' | 'icon' | 'command'
  readonly package: string
  readonly root: string
  readonly path: string
  readonly mark: string
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'copy'; readonly source: string }
    | { readonly kind: 'link'; readonly target: string }
}

export interface Unexported {
  readonly package: string
  readonly file: string
  readonly reason: 'unreadable' | 'not-an-application' | 'no-command'
}

/** What decides what is wanted. */
export interface Wishes {
  readonly manifests: readonly Manifest[]
  /** Names of what the person asked for. */
  readonly chosen: ReadonlySet<string>
  /** The merged tree of the generation. */
  readonly content: TreeContent
  /** The link that programs run through. */
  readonly current: string
  readonly folders: PersonFolders
  /** The words that start `multios-pm`, the first one an absolute path. */
  readonly launcher: readonly string[]
}

interface Member {
  readonly id: string
  readonly member: string
  readonly owner: string
}

/** What is gathered on the way. */
interface Gathering extends Wishes {
  readonly icons: IconIndex
  /** Which package starts a command: the one that has it in the tree. */
  readonly owners: ReadonlyMap<string, string>
  readonly wanted: Map<string, Wanted>
  readonly unexported: Unexported[]
}

const entryFile = /^(?:usr\/)?share\/applications\/(.+)\.desktop$/
/** Where systems have programs: what stands in an entry is found under its name. */
const programFile = /^\/(?:usr\/)?(?:local\/)?(?:s?bin|games)\/([^/]+)$/
/** Bytes. A desktop file is a page of text. */
const largestEntry = 1_000_000

/** Everything that the generation wants, sorted by package, and what it has that nobody could use. */
export async function wantedExports(
  wishes: Wishes,
  signal: AbortSignal,
): Promise<{ readonly wanted: readonly Wanted[]; readonly unexported: readonly Unexported[] }> {
  const { content } = wishes
  const owners = commandOwners(wishes)
  const entries = Map.groupBy(members(content, entryFile), ({ owner }) => owner)
  const gathering = { ...wishes, icons: indexIcons(content), owners, wanted: new Map(), unexported: [] }
  for (const manifest of [...wishes.manifests].toSorted((a, b) => byCodePoint(a.name, b.name))) {
    signal.throwIfAborted()
    const brought = (entries.get(manifest.name) ?? []).toSorted((a, b) => byCodePoint(a.member, b.member))
    for (const entry of brought) await addBrought(gathering, manifest, entry)
    if (brought.length === 0) await addMade(gathering, manifest)
    addCommands(gathering, manifest)
  }
  return { wanted: [...gathering.wanted.values()], unexported: gathering.unexported }
}

/** Which package brings a command to the tree. A name that triggers made belongs to whom it leads to. */
function commandOwners({ content, manifests }: Wishes): ReadonlyMap<string, string> {
  const packages = new Set(manifests.map(({ name }) => name))
  const owners = new Map<string, string>()
  const found = [...content].flatMap(([member, { type, owner }]) => {
    const name = type === 'directory' ? null : commandAt(member)
    return name === null ? [] : [{ name, member, owner }]
  })
  for (const folder of commandFolders) {
    for (const { name, member, owner } of found) {
      if (owners.has(name) || path.posix.dirname(member) !== folder) continue
      owners.set(name, packages.has(owner) ? owner : (fileAt(content, member)?.owner ?? owner))
    }
  }
  return owners
}

/** Files and links of the tree whose path `pattern` matches; `id` is its first group. */
function members(content: TreeContent, pattern: RegExp): readonly Member[] {
  return [...content].flatMap(([member, { type, owner }]) => {
    const id = type === 'directory' ? undefined : pattern.exec(member)?.[1]
    return id === undefined ? [] : [{ id, member, owner }]
  })
}

async function addBrought(gathering: Gathering, manifest: Manifest, { id, member }: Member): Promise<void> {
  const text = await readEntry(fileAt(gathering.content, member))
  const leaveOut = (reason: Unexported['reason']) =>
    gathering.unexported.push({ package: manifest.name, file: member, reason })
  if (text === null) return void leaveOut('unreadable')
  const named = new Map<string | null, string | null>()
  const rewriting = {
    package: manifest.name,
    exec: (value: string) => throughUs(gathering, manifest.name, value),
    icon: (icon: string | null) => named.get(icon) ?? null,
  }
  // Icons take reading; which ones are wanted, a first pass tells.
  const first = rewriteEntry(text, { ...rewriting, icon: (icon) => (named.set(icon, null), null) })
  if (first.kind === 'refused') return void leaveOut(first.reason)
  for (const icon of named.keys()) named.set(icon, await addIcons(gathering, manifest, icon))
  const rewritten = rewriteEntry(text, rewriting)
  if (rewritten.kind === 'entry') addEntry(gathering, manifest.name, id.replaceAll('/', '-'), rewritten.text)
}

/** For a package that can be opened, and brings no entry that says so. */
async function addMade(gathering: Gathering, manifest: Manifest): Promise<void> {
  const { app } = manifest
  if (app?.launchable === undefined) return
  const { kind } = app.launchable
  // A page is shown by a browser; `run` would serve it to whoever reads the terminal.
  const words = [...gathering.launcher, kind === 'page' ? 'open' : 'run', manifest.name]
  const text = makeEntry(manifest.name, {
    Name: app.name,
    Comment: app.summary,
    Exec: writeExec(words),
    Icon: await addIcons(gathering, manifest, null),
    Terminal: kind === 'terminal' ? 'true' : 'false',
    Categories: menuCategories(manifest.categories),
  })
  addEntry(gathering, manifest.name, app.id, text)
}

function addCommands(gathering: Gathering, manifest: Manifest): void {
  const { current, folders, owners, chosen } = gathering
  // A whole system lies below some programs: its shell and tools are theirs, and not for the person's own shell.
  const isTheirs = chosen.has(manifest.name) || manifest.app !== undefined
  for (const [command, member] of commandPaths(manifest)) {
    if (owners.get(command) !== manifest.name || (isMadeForUsr(member) && !isTheirs)) continue
    // Programs for administrators are not looked for by others, and would hide those of the system.
    if (member.startsWith('usr/sbin/')) continue
    const place = { kind: 'command', package: manifest.name, root: folders.bin, path: command } as const
    if (isMadeForUsr(member)) {
      const text = startingScript(gathering.launcher, manifest.name, command)
      add(gathering, { ...place, mark: textMark(text), content: { kind: 'text', text } })
    } else {
      const target = path.join(current, member)
      add(gathering, { ...place, mark: linkMark(target), content: { kind: 'link', target } })
    }
  }
}

/** What was made for /usr has to be shown its /usr first: a link to it would not do. */
function startingScript(launcher: readonly string[], name: string, command: string): string {
  const words = [...launcher, 'run', name, '--program', command].map(shellWord)
  return `#!/bin/sh\nexec ${words.join(' ')} -- "$@"\n`
}

function shellWord(word: string): string {
  return /^[\w./+:@=,%-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

function addEntry({ wanted, folders }: Gathering, owner: string, id: string, text: string): void {
  const name = distinct(exportName(owner, id), `${owner} ${id}`, {
    has: (taken: string) => wanted.has(path.join(folders.data, 'applications', `${taken}.desktop`)),
  })
  const place = { root: folders.data, path: `applications/${name}.desktop` }
  add(
    { wanted },
    { kind: 'entry', package: owner, ...place, mark: textMark(text), content: { kind: 'text', text } },
  )
}

/**
 * The name of the icon in the person's theme. With none in the package: the name as it is, for the person's own
 * theme may have it, or none for the path of a file that is not here.
 */
async function addIcons(
  gathering: Gathering,
  manifest: Manifest,
  icon: string | null,
): Promise<string | null> {
  const found = iconsOf(gathering, manifest, icon)
  if (found.length === 0) return icon?.startsWith('/') === true ? null : icon
  const last = path.posix.basename(icon ?? manifest.app?.id ?? manifest.name)
  const name = exportName(manifest.name, last.replace(/\.(png|svg|xpm)$/, ''))
  for (const { folder, extension, suffix, file } of found) {
    const place = folder ?? iconFolder(extension, await headOf(file.source))
    add(gathering, {
      kind: 'icon',
      package: manifest.name,
      root: gathering.folders.data,
      path: `icons/hicolor/${place}/${name}${suffix}.${extension}`,
      mark: file.sha256,
      content: { kind: 'copy', source: file.source },
    })
  }
  return name
}

function iconsOf(
  { content, icons }: Gathering,
  manifest: Manifest,
  icon: string | null,
): readonly FoundIcon[] {
  const named = icon === null ? [] : findIcons(content, icons, icon)
  return named.length > 0 ? named : appIcon(content, manifest, icon)
}

/** What the app shows in the software center, where the entry names no icon that is anywhere. */
function appIcon(content: TreeContent, { app }: Manifest, icon: string | null): readonly FoundIcon[] {
  const member = app?.icon?.path
  if (member === undefined || (icon !== null && !icon.startsWith('/'))) return []
  const file = fileAt(content, member)
  const extension = path.posix.extname(member).slice(1).toLowerCase()
  return file === null ? [] : [{ folder: null, extension, suffix: '', file }]
}

/** `entryOf` is the package that brings the entry. Null where no package of the generation has that command. */
function throughUs({ owners, launcher }: Gathering, entryOf: string, value: string): string | null {
  const exec = readExec(value)
  if (exec === null) return null
  const command = exec.program.startsWith('/') ? programFile.exec(exec.program)?.[1] : exec.program
  const owner = command === undefined ? undefined : owners.get(command)
  if (command === undefined || owner === undefined) return null
  const words = [...launcher, 'run', owner, '--program', command]
  // It counts as used, too.
  if (owner !== entryOf) words.push('--entry-of', entryOf)
  return exec.rest === '' ? writeExec(words) : writeExec([...words, '--'], exec.rest)
}

function add({ wanted }: Pick<Gathering, 'wanted'>, one: Wanted): void {
  const place = path.join(one.root, one.path)
  if (!wanted.has(place)) wanted.set(place, one)
}

function textMark(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function linkMark(target: string): string {
  return `-> ${target}`
}

async function readEntry(file: TreeFile | null): Promise<string | null> {
  if (file === null || (await stat(file.source)).size > largestEntry) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file.source))
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(24) })
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
