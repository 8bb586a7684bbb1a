import type { Output } from '../../engine/index.ts'
import { inline } from './text.ts'

type PackageDetails = Output<'package.info'>

/** What the importers write where no SPDX name fits, with where the words are. */
const licenseFiles: Readonly<Record<string, string>> = {
  'LicenseRef-debian-copyright': 'as its copyright file says',
  'LicenseRef-npm': 'as its license file says',
}

export function licenseWords(expression: string): string {
  return licenseFiles[expression] ?? inline(expression)
}

/** An app that nobody has rated is not one for everyone. */
export function ratingWords(rating: PackageDetails['contentRating']): string {
  if (rating === null) return 'not rated'
  const age = rating.age === 0 ? 'for everyone' : `from ${rating.age} years`
  const parts = rating.attributes.map(({ id, level }) => `${id} ${level}`)
  return parts.length === 0 ? age : `${age} (${parts.join(', ')})`
}

export const linkTitles: Readonly<Record<PackageDetails['urls'][number]['kind'], string>> = {
  homepage: 'App homepage',
  bugtracker: 'Bug tracker',
  donation: 'Donations',
  translate: 'Translation',
  'vcs-browser': 'Source code',
  contact: 'Contact',
  help: 'Help',
  faq: 'Questions',
  contribute: 'Contributing',
}

/** What a machine has to have; memory is in MiB, screens are in pixels. */
export function fitWords(fit: PackageDetails['requires']): string {
  const { display_length: lengths = [], controls = [], memory, internet } = fit ?? {}
  return [
    ...lengths.map((length) => `screen ${length} pixels`),
    ...controls,
    ...(memory === undefined ? [] : [`memory ${memory} MiB`]),
    ...(internet === undefined ? [] : [`internet ${internet}`]),
  ].join(', ')
}
