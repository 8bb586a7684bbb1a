/** The apps of an unpacked package: its metainfo and its desktop entries merged, its icons, and its own words. */
import path from 'node:path'
import type { WrittenApp } from '../builder/recipe.ts'
import type { Finding } from '../model/finding.ts'
import { maximumXmlBytes } from '../xml/read-xml.ts'
import { borrowIcon, type ChosenIcon, chooseIcon } from './choose-icon.ts'
import type { ShotOffer } from './component-screenshots.ts'
import type { Component } from './component.ts'
import { type DesktopFile, readDesktopFile } from './desktop-file.ts'
import { type Findings, note } from './findings.ts'
import { makeApp } from './make-app.ts'
import { readMetainfo } from './read-metainfo.ts'
import { type ControlFacts, readTreeFile, type TreeFile, type UnpackedTree } from './tree.ts'

export type { ShotOffer } from './component-screenshots.ts'
export { type Findings, note } from './findings.ts'
export { followLink, type ControlFacts, type UnpackedTree } from './tree.ts'

export interface TreeApp {
  /** For the recipe. Its screenshots are not in the package: see `screenshots`. */
  readonly app: WrittenApp
  /** Where the icon has to be put into the package first. */
  readonly icon: ChosenIcon | null
  readonly screenshots: readonly ShotOffer[]
  /** SPDX of the program, as the component says it. */
  readonly license: string | null
  /** Freedesktop's, without words that only tell what a program is built with. */
  readonly categories: readonly string[]
}

export interface TreeApps {
  /** The one that the package is for comes first; many have none. */
  readonly apps: readonly TreeApp[]
  readonly findings: readonly Finding[]
}

/** Bytes of a desktop entry. */
const largestEntry = 512 * 1024

export async function readApps(
  tree: UnpackedTree,
  control: ControlFacts,
  signal: AbortSignal,
): Promise<TreeApps> {
  const findings: Finding[] = []
  const components = await componentsOf(tree, findings, signal)
  const entries = await entriesOf(tree, findings, signal)
  const apps: TreeApp[] = []
  for (const shown of paired(components, entries, control.name)) {
    signal.throwIfAborted()
    const pair = { ...shown, entry: withHidden(shown.entry, entries) }
    const about: Findings = { file: control.name, all: findings }
    const app = makeApp({ ...pair, control, tree }, about)
    const names = iconNames(pair)
    const icon = (await chooseIcon(tree, names, about)) ?? (await borrowIcon(tree, names, control.name))
    apps.push({ ...told(pair), app: icon === null ? app : { ...app, icon: icon.path }, icon })
  }
  return { apps, findings }
}

function told({ component, entry }: Pair): Pick<TreeApp, 'screenshots' | 'license' | 'categories'> {
  const ofEntry = entry?.categories ?? []
  if (component === null) return { screenshots: [], license: null, categories: shownCategories(ofEntry) }
  const { screenshots, license, categories } = component
  return { screenshots, license, categories: shownCategories([...categories, ...ofEntry]) }
}

async function componentsOf(
  tree: UnpackedTree,
  findings: Finding[],
  signal: AbortSignal,
): Promise<Component[]> {
  const found = new Map<string, Component>()
  // metainfo before appdata, its older place.
  const files = [
    ...filesIn(tree, /^usr\/share\/metainfo\/[^/]+\.xml$/),
    ...filesIn(tree, /^usr\/share\/appdata\/[^/]+\.xml$/),
    ...filesIn(tree, /^share\/(?:metainfo|appdata)\/[^/]+\.xml$/),
  ]
  for (const file of files) {
    signal.throwIfAborted()
    const into: Findings = { file: file.path, all: findings }
    const text = await textOf(tree, file, maximumXmlBytes)
    if (text === null) note(into, 'error', 'xml/broken', { value: `not-text ${maximumXmlBytes} bytes` })
    for (const component of text === null ? [] : readMetainfo(text, into)) {
      if (found.has(component.id)) note(into, 'error', 'id/repeated', { value: component.id })
      else found.set(component.id, component)
    }
  }
  return [...found.values()]
}

