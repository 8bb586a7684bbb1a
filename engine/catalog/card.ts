import { maintainerName } from '../model/publisher.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { firstLine } from './first-line.ts'
import { hasEntry } from './menu-entry.ts'

type App = NonNullable<IndexRecord['app']>

/** What of a release stands on its card, or is named where a search says why it is shown. */
export type CardRecord = Pick<
  IndexRecord,
  | 'name'
  | 'version'
  | 'architecture'
  | 'description'
  | 'maintainer'
  | 'license'
  | 'categories'
  | 'tags'
  | 'commands'
  | 'provides'
  | 'size'
  | 'installed_size'
  | 'published'
> & {
  readonly app?:
    | (Pick<App, 'name' | 'summary'> &
        Partial<
          Pick<App, 'icon' | 'launchable' | 'launchables' | 'media_types' | 'keywords' | 'translations'>
        >)
    | undefined
}

/** As an offer; less of it. */
export interface CardOffer {
  readonly repository: string
  readonly record: CardRecord
}

type Listed<K extends 'tags' | 'commands' | 'provides'> = IndexRecord[K] | 0

/** In this order; 0 for nothing, and nothing in the end is left out. What the index has in columns is not here. */
type Card = readonly [
  version: string,
  architecture: IndexRecord['architecture'],
  installedSize: number,
  summary?: string | 0,
  publisher?: string | 0,
  published?: string | 0,
  tags?: Listed<'tags'>,
  commands?: Listed<'commands'>,
  provides?: Listed<'provides'>,
  app?: CardRecord['app'] | 0,
]

/** Kept in the search index, so that a page of results is shown without reading whole records. */
export function cardText(record: IndexRecord, verified: boolean): string {
  const { version, architecture, installed_size: installedSize, app, published } = record
  const orNothing = <T>(list: readonly T[]) => (list.length === 0 ? 0 : list)
  const card: unknown[] = [
    version,
    architecture,
    installedSize,
    app === undefined ? firstLine(record.description) : 0,
    // Only who is known by name is told.
    verified ? maintainerName(record.maintainer) : 0,
    isCanonicalMoment(published) ? 0 : published,
    orNothing(record.tags),
    orNothing(record.commands),
    orNothing(record.provides),
    app === undefined ? 0 : appOf(app),
  ]
  return JSON.stringify(card.slice(0, card.findLastIndex((each) => each !== 0) + 1))
}

/** It is written again as it was, out of its milliseconds. */
export function isCanonicalMoment(published: string): boolean {
  return isoOf(Date.parse(published)) === published
}

function appOf({ name, summary, icon, launchable, launchables, media_types, keywords, translations }: App) {
  const words = Object.entries(translations ?? {}).map(
    ([language, told]) =>
      [language, { name: told.name, summary: told.summary, keywords: told.keywords }] as const,
  )
  return {
    ...{ name, summary, icon, launchable, media_types, keywords, translations: Object.fromEntries(words) },
    // Only where nothing else says that it can be opened.
    launchables: launchable === undefined && hasEntry(launchables) ? launchables : undefined,
  }
}

export function cardAt(index: SearchIndex, number: number): CardOffer {
  const { about, data } = index
  const [version, architecture, installedSize, summary, publisher, published, tags, commands, provides, app] =
    JSON.parse(index.cardAt(number)) as Card
  const categories = data.categories.subarray(data.categoryStarts[number], data.categoryStarts[number + 1])
  return {
    repository: about.repositories[data.repositories[number]!]!,
    record: {
      name: index.nameOf(number),
      version,
      architecture,
      description: summary || '',
      maintainer: publisher || '',
      license: about.licenses[data.licenses[number]!]!,
      categories: Array.from(categories, (category) => about.categories[category]!),
      tags: tags || [],
      commands: commands || [],
      provides: provides || [],
      size: data.sizes[number]!,
      installed_size: installedSize,
      published: published || isoOf(data.moments[number]!),
      ...(app === undefined || app === 0 ? {} : { app }),
    },
  }
}

function isoOf(moment: number): string {
  return Number.isFinite(moment) ? new Date(moment).toISOString() : ''
}
