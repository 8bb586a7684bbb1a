import type { Output } from '../../engine/index.ts'
import { count } from './phrases.ts'
import { inline } from './text.ts'

type SearchAnswer = Output<'catalog.search'>
type FoundPackage = SearchAnswer['packages'][number]
type HiddenReason = SearchAnswer['hidden'][number]['reason']

/** Why a package is among the results, or would not be; empty where its name or summary shows it. */
export function foundWords({ matched, hidden, refused }: FoundPackage): string {
  if (hidden !== null) return reasonWords[hidden.reason](hidden.by === null ? '' : inline(hidden.by))
  if (refused !== null) return 'not allowed here'
  const [first] = matched
  return first === undefined ? '' : placeWords(first)
}

function placeWords({ field, text }: FoundPackage['matched'][number]): string {
  if (field === 'command') return text === null ? 'command' : `gives ${inline(text)}`
  if (field === 'description') return 'description'
  if (text === null) return ''
  return field === 'label' && text.includes('/') ? `opens ${inline(text)}` : inline(text)
}

const reasonWords: Readonly<Record<HiddenReason, (by: string) => string>> = {
  architecture: () => 'not for this machine',
  revoked: (by) => `taken back by ${by}`,
  stranger: () => 'bears another publisher’s name',
  owner: (by) => `only ${by} may offer it`,
  priority: (by) => `${by} comes first`,
  disabled: (by) => `${by} is not in use`,
}

/** What the words were taken for where nothing has them; null where they were taken as typed. */
export function meantText({ meant, partial }: SearchAnswer, query: string): string | null {
  if (partial) return `Nothing has all words of "${inline(query)}". These have some of them.`
  return meant === null
    ? null
    : `Nothing has "${inline(query)}". These have "${inline(meant)}", or words near to it.`
}

/** What matches too and is not in the list; null where nothing is. What another repository offers is not missing. */
export function hiddenText({ hidden }: SearchAnswer): string | null {
  const missing = hidden.filter(({ reason }) => reason !== 'priority' && reason !== 'disabled')
  const sum = missing.reduce((total, each) => total + each.count, 0)
  if (sum === 0) return null
  const why = missing.map(
    ({ reason, repository, count: many }) => `${many} ${hiddenBecause[reason]} (${inline(repository)})`,
  )
  return `${count(sum, 'match is', 'matches are')} hidden: ${why.join(', ')}. See them with --all.`
}

const hiddenBecause: Readonly<Record<HiddenReason, string>> = {
  architecture: 'not for this machine',
  revoked: 'taken back',
  stranger: 'with a name of another publisher',
  owner: 'with a name of another repository',
  priority: 'offered by a repository that comes first',
  disabled: 'of a repository that is not in use',
}
