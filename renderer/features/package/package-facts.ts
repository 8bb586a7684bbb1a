import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import { formatDate } from '../../format/time.ts'
import { countOf } from '../../format/words.ts'
import type { Fact } from '../../ui/facts.ts'

/** The strip below the head. Only facts that the engine has. */
export function packageFacts(details: PackageDetails, installed: PackageDetails | null): readonly Fact[] {
  // What runs here counts, not what an update would bring.
  const open = (installed ?? details).security.advisories.filter(({ state }) => state === 'affected').length
  const here = details.installed?.version
  const facts: readonly (Fact | null)[] = [
    {
      label: 'Version',
      value: details.version,
      ...(here === undefined ? {} : { note: here === details.version ? 'Installed' : `${here} installed` }),
    },
    details.published === null ? null : { label: 'Published', value: formatDate(details.published) },
    { label: 'License', value: details.license },
    {
      label: 'Advisories',
      ...(open === 0
        ? { value: 'None open' }
        : { value: `${open} open`, icon: 'shield-alert' as const, tone: 'danger' as const }),
    },
    details.repository === null ? null : { label: 'Source', value: details.repository },
    { label: 'Content', value: ageWords(details.contentRating) },
  ]
  return facts.filter((fact) => fact !== null)
}

/** An app that nobody has rated is not one for everyone. */
export function ageWords(rating: PackageDetails['contentRating']): string {
  if (rating === null) return 'Not rated'
  return rating.age === 0 ? 'For everyone' : `From ${rating.age} years`
}

/** `None`, `2 new`, `1 new, 3 already installed`. */
export function dependencyWords(details: PackageDetails): string {
  const found = details.dependencies.map(({ satisfiedBy }) => satisfiedBy)
  const here = found.filter((each) => each?.installed === true).length
  const fresh = found.filter((each) => each?.installed === false).length
  const missing = found.filter((each) => each === null).length
  return [
    fresh === 0 ? '' : `${fresh} new`,
    here === 0 ? '' : `${here} already installed`,
    missing === 0 ? '' : `${countOf(missing, 'part')} not offered`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** Plain paragraphs, separated by an empty line. */
export function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** Notes of a release: paragraphs, and lines that begin with `-` or `*` as a list. */
export type NoteBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly points: readonly string[] }

export function noteBlocks(notes: string): readonly NoteBlock[] {
  return notes.split(/\n\s*\n/).flatMap((block) => {
    const lines = block.split('\n').map((line) => line.trim())
    const points = lines.filter((line) => /^[-*] /.test(line)).map((line) => line.slice(2).trim())
    const text = lines.filter((line) => line !== '' && !/^[-*] /.test(line)).join(' ')
    return [
      ...(text === '' ? [] : [{ kind: 'text' as const, text }]),
      ...(points.length === 0 ? [] : [{ kind: 'list' as const, points }]),
    ]
  })
}
