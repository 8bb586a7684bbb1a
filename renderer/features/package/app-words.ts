import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatDate } from '../../format/time.ts'
import { capitalized, listOf } from '../../format/words.ts'

/** Of a release that nobody installs any more. */
export function takenBackWords({ reason, at }: { readonly reason: string; readonly at: string }): string {
  const taken = `Taken back on ${formatDate(at)}`
  return reason === '' ? taken : `${taken}: ${reason}`
}

/** An app that nobody has rated is not one for everyone. */
export function ageWords(rating: PackageDetails['contentRating']): string {
  if (rating === null) return 'Not rated'
  return rating.age === 0 ? 'For everyone' : `From ${rating.age} years`
}

/** What is in it, most of all first: `intense gambling, mild swearing`. Null where there is nothing. */
export function ratingWords(rating: PackageDetails['contentRating']): string | null {
  const levels = ['intense', 'moderate', 'mild', 'none']
  const inOrder = (rating?.attributes ?? []).toSorted(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level),
  )
  if (inOrder.length === 0) return null
  return capitalized(listOf(inOrder.map(({ id, level }) => `${level} ${attributes[id]}`)))
}

type Attribute = NonNullable<PackageDetails['contentRating']>['attributes'][number]['id']

const attributes: Readonly<Record<Attribute, string>> = {
  'violence-cartoon': 'cartoon violence',
  'violence-fantasy': 'fantasy violence',
  'violence-realistic': 'realistic violence',
  'violence-bloodshed': 'bloodshed',
  'violence-sexual': 'sexual violence',
  'violence-desecration': 'human remains',
  'violence-slavery': 'slavery',
  'violence-worship': 'desecration',
  'drugs-alcohol': 'alcohol',
  'drugs-narcotics': 'narcotics',
  'drugs-tobacco': 'tobacco',
  'sex-nudity': 'nudity',
  'sex-themes': 'sexual themes',
  'sex-homosexuality': 'homosexuality',
  'sex-prostitution': 'prostitution',
  'sex-adultery': 'adultery',
  'sex-appearance': 'sexualized characters',
  'language-profanity': 'profanity',
  'language-humor': 'crude humor',
  'language-discrimination': 'discrimination',
  'social-chat': 'chat with others',
  'social-info': 'sharing of information',
  'social-audio': 'talking with others',
  'social-location': 'sharing of the location',
  'social-contacts': 'sharing of contacts',
  'money-advertising': 'advertising',
  'money-purchasing': 'purchases',
  'money-gambling': 'gambling',
}

/** What a license lets people do; null where nobody knows. */
export function licenseWords(kind: PackageDetails['licenseKind']): string | null {
  return licenses[kind] ?? null
}

const licenses: Readonly<Partial<Record<PackageDetails['licenseKind'], string>>> = {
  permissive: 'Free to use, change and pass on',
  'weak-copyleft': 'Free; changes to it stay free',
  copyleft: 'Free; what is made from it stays free',
  proprietary: 'Proprietary',
}

export const linkTitles: Readonly<Record<PackageDetails['urls'][number]['kind'], string>> = {
  homepage: 'Homepage',
  bugtracker: 'Report a problem',
  donation: 'Donate',
  translate: 'Translate',
  'vcs-browser': 'Source code',
  contact: 'Contact',
  help: 'Help',
  faq: 'Questions and answers',
  contribute: 'Take part',
}

type Fit = NonNullable<PackageDetails['requires']>

/** What a machine has to have, in one line; null where nothing is said. */
export function fitWords(fit: Fit | null): string | null {
  if (fit === null) return null
  const { display_length: lengths = [], controls = [], memory, internet } = fit
  const parts = [
    ...lengths.map(screenWords),
    ...controls.map((control) => hands[control]),
    ...(memory === undefined ? [] : [memoryWords(memory)]),
    ...(internet === undefined ? [] : [connections[internet]]),
  ]
  return parts.length === 0 ? null : capitalized(listOf(parts))
}

const comparisons: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
  '=': 'exactly',
}

function screenWords(relation: string): string {
  const [comparison = '', pixels = ''] = relation.split(' ')
  return `a screen of ${comparisons[comparison] ?? ''} ${pixels} pixels`
}

function memoryWords(relation: string): string {
  const [comparison = '', size = ''] = relation.split(' ')
  return `${comparisons[comparison] ?? ''} ${formatBytes(Number(size) * 1024 * 1024)} of memory`
}

const hands: Readonly<Record<NonNullable<Fit['controls']>[number], string>> = {
  pointing: 'a mouse',
  keyboard: 'a keyboard',
  console: 'a terminal',
  tablet: 'a drawing tablet',
  touch: 'a touch screen',
  gamepad: 'a gamepad',
  'tv-remote': 'a remote control',
  voice: 'a microphone',
  vision: 'a camera',
}

const connections: Readonly<Record<NonNullable<Fit['internet']>, string>> = {
  always: 'the internet',
  'offline-only': 'no internet',
  'first-run': 'the internet at its first start',
}
