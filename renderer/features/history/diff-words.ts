import type { GenerationDiff } from '../../../engine/api/history-operations.ts'
import { formatBytes } from '../../format/bytes.ts'
import { countOf, listOf } from '../../format/words.ts'

/** Against what the picked generation is held: what runs now, or what was there before it. */
export type Against = 'now' | 'before'

type DiffPackage = GenerationDiff['packages'][number]
export type DiffKind = 'add' | 'remove' | 'change'

export function kindOf({ from, to }: Pick<DiffPackage, 'from' | 'to'>): DiffKind {
  if (from === null) return 'add'
  return to === null ? 'remove' : 'change'
}

const order: Record<DiffKind, number> = { add: 0, remove: 1, change: 2 }

/** What the person chose comes first within its kind. */
export function sortedPackages(packages: readonly DiffPackage[]): readonly DiffPackage[] {
  return packages.toSorted(
    (one, other) =>
      order[kindOf(one)] - order[kindOf(other)] ||
      Number(other.chosen) - Number(one.chosen) ||
      one.title.localeCompare(other.title),
  )
}

const totalWords: Record<Against, Record<DiffKind, readonly [string, string]>> = {
  now: {
    add: ['comes back', 'come back'],
    remove: ['goes away', 'go away'],
    change: ['changes version', 'change version'],
  },
  before: { add: ['came', 'came'], remove: ['went', 'went'], change: ['changed version', 'changed version'] },
}
const signs: Record<DiffKind, string> = { add: '+', remove: '−', change: '~' }
const tones: Record<DiffKind, string> = { add: 'ok', remove: 'danger', change: 'accent-t' }

export interface Total {
  readonly kind: DiffKind
  readonly number: string
  readonly tone: string
  readonly words: string
}

/** `+1 comes back`, `−4 go away`, `~12 change version`: only what there is. */
export function totalsOf({ packages }: GenerationDiff, against: Against): readonly Total[] {
  return (['add', 'remove', 'change'] as const).flatMap((kind) => {
    const count = packages.filter((each) => kindOf(each) === kind).length
    const [one, many] = totalWords[against][kind]
    return count === 0
      ? []
      : [{ kind, number: `${signs[kind]}${count}`, tone: tones[kind], words: count === 1 ? one : many }]
  })
}

/** `19.8 MB to download. 291 MB less on disk.` */
export function costWords({ download, disk }: GenerationDiff): string {
  const fetched =
    download === 0
      ? 'Nothing to download: everything is still here.'
      : `${formatBytes(download)} to download.`
  if (disk === 0) return `${fetched} The same size on disk.`
  return `${fetched} ${formatBytes(Math.abs(disk))} ${disk < 0 ? 'less' : 'more'} on disk.`
}

export function fileTotal({ files }: GenerationDiff): number {
  return files.added + files.removed + files.changed
}

/** `12 files: 8 added, 3 removed, 1 changed`. */
export function fileWords(diff: GenerationDiff): string {
  const { added, removed, changed } = diff.files
  const parts = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ]
  return `${countOf(fileTotal(diff), 'file')}: ${parts.join(', ')}`
}

/** `2 configuration files differ, 1 stays as you edited it`. */
export function configurationWords({ configuration }: GenerationDiff): string {
  const edited = configuration.filter((each) => each.edited).length
  const all = `${countOf(configuration.length, 'configuration file')} ${configuration.length === 1 ? 'differs' : 'differ'}`
  if (edited === 0) return all
  return `${all}, ${edited} ${edited === 1 ? 'stays as you edited it' : 'stay as you edited them'}`
}

export const changeWords = { added: 'added', removed: 'removed', changed: 'changed' } as const

export function isSame(diff: GenerationDiff): boolean {
  return diff.packages.length === 0 && fileTotal(diff) === 0 && diff.configuration.length === 0
}

/** The title and the sentence about weaknesses that going there brings back; null where it brings none. */
export function weaknessWords({ weaknesses, packages }: GenerationDiff): {
  readonly title: string
  readonly text: string
} | null {
  if (weaknesses.length === 0) return null
  const titles = new Map(packages.map(({ name, title }) => [name, title]))
  const known = weaknesses.map(({ id, name, version }) => `${titles.get(name) ?? name} ${version} has ${id}`)
  const ids = new Set(weaknesses.map(({ id }) => id))
  const title = `Brings back ${countOf(ids.size, 'known weakness', 'known weaknesses')}`
  return { title, text: `${listOf(known.slice(0, 3))}${known.length > 3 ? ', and more' : ''}.` }
}
