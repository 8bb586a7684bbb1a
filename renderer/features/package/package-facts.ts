import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import { licenseName } from '../../format/license-name.ts'
import { formatDate } from '../../format/time.ts'
import { countOf } from '../../format/words.ts'
import type { Fact } from '../../ui/facts.ts'
import { ageWords } from './app-words.ts'

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
    { label: 'License', value: licenseName(details.license) },
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

/** Of what nobody has published: neither from where nor how safe it is. */
export function previewedFacts(details: PackageDetails): readonly Fact[] {
  return packageFacts(details, null).filter(
    ({ label, value }) => value !== '' && label !== 'Advisories' && label !== 'Source',
  )
}

export interface DependencyRow {
  readonly clause: string
  readonly satisfiedBy: PackageDetails['dependencies'][number]['satisfiedBy']
}

/** What comes with it, each once: Debian asks for one package in two clauses, from a version and up to one. */
export function dependencyRows({ dependencies }: PackageDetails): readonly DependencyRow[] {
  const byRelease = Map.groupBy(dependencies, ({ clause, satisfiedBy }) =>
    satisfiedBy === null ? clause : `${satisfiedBy.name} ${satisfiedBy.version}`,
  )
  return [...byRelease.values()].map((all) => ({
    clause: inOneLine(all.map(({ clause }) => clause)),
    satisfiedBy: all[0]!.satisfiedBy,
  }))
}

/** `spell >= 1, < 2`: a name that stands there already is not said again. */
function inOneLine(clauses: readonly string[]): string {
  const [first = '', ...rest] = [...new Set(clauses)]
  const name = `${first.split(' ')[0]!} `
  return [
    first,
    ...rest.map((clause) => (clause.startsWith(name) ? clause.slice(name.length) : clause)),
  ].join(', ')
}

/** `None`, `2 new`, `1 new, 3 already installed`. */
export function dependencyWords(details: PackageDetails): string {
  const found = dependencyRows(details).map(({ satisfiedBy }) => satisfiedBy)
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

/** Paragraphs, points that begin with `- ` or `* `, and steps that begin with `1. `, with empty lines between them. */
export type TextBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'points' | 'steps'; readonly points: readonly string[] }

/** What there is to say beyond the summary: where that is the first line of the description, it is above already. */
export function aboutText({ summary, description }: Pick<PackageDetails, 'summary' | 'description'>): string {
  const [first = '', ...rest] = description.split(/\n\s*\n/)
  return rest.length > 0 && first.trim() === summary ? rest.join('\n\n') : description
}

const point = /^[-*] (.*)$/
const step = /^\d{1,3}\. (.*)$/

export function textBlocks(text: string): readonly TextBlock[] {
  return text.split(/\n\s*\n/).flatMap((block): TextBlock[] => {
    const lines = block
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (lines.length > 0 && lines.every((line) => step.test(line))) {
      return [{ kind: 'steps', points: lines.map((line) => line.replace(step, '$1')) }]
    }
    const points = lines.filter((line) => point.test(line)).map((line) => line.replace(point, '$1').trim())
    const words = lines.filter((line) => !point.test(line)).join(' ')
    return [
      ...(words === '' ? [] : [{ kind: 'text' as const, text: words }]),
      ...(points.length === 0 ? [] : [{ kind: 'points' as const, points }]),
    ]
  })
}
