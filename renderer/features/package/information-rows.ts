import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import { formatDate } from '../../format/time.ts'
import { listOf } from '../../format/words.ts'
import { fitWords, licenseWords, ratingWords } from './app-words.ts'

export interface InformationRow {
  readonly label: string
  readonly value: string
  readonly mono?: boolean
  readonly href?: string
}

/** What is known of a package and has no place of its own on the page. */
export function informationRows(details: PackageDetails): readonly InformationRow[] {
  return [...ofPackage(details), ...ofPeople(details), ...ofApp(details), ...ofRelations(details)].filter(
    (row) => row !== null,
  )
}

/** Of what nobody has published or installed. */
export function previewedRows(details: PackageDetails): readonly InformationRow[] {
  return informationRows(details).filter(({ label, value }) => value !== '' && label !== 'Needed by')
}

type MaybeRow = InformationRow | null

function ofPackage({ name, installed, repository, architecture }: PackageDetails): MaybeRow[] {
  return [
    { label: 'Package', value: name, mono: true },
    row('Installed', installed === null ? null : `${installed.version}, ${formatDate(installed.at)}`),
    row('Repository', repository),
    row('Architecture', architecture === 'universal' ? 'Every' : architecture),
  ]
}

function ofPeople({ developer, developerId, publisher, maintainer }: PackageDetails): MaybeRow[] {
  return [
    row('Developer', developer === publisher ? null : developer),
    row('Developer id', developerId),
    row('Maintainer', maintainer),
  ]
}

/** Kinds of file that a line has room for. */
const mostTypes = 6

function ofApp(details: PackageDetails): MaybeRow[] {
  return [
    row('Needs', fitWords(details.requires)),
    row('Runs best with', fitWords(details.recommendsFit)),
    row('Also fits', fitWords(details.supports)),
    row('Content', ratingWords(details.contentRating)),
    row('License', licenseWords(details.licenseKind)),
    row('Opens', listed([...new Set(details.mediaTypes.map(kindOfFile))].slice(0, mostTypes))),
    row('Add-on of', listed(details.extends)),
  ]
}

/** `portable-anymap` of `image/x-portable-anymap`: the rest tells who named it, and no line has room for that. */
function kindOfFile(mediaType: string): string {
  if (mediaType === 'text/plain') return 'plain text'
  return mediaType.replace(/^[^/]*\//, '').replace(/^x-|^vnd\.(?:[^.]+\.(?=.))?/, '')
}

function ofRelations(details: PackageDetails): MaybeRow[] {
  const isLinked = (kind: string): boolean => details.urls.some((each) => each.kind === kind)
  return [
    row('Needed by', listed(details.neededBy) ?? 'Nothing here'),
    row('Stands in for', listed(details.provides)),
    row('Not together with', listed(details.conflicts)),
    // The app's own links stand together in their own card.
    isLinked('homepage') ? null : link('Homepage', details.homepage),
    isLinked('vcs-browser') ? null : link('Source code', details.sourceUrl),
    row('License of these words', details.metadataLicense),
  ]
}

function listed(values: readonly string[]): string | null {
  return values.length === 0 ? null : listOf(values)
}

function row(label: string, value: string | null): MaybeRow {
  return value === null ? null : { label, value }
}

/** Addresses come from publishers: only what a browser opens as a page becomes a link. */
function link(label: string, url: string | null): MaybeRow {
  if (url === null) return null
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  return isWeb ? { label, value: new URL(url).host, href: url } : { label, value: url }
}
