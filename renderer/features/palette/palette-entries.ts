import type { FoundPackage } from '../../../engine/api/catalog-operations.ts'
import { formatBytes } from '../../format/bytes.ts'
import { en } from '../../locales/en.ts'
import type { IconName } from '../../ui/icons.ts'

export type PaletteGroup = 'apps' | 'do' | 'go'

/** One line of the palette, and what choosing it does. */
export interface PaletteEntry {
  /** Unlike any other's. */
  readonly id: string
  readonly group: PaletteGroup
  readonly title: string
  readonly detail: string
  /** What it is also called, to be found by. */
  readonly words?: string
  readonly face: { readonly icon: IconName } | { readonly picture: string | null }
  readonly end:
    { readonly badge: string } | { readonly text: string } | { readonly keys: readonly string[] } | null
  readonly run: () => void
}

/** What can be done with a package. */
export interface PackageActs {
  readonly show: (name: string) => void
  readonly open: (name: string, title: string) => void
  readonly install: (name: string) => void
  readonly update: (name: string) => void
  readonly remove: (name: string) => void
}

const words = en.palette

/** `>` in front asks for commands alone. */
export function readQuery(text: string): { readonly query: string; readonly commandsOnly: boolean } {
  const commandsOnly = text.trimStart().startsWith('>')
  return { query: (commandsOnly ? text.trimStart().slice(1) : text).trim(), commandsOnly }
}

/** Those in which every word of the query begins a word. */
export function matching(entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] {
  const asked = wordsOf(query)
  return entries.filter(({ title, words: others = '' }) => {
    const known = wordsOf(`${title} ${others}`)
    return asked.every((word) => known.some((one) => one.startsWith(word)))
  })
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

export function appEntries(found: readonly FoundPackage[], acts: PackageActs): readonly PaletteEntry[] {
  return found.map((one) => ({
    ...{ id: `app-${one.name}`, group: 'apps', title: one.title, detail: one.summary },
    face: { picture: one.icon },
    end: endOf(one),
    run: () => acts.show(one.name),
  }))
}

function endOf({ installed, update, size }: FoundPackage): PaletteEntry['end'] {
  if (update !== null) return { badge: words.update }
  return installed === null ? { text: formatBytes(size) } : { badge: words.installed }
}

/** What can be done with the first of the found packages. A change opens its plan. */
export function actEntries(first: FoundPackage | undefined, acts: PackageActs): readonly PaletteEntry[] {
  if (first === undefined || first.hidden !== null || first.refused !== null) return []
  const { name, title, installed, update, role, version } = first
  const act = (icon: IconName, line: string, run: () => void, detail = ''): PaletteEntry => {
    return { id: `act-${icon}`, group: 'do', title: line, detail, face: { icon }, end: null, run }
  }
  if (installed === null) return [act('download', words.install(title), () => acts.install(name), version)]
  return [
    ...(role === 'component' ? [] : [act('play', words.open(title), () => acts.open(name, title))]),
    ...(update === null ? [] : [act('updates', words.updateOne(title), () => acts.update(name), update)]),
    act('trash', words.remove(title), () => acts.remove(name), installed.version),
  ]
}