async function entriesOf(
  tree: UnpackedTree,
  findings: Finding[],
  signal: AbortSignal,
): Promise<DesktopFile[]> {
  const found: DesktopFile[] = []
  for (const file of filesIn(tree, /^(?:usr\/)?share\/applications\/[^/]+\.desktop$/)) {
    signal.throwIfAborted()
    const text = await textOf(tree, file, largestEntry)
    const into: Findings = { file: file.path, all: findings }
    if (text === null)
      note(into, 'error', 'entry/broken', { accepted: `UTF-8, at most ${largestEntry} bytes` })
    const id = path.posix.basename(file.path, '.desktop')
    const entry = text === null ? null : readDesktopFile(id, text, into)
    if (entry !== null) found.push(entry)
  }
  return found
}

function filesIn({ files }: UnpackedTree, place: RegExp): TreeFile[] {
  return files.filter((file) => place.test(file.path)).toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** Null where it is too long, or not UTF-8. */
async function textOf(tree: UnpackedTree, file: TreeFile, most: number): Promise<string | null> {
  const bytes = await readTreeFile(tree, file, most)
  try {
    return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

interface Pair {
  readonly component: Component | null
  readonly entry: DesktopFile | null
}

const appKinds = new Set(['desktop-application', 'console-application', 'web-application', 'addon'])

/** Each component with its entry, then the entries that nobody names and that are in menus. */
function paired(components: readonly Component[], entries: readonly DesktopFile[], name: string): Pair[] {
  const taken = new Set<DesktopFile>()
  const pairs: Pair[] = []
  for (const component of components.filter(({ kind }) => appKinds.has(kind))) {
    const ids = entryIds(component)
    const entry = entries.find((one) => ids.includes(one.id) && !taken.has(one)) ?? null
    if (entry !== null) taken.add(entry)
    pairs.push({ component, entry })
  }
  for (const entry of entries) if (entry.isShown && !taken.has(entry)) pairs.push({ component: null, entry })
  return pairs.toSorted((a, b) => rank(a, name) - rank(b, name))
}

/** Some say what they open in entries of the same program that no menu shows, one for each kind of file. */
function withHidden(entry: DesktopFile | null, entries: readonly DesktopFile[]): DesktopFile | null {
  if (entry === null || entry.program === null) return entry
  const hidden = entries.filter(({ isShown, program }) => !isShown && program === entry.program)
  return { ...entry, mediaTypes: [entry, ...hidden].flatMap(({ mediaTypes }) => mediaTypes) }
}

function entryIds({ id, words }: Component): string[] {
  const named = (words.launchables ?? []).filter(({ type }) => type === 'desktop-id')
  return [...named.map(({ value }) => value), id].map((one) => one.replace(/\.desktop$/, ''))
}

/** Apps with both before those with one, and those that bear the package's name first of each. */
function rank({ component, entry }: Pair, name: string): number {
  const ids = [component?.id, entry?.id, entry?.program].map((id) => (id ?? '').toLowerCase())
  const isNamed = ids.some((id) => id === name || id.replace(/\.desktop$/, '').endsWith(`.${name}`))
  return kindRank(component, entry) + (isNamed ? 0 : 1)
}

function kindRank(component: Component | null, entry: DesktopFile | null): number {
  if (component === null) return 4
  if (component.kind === 'addon') return 6
  return entry === null ? 2 : 0
}

function iconNames({ component, entry }: Pair): string[] {
  const ofEntry = entry?.icon ?? null
  if (component === null) return ofEntry === null ? [] : [ofEntry]
  const stock = component.icons.filter(({ type }) => type === 'stock').map(({ value }) => value)
  return [...(ofEntry === null ? [] : [ofEntry]), ...stock, component.id.replace(/\.desktop$/, '')]
}

/** They tell what a program was built with, and nobody looks for that. */
const toolkits = new Set([
  'GNOME',
  'GTK',
  'KDE',
  'Qt',
  'XFCE',
  'LXQt',
  'LXDE',
  'MATE',
  'Motif',
  'Java',
  'Core',
])

function shownCategories(categories: readonly string[]): string[] {
  return [...new Set(categories)].filter((one) => !toolkits.has(one) && !one.startsWith('X-'))
}
