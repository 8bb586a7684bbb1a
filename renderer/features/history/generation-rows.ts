import type { HistoryEntry } from '../../../engine/api/history-operations.ts'
import type { TitleOf } from '../../format/because.ts'
import { countWords, madeWords } from '../../format/history-words.ts'
import { formatDay } from '../../format/time.ts'
import type { IconName } from '../../ui/icons.ts'

export type GenerationRow =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'generation'; readonly key: string; readonly entry: HistoryEntry }

/** Pixels, as generations.css has them: rows of fixed height can be left out while nobody sees them. */
export const rowHeights: Record<GenerationRow['kind'], number> = { day: 32, generation: 52 }

/** Newest first, each day with its heading. Generation 0 was made on no day. */
export function rowsByDay(entries: readonly HistoryEntry[], now: Date): readonly GenerationRow[] {
  const rows: GenerationRow[] = []
  let before: string | null = null
  for (const entry of entries) {
    const text = entry.request === null ? 'At first' : formatDay(entry.at, now)
    if (text !== before) rows.push({ kind: 'day', key: `day ${entry.generation}`, text })
    rows.push({ kind: 'generation', key: String(entry.generation), entry })
    before = text
  }
  return rows
}

/** What a generation is called, and the small words below. */
export function rowWords(entry: HistoryEntry, titleOf: TitleOf): { title: string; sub: string } {
  const made = madeWords(entry, titleOf)
  if (entry.request === null) return { title: entry.label ?? made, sub: 'Nothing was installed' }
  const counts = countWords(entry)
  return entry.label === null
    ? { title: made, sub: counts }
    : { title: entry.label, sub: `${made}, ${counts}` }
}

type Kind = NonNullable<HistoryEntry['request']>['kind']

const icons: Record<Kind, IconName> = {
  install: 'plus',
  remove: 'trash',
  update: 'arrow-up',
  downgrade: 'arrow-down',
  replace: 'refresh',
  autoremove: 'leaf',
  repair: 'wrench',
  together: 'diff',
  rollback: 'rollback',
  'rollback-package': 'rollback',
  undo: 'undo',
}

export function rowIcon({ request, current }: HistoryEntry): IconName {
  if (current) return 'check'
  return request === null ? 'box' : icons[request.kind]
}
