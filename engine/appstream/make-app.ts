/** The `app` of a recipe, out of a component, a desktop entry, and the package's own words. */
import type { WrittenApp } from '../builder/recipe.ts'
import type { Translation } from '../model/app-record.ts'
import { cut, lineOf } from './clean-text.ts'
import { mediaTypes } from './component-facts.ts'
import type { Component } from './component.ts'
import { type DebianText, readDebianText } from './debian-text.ts'
import { type DesktopFile, listOf } from './desktop-file.ts'
import { type Findings, note } from './findings.ts'
import { fitTranslations } from './fit-translations.ts'
import type { ControlFacts, UnpackedTree } from './tree.ts'

/** What is known of one app. One of the first two is there. */
export interface AppSources {
  readonly component: Component | null
  readonly entry: DesktopFile | null
  readonly control: ControlFacts
  readonly tree: UnpackedTree
}

/** Everything but its pictures. */
export function makeApp(sources: AppSources, findings: Findings): WrittenApp {
  const { component, entry, control } = sources
  const debian = readDebianText(control.description)
  const { translations: said, urls, ...words } = component?.words ?? {}
  const translations = translationsOf(said ?? {}, entry, findings)
  const launchable = launchableOf(sources)
  const links = { ...(control.homepage === undefined ? {} : { homepage: control.homepage }), ...urls }
  return {
    ...words,
    id: component?.id ?? entry?.id ?? control.name,
    ...namesOf(sources, debian),
    ...wordsOfEntry(words, entry),
    ...(Object.keys(links).length === 0 ? {} : { urls: links }),
    ...(launchable === null ? {} : { launchable }),
    ...(Object.keys(translations).length === 0 ? {} : { translations }),
  }
}

function namesOf(
  { component, entry, control }: AppSources,
  debian: DebianText,
): Pick<WrittenApp, 'name' | 'summary' | 'description'> {
  const comment = entry?.comments.get('') ?? entry?.genericNames.get('')
  const summary = component?.summary ?? (debian.summary === '' ? comment : debian.summary)
  const name = component?.name ?? entry?.names.get('') ?? control.name
  const description = component?.words.description ?? debian.description
  return { name, summary: summary ?? name, ...(description === '' ? {} : { description }) }
}

/** What the entry adds where the component is silent. */
function wordsOfEntry(
  words: Pick<WrittenApp, 'keywords' | 'media_types'>,
  entry: DesktopFile | null,
): Pick<WrittenApp, 'keywords' | 'media_types'> {
  if (entry === null) return {}
  const keywords = words.keywords ?? keywordList(entry.keywords.get(''))
  const types = words.media_types ?? mediaTypes(entry.mediaTypes)
  return {
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(types.length === 0 ? {} : { media_types: types }),
  }
}

function keywordList(value: string | undefined): string[] {
  return listOf(value)
    .map((word) => cut(lineOf(word), 100))
    .slice(0, 64)
}

function translationsOf(
  said: Readonly<Record<string, Translation>>,
  entry: DesktopFile | null,
  findings: Findings,
): Record<string, Translation> {
  const all: Record<string, Translation> = { ...said }
  const locales = [...(entry?.names.keys() ?? []), ...(entry?.comments.keys() ?? [])]
  for (const locale of new Set(locales)) {
    if (locale === '') continue
    const name = entry?.names.get(locale)
    const summary = entry?.comments.get(locale)
    const keywords = keywordList(entry?.keywords.get(locale))
    all[locale] = {
      ...(name === undefined ? {} : { name }),
      ...(summary === undefined ? {} : { summary }),
      ...(keywords.length === 0 ? {} : { keywords }),
      ...all[locale],
    }
  }
  const fitted = fitTranslations(all)
  if (fitted.cut > 0) note(findings, 'hint', 'translations/cut', { value: String(fitted.cut) })
  return fitted.translations
}

/** Where commands lie in a package. */
const programFolders = ['usr/bin', 'usr/games', 'usr/sbin', 'bin', 'sbin']

/** What the entry starts, where the package brings it. */
function launchableOf({ entry, tree, component }: AppSources): WrittenApp['launchable'] | null {
  const isHere = (program: string): boolean => {
    const places = new Set(programFolders.map((folder) => `${folder}/${program}`))
    return tree.files.some((file) => places.has(file.path))
  }
  if (entry?.program != null && isHere(entry.program)) {
    return { kind: entry.terminal ? 'terminal' : 'desktop', exec: entry.program }
  }
  const [binary] = component?.words.binaries ?? []
  if (component?.kind !== 'console-application' || binary === undefined || !isHere(binary)) return null
  return { kind: 'terminal', exec: binary }
}
