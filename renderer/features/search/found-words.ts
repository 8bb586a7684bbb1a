import type { FoundPackage, SearchAnswer } from '../../../engine/api/catalog-operations.ts'
import { countOf } from '../../format/words.ts'

type HiddenReason = SearchAnswer['hidden'][number]['reason']

/** Why a package is among the results where its title and summary do not show it; null where they do. */
export function whyFound(
  { matched, name, title }: Pick<FoundPackage, 'matched' | 'name' | 'title'>,
  query = '',
): string | null {
  const [first] = matched
  switch (first?.field) {
    case 'command':
      return first.text === null ? 'Found by a command' : `Brings the command ${first.text}`
    case 'label':
      return labelWords(first.text, query)
    case 'description':
      return 'Found in its description'
    case 'name':
    case 'namePart':
      return isSeenIn(title, name) ? null : `The package is called ${name}`
    case 'title':
    case 'titleWord':
    case 'summary':
    case undefined:
      return null
  }
}

/** Whether a title shows the name of its package: `GNOME Mines` does, of `gnome-mines`. */
function isSeenIn(title: string, name: string): boolean {
  const shown = title.toLowerCase()
  return name.split('-').every((part) => shown.includes(part))
}

/** What is marked in what a result shows: what was typed, and the words that stand for it. */
export function wordsToMark({ matched }: Pick<FoundPackage, 'matched'>, query: string): string {
  const shown = matched.filter(({ field }) => field !== 'command' && field !== 'label')
  return [query, ...shown.flatMap(({ text }) => text ?? [])].join(' ')
}

function labelWords(text: string | null, query: string): string {
  if (text === null) return 'Found by a related word'
  if (text.includes('/')) return `Opens ${text}`
  // Debian's tags name a group first: works-with::image. It is told where it is what was typed.
  const [, group, word] = /^([a-z-]+)::(.+)$/.exec(text) ?? []
  if (group === undefined || word === undefined) return `Found by ${text}`
  const typed = query.toLowerCase().split(/\s+/)
  return typed.includes(group) ? `Found by ${group}: ${word}` : `Found by ${word}`
}

/** Why a package is not among the results otherwise. */
export function whyHidden({ hidden }: Pick<FoundPackage, 'hidden'>): string | null {
  if (hidden === null) return null
  const by = hidden.by ?? ''
  const words: Record<HiddenReason, string> = {
    architecture: 'Not for this machine',
    revoked: `Taken back by ${by}`,
    stranger: 'Bears another publisher’s name',
    owner: `Only ${by} may offer it`,
    priority: `${by} comes first`,
    disabled: `${by} is not in use`,
  }
  return words[hidden.reason]
}

/** What matches and is hidden; null where nothing is missing: what another repository offers is there. */
export function hiddenWords(hidden: SearchAnswer['hidden']): string | null {
  const reasons: readonly (readonly [HiddenReason, string])[] = [
    ['architecture', 'not for this machine'],
    ['revoked', 'taken back'],
    ['stranger', 'with another publisher’s name'],
    ['owner', 'with another repository’s name'],
  ]
  const counted = reasons.flatMap(([reason, words]) => {
    const sum = hidden.filter((each) => each.reason === reason).reduce((total, { count }) => total + count, 0)
    return sum === 0 ? [] : [{ sum, text: `${sum} ${words}` }]
  })
  const total = counted.reduce((all, { sum }) => all + sum, 0)
  return total === 0
    ? null
    : `${countOf(total, 'match', 'matches')} hidden: ${counted.map(({ text }) => text).join(', ')}.`
}
