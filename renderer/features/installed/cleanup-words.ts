import type { CleanupItem, CleanupReport } from '../../../engine/api/history-operations.ts'
import { countOf } from '../../format/words.ts'
import type { IconName } from '../../ui/icons.ts'

type FreedKind = Exclude<CleanupItem['kind'], 'orphan'>

interface KindWords {
  readonly one: string
  readonly many: string
  readonly icon: IconName
  /** Why it can go, or what its going means. */
  readonly sub: string
}

const kinds: Record<FreedKind, KindWords> = {
  generation: {
    one: 'old generation',
    many: 'old generations',
    icon: 'history',
    sub: 'You can’t go back to what is cleaned up here',
  },
  release: {
    one: 'unpacked release',
    many: 'unpacked releases',
    icon: 'box',
    sub: 'No generation that stays holds it',
  },
  trigger: {
    one: 'generated folder',
    many: 'generated folders',
    icon: 'gauge',
    sub: 'No generation that stays holds it',
  },
  download: {
    one: 'download',
    many: 'downloads',
    icon: 'download',
    sub: 'Fetched again when it is needed',
  },
  picture: {
    one: 'picture or description',
    many: 'pictures and descriptions',
    icon: 'image',
    sub: 'Fetched again when it is shown',
  },
  unfinished: {
    one: 'unfinished piece',
    many: 'unfinished pieces',
    icon: 'alert-circle',
    sub: 'Left by something that was stopped half-way',
  },
  purged: {
    one: 'set of removed configuration',
    many: 'sets of removed configuration',
    icon: 'settings',
    sub: 'It can’t be brought back any more',
  },
  damaged: {
    one: 'damaged file',
    many: 'damaged files',
    icon: 'alert-circle',
    sub: 'Put aside when it was repaired',
  },
  tree: {
    one: 'old view of the files',
    many: 'old views of the files',
    icon: 'folder',
    sub: 'Nothing runs from it',
  },
}

export interface Freed {
  readonly kind: FreedKind
  readonly title: string
  readonly sub: string
  readonly icon: IconName
  readonly bytes: number
}

/** What cleaning up takes, one row for each kind, the largest first. */
export function freedByKind({ items }: Pick<CleanupReport, 'items'>): readonly Freed[] {
  return (Object.keys(kinds) as FreedKind[])
    .map((kind) => ({ kind, all: items.filter((item) => item.kind === kind) }))
    .filter(({ all }) => all.length > 0)
    .map(({ kind, all }) => ({
      kind,
      title: countOf(all.length, kinds[kind].one, kinds[kind].many),
      sub: kinds[kind].sub,
      icon: kinds[kind].icon,
      bytes: bytesOf(all),
    }))
    .toSorted((one, other) => other.bytes - one.bytes)
}

/** What is lost for good: `Generation 12 can’t be gone back to any more.` Empty where everything can be had again. */
export function lostForGood({ items }: Pick<CleanupReport, 'items'>): string {
  const lost = items.filter(({ kind }) => kind === 'generation').map(({ name }) => name)
  const which = lost.length === 1 ? `Generation ${lost[0]}` : countOf(lost.length, 'old generation')
  return [
    ...(lost.length === 0 ? [] : [`${which} can’t be gone back to any more.`]),
    ...(items.some(({ kind }) => kind === 'purged')
      ? ['Configuration that you removed can’t be brought back any more.']
      : []),
  ].join(' ')
}

/** What one thing is called that goes. */
export function itemWords({ kind, name }: CleanupItem): string {
  if (kind === 'purged') return `Configuration removed with generation ${name}`
  return kind === 'generation' ? `Generation ${name}` : name
}

/** `2 files that you wrote`. */
export function keptWords({ paths }: NonNullable<CleanupReport['keptConfiguration']>[number]): string {
  const [only] = paths
  return paths.length === 1 && only !== undefined ? only : `${countOf(paths.length, 'file')} that you wrote`
}

/** `3 packages are no longer needed`. */
export function unneededWords(orphans: readonly CleanupItem[]): string {
  return `${countOf(orphans.length, 'package')} ${orphans.length === 1 ? 'is' : 'are'} no longer needed`
}

export function bytesOf(items: readonly CleanupItem[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0)
}
