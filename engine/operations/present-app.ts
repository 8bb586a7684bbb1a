import type { AppDetails } from '../api/app-details.ts'
import type { PackageDetails } from '../api/package-operations.ts'
import { mediaName } from '../catalog/media-files.ts'
import { type Translation, urlKinds } from '../model/app-record.ts'
import { ratedAge, type RatingAttribute, ratingOf } from '../model/content-rating.ts'
import { licenseKind } from '../model/license-kind.ts'
import { translationFor } from '../model/localized.ts'
import type { AppRecord, Manifest } from '../model/manifest.ts'
import type { IndexRecord, MediaFile } from '../model/repository-index.ts'

type Declared = Pick<Manifest, 'name' | 'description' | 'license'>
/** As an index tells it, or as an installed manifest does, whose pictures nobody publishes any more. */
type Told = NonNullable<IndexRecord['app']> | AppRecord

type Presented = Omit<AppDetails, 'addOns'> & Pick<PackageDetails, 'description' | 'developer' | 'launchable'>
/** Words in another language than the record's own. */
type Translated = Partial<Pick<PackageDetails, 'title' | 'summary'>>

/** How a package presents itself, for who reads `locales`. */
export function presented(
  record: Declared,
  app: Told | undefined,
  locales: readonly string[],
): Presented & Translated {
  if (app === undefined) return silent(record)
  const translation = translationFor(app.translations ?? {}, locales)
  return {
    ...silent(record),
    description: translation?.description ?? app.description,
    developer: app.developer ?? null,
    launchable: app.launchable ?? null,
    appId: app.id,
    contentRating: ratingView(app),
    screenshots: shots(app, translation),
    releases: releaseViews(app),
    ...listsOf(app),
    ...factsOf(app),
    ...namesIn(translation),
  }
}

/** What is told of a package that is no app, and of one that says nothing more. */
function silent({ name, description, license }: Declared): Presented {
  return {
    description,
    developer: null,
    launchable: null,
    appId: name,
    licenseKind: licenseKind(license),
    contentRating: null,
    screenshots: [],
    releases: [],
    urls: [],
    extends: [],
    mediaTypes: [],
    keywords: [],
    developerId: null,
    metadataLicense: null,
    requires: null,
    recommendsFit: null,
    supports: null,
    branding: null,
    endOfLife: null,
  }
}

function namesIn(translation: Translation | null): Translated {
  const { name, summary } = translation ?? {}
  return { ...(name === undefined ? {} : { title: name }), ...(summary === undefined ? {} : { summary }) }
}

function ratingView(app: Told): AppDetails['contentRating'] {
  const rating = ratingOf(app.content_rating)
  if (rating === null) return null
  const attributes = Object.entries(rating.attributes)
    .filter(([, level]) => level !== 'none')
    .map(([id, level]) => ({ id: id as RatingAttribute, level }))
  return { age: ratedAge(rating), attributes }
}

function shots(app: Told, translation: Translation | null): AppDetails['screenshots'] {
  return app.screenshots.flatMap((shot, index) => {
    if (!isPublished(shot)) return []
    // An empty caption was not translated.
    const translated = translation?.captions?.[index] ?? ''
    return [
      {
        source: `media/${mediaName(shot)}`,
        caption: translated === '' ? shot.caption : translated,
        width: shot.width ?? null,
        height: shot.height ?? null,
      },
    ]
  })
}

function isPublished(shot: Told['screenshots'][number]): shot is MediaFile & { caption: string } {
  return 'type' in shot
}

function releaseViews(app: Told): AppDetails['releases'] {
  return app.releases.map(({ version, date, notes, urgency, url, issues }) => ({
    version,
    date,
    notes: notes ?? '',
    urgency: urgency ?? null,
    url: url ?? null,
    issues: (issues ?? []).map((issue) => ({ id: issue.id, url: issue.url ?? null })),
  }))
}

function listsOf(app: Told): Pick<AppDetails, 'urls' | 'extends' | 'mediaTypes' | 'keywords'> {
  const urls = urlKinds.flatMap((kind) => {
    const url = app.urls?.[kind]
    return url === undefined ? [] : [{ kind, url }]
  })
  return {
    urls,
    extends: app.extends ?? [],
    mediaTypes: app.media_types ?? [],
    keywords: app.keywords ?? [],
  }
}

type Facts = Pick<
  AppDetails,
  'developerId' | 'metadataLicense' | 'requires' | 'recommendsFit' | 'supports' | 'branding' | 'endOfLife'
>

function factsOf(app: Told): Facts {
  const { branding } = app
  return {
    developerId: app.developer_id ?? null,
    metadataLicense: app.metadata_license ?? null,
    requires: app.requires ?? null,
    recommendsFit: app.recommends ?? null,
    supports: app.supports ?? null,
    branding: branding === undefined ? null : { light: branding.light ?? null, dark: branding.dark ?? null },
    endOfLife: app.date_eol ?? null,
  }
}
