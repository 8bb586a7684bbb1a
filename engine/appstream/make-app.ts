/** The `app` of a recipe, out of a component, a desktop entry, and the package's own words. */
import { defined } from '../base/defined.ts'
import type { WrittenApp } from '../builder/recipe.ts'
import { appLimits, type Translation } from '../model/app-record.ts'
import type { AppWords } from './app-words.ts'
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
  const words = component?.words ?? {}
  return defined({
    ...words,
    id: component?.id ?? entry?.id ?? control.name,
    ...namesOf(sources, debian),
    ...(entry === null ? {} : wordsOfEntry(words, entry, findings)),
    urls: urlsOf(words, control),
    ...launchablesOf(sources),
    translations: translationsOf(words.translations ?? {}, entry, findings),
  })
}

function namesOf(
  { component, entry, control }: AppSources,
  debian: DebianText,
): Pick<WrittenApp, 'name' | 'summary'> & { readonly description: string | undefined } {
  const name = firstSaid([component?.name, wordOf(entry?.names)]) ?? control.name
  const ofEntry = [wordOf(entry?.comments), wordOf(entry?.genericNames)]
  return {
    name,
    summary: firstSaid([component?.summary, debian.summary, ...ofEntry]) ?? name,
    description: firstSaid([component?.words.description, debian.description]),
  }
}

function firstSaid(words: readonly (string | null | undefined)[]): string | undefined {
  return words.find((one) => one !== null && one !== undefined && one !== '') ?? undefined
}

function wordOf(words: ReadonlyMap<string, string> | undefined): string | undefined {
  return words?.get('')
}

function urlsOf({ urls }: AppWords, { homepage }: ControlFacts): WrittenApp['urls'] {
  const all = { ...(homepage === undefined ? {} : { homepage }), ...urls }
  return Object.keys(all).length === 0 ? undefined : all
}

/** What the entry adds where the component is silent. */
function wordsOfEntry(
  words: AppWords,
  entry: DesktopFile,
  findings: Findings,
): Pick<WrittenApp, 'keywords' | 'media_types'> {
  const keywords = withGeneric(words.keywords ?? keywordList(entry.keywords.get('')), entry, '')
  const types = words.media_types ?? mediaTypes(entry.mediaTypes, null, findings)
  return {
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(types.length === 0 ? {} : { media_types: types }),
  }
}

/** `Text Editor` is what people look for who know no name; an entry says it in more languages than keywords. */
function withGeneric(keywords: readonly string[], entry: DesktopFile, locale: string): string[] {
  const generic = cut(entry.genericNames.get(locale) ?? '', 100)
  const all = generic === '' ? keywords : [...keywords.slice(0, appLimits.keywords - 1), generic]
  return [...new Set(all)]
}

function keywordList(value: string | undefined): string[] {
  return listOf(value)
    .map((word) => cut(lineOf(word), 100))
    .slice(0, appLimits.keywords)
}

function translationsOf(
  said: Readonly<Record<string, Translation>>,
  entry: DesktopFile | null,
  findings: Findings,
): WrittenApp['translations'] {
  const all: Record<string, Translation> = { ...said }
  if (entry !== null) {
    for (const [locale, translation] of translationsOfEntry(entry)) {
      const whole = { ...translation, ...all[locale] }
      const keywords = withGeneric(whole.keywords ?? [], entry, locale)
      all[locale] = keywords.length === 0 ? whole : { ...whole, keywords }
    }
  }
  const fitted = fitTranslations(all)
  if (fitted.cut > 0) note(findings, 'hint', 'translations/cut', { value: String(fitted.cut) })
  return Object.keys(fitted.translations).length === 0 ? undefined : fitted.translations
}

function translationsOfEntry(entry: DesktopFile): Map<string, Translation> {
  const locales = new Set([...entry.names.keys(), ...entry.comments.keys(), ...entry.genericNames.keys()])
  locales.delete('')
  return new Map(
    [...locales].map((locale) => {
      const keywords = keywordList(entry.keywords.get(locale))
      const translation = defined({
        name: entry.names.get(locale),
        summary: entry.comments.get(locale),
        keywords: keywords.length === 0 ? undefined : keywords,
      })
      return [locale, translation]
    }),
  )
}

/** Where commands lie in a package. */
const programFolders = ['usr/bin', 'usr/games', 'usr/sbin', 'bin', 'sbin']

/** A program of another package is not what this one declares to start; that it has an entry for it is told all the same. */
function launchablesOf(sources: AppSources): Pick<Partial<WrittenApp>, 'launchable' | 'launchables'> {
  const launchable = launchableOf(sources)
  if (launchable !== undefined) return { launchable }
  const { component, entry } = sources
  if (entry === null || component?.words.launchables !== undefined) return {}
  return { launchables: [{ type: 'desktop-id', value: `${entry.id}.desktop` }] }
}

/** What the entry starts, else the command of a program for the terminal; where the package brings it. */
function launchableOf({ entry, tree, component }: AppSources): WrittenApp['launchable'] {
  const isHere = (program: string | null | undefined): program is string => {
    const places = new Set(programFolders.map((folder) => `${folder}/${program ?? ''}`))
    return tree.files.some((file) => places.has(file.path))
  }
  const program = entry?.program
  if (isHere(program)) return { kind: entry?.terminal === true ? 'terminal' : 'desktop', exec: program }
  const [binary] = component?.kind === 'console-application' ? (component.words.binaries ?? []) : []
  return isHere(binary) ? { kind: 'terminal', exec: binary } : undefined
}
