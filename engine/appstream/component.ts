/** One component of AppStream, read from its XML: what it says, cleaned and bounded, and the lines where it says it. */
import type { Translation } from '../model/app-record.ts'
import { cut, hidesCharacters, lineOf } from './clean-text.ts'
import type { AppWords } from './app-words.ts'
import { factsOf } from './component-facts.ts'
import { ratingFrom } from './component-rating.ts'
import { releasesOf } from './component-releases.ts'
import { type ShotOffer, screenshotsOf } from './component-screenshots.ts'
import { keywordsByLocale, single, wordsOf } from './component-words.ts'
import { type Findings, note } from './findings.ts'
import { noteUnknown } from './locale.ts'
import { localeOf, localesOf, plainText, tellOfMarkup } from './markup.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'

export interface Component {
  /** `desktop-application`, `addon`, … as AppStream names them now. */
  readonly kind: string
  readonly id: string
  readonly name: string | null
  readonly summary: string | null
  /** Everything that goes into the recipe as it is. */
  readonly words: AppWords
  readonly license: string | null
  readonly categories: readonly string[]
  readonly icons: readonly { readonly type: string; readonly value: string }[]
  readonly screenshots: readonly ShotOffer[]
  /** Where each thing is said; releases and screenshots by their place: `releases.0`. */
  readonly lines: ReadonlyMap<string, number>
}

/** What older files call by another name. */
const kinds: Readonly<Record<string, string>> = {
  desktop: 'desktop-application',
  'desktop-app': 'desktop-application',
  console: 'console-application',
  webapp: 'web-application',
}

const lists = new Set(
  'translation provides url icon launchable extends content_rating pkgname bundle agreement compulsory_for_desktop'.split(
    ' ',
  ),
)

/** What a component may hold, as AppStream 1.0 and the tools around it write it. */
const known = new Set(
  `id name name_variant_suffix summary description metadata_license project_license project_group developer developer_name
  launchable url icon keywords categories releases screenshots provides requires recommends supports suggests extends
  content_rating branding languages translation update_contact custom agreement mimetypes compulsory_for_desktop bundle
  replaces pkgname source_pkgname tags references kudos metadata naming`.split(/\s+/),
)

/** Null where it has no id: it cannot be told from others. */
export function readComponent(element: XmlElement, findings: Findings): Component | null {
  const lines = linesOf(element, findings)
  noteUnknown(languagesIn(element), element.line, findings)
  const id = idOf(element, findings)
  if (id === null) return null
  const { facts, categories, icons } = factsOf(element, findings)
  const rating = ratingFrom(element, findings)
  const releases = releasesOf(element, findings, lines)
  const screenshots = screenshotsOf(element, findings, lines)
  const name = wordsOf(element, 'name', findings)
  const summary = wordsOf(element, 'summary', findings)
  const description = descriptionOf(element, findings)
  const translations = translationsOf({ element, findings, screenshots, name, summary, description })
  return {
    kind: kindOf(element),
    id,
    name: name.get('') ?? null,
    summary: summary.get('') ?? null,
    words: {
      ...facts,
      ...(description.get('') === undefined ? {} : { description: description.get('') }),
      ...(rating === null ? {} : { content_rating: rating }),
      ...(releases.length === 0 ? {} : { releases }),
      ...(Object.keys(translations).length === 0 ? {} : { translations }),
    },
    license: single(element, 'project_license'),
    categories,
    icons,
    screenshots,
    lines,
  }
}

/** Older files say the type at the id. */
export function kindOf(element: XmlElement): string {
  const [id] = elementsOf(element, 'id')
  const kind = lineOf(element.attributes['type'] ?? id?.attributes['type'] ?? 'generic')
  return kinds[kind] ?? kind
}

function languagesIn(element: XmlElement): string[] {
  const own = element.attributes['xml:lang']
  return [...(own === undefined ? [] : [own]), ...elementsOf(element).flatMap(languagesIn)]
}

function idOf(element: XmlElement, findings: Findings): string | null {
  const id = single(element, 'id')
  if (id === null) note(findings, 'error', 'id/missing', { line: element.line })
  else if (/^[A-Za-z0-9][A-Za-z0-9._+-]{0,254}$/.test(id)) return id
  else note(findings, 'error', 'id/form', { line: element.line, value: id, accepted: 'org.example.App' })
  return null
}

/** The first line of each field, and a finding for what may stand once and stands twice. */
function linesOf(element: XmlElement, findings: Findings): Map<string, number> {
  const lines = new Map<string, number>([['component', element.line]])
  for (const child of elementsOf(element)) {
    const isAgain = lines.has(child.name) && localeOf(child) === null && !lists.has(child.name)
    if (isAgain) note(findings, 'error', 'field/repeated', { line: child.line, value: child.name })
    else if (!known.has(child.name))
      note(findings, 'hint', 'field/unknown', { line: child.line, value: child.name })
    if (!lines.has(child.name)) lines.set(child.name, child.line)
    // Languages that are written from right to left need such marks.
    const severity = localeOf(child) === null ? 'warning' : 'hint'
    if (elementsOf(child).length === 0 && hidesCharacters(textOf(child)))
      note(findings, severity, 'text/hidden', { line: child.line, value: child.name })
  }
  return lines
}

/** Characters of a description; a page of a book has 2,000. */
const longestDescription = 20_000

function descriptionOf(element: XmlElement, findings: Findings): Map<string, string> {
  const found = new Map<string, string>()
  for (const description of elementsOf(element, 'description')) {
    const whole = localeOf(description)
    if (whole === 'none') continue
    const plain = plainText(description, whole)
    if (whole === null && !found.has('')) tellOfText(description, plain, findings)
    for (const locale of new Set([whole ?? '', ...localesOf(description)])) {
      const { text } = plainText(description, locale === '' ? null : locale)
      if (text !== '' && !found.has(locale)) found.set(locale, cut(text, longestDescription))
    }
  }
  return found
}

function tellOfText(
  { line }: XmlElement,
  { text, odd, hides }: ReturnType<typeof plainText>,
  findings: Findings,
): void {
  tellOfMarkup(odd, findings)
  if (hides) note(findings, 'warning', 'text/hidden', { line, value: 'description' })
  if (text.length > longestDescription) note(findings, 'warning', 'text/long', { line, value: 'description' })
}

function translationsOf(said: {
  readonly element: XmlElement
  readonly findings: Findings
  readonly screenshots: readonly ShotOffer[]
  readonly name: ReadonlyMap<string, string>
  readonly summary: ReadonlyMap<string, string>
  readonly description: ReadonlyMap<string, string>
}): Record<string, Translation> {
  const keywords = keywordsByLocale(said.element, said.findings)
  const locales = new Set([
    ...said.name.keys(),
    ...said.summary.keys(),
    ...said.description.keys(),
    ...said.screenshots.flatMap(({ captions }) => [...captions.keys()]),
  ])
  locales.delete('')
  const all: Record<string, Translation> = {}
  for (const locale of [...locales].sort()) {
    const [name, summary, description] = [said.name, said.summary, said.description].map((of) =>
      of.get(locale),
    )
    const captions = said.screenshots.map((shot) => shot.captions.get(locale) ?? '')
    const words = keywords.get(locale)
    all[locale] = {
      ...(name === undefined ? {} : { name }),
      ...(summary === undefined ? {} : { summary }),
      ...(description === undefined ? {} : { description }),
      ...(words === undefined ? {} : { keywords: words }),
      ...(captions.some((caption) => caption !== '') ? { captions } : {}),
    }
  }
  return all
}
