/** AppStream's markup (`p`, `ul`, `ol`, `li`, `em`, `code`) and whatever else people write there, as plain text. */
import { hidesCharacters, lineOf } from './clean-text.ts'
import { type Findings, note } from './findings.ts'
import { toLocale } from './locale.ts'
import { elementsOf, type XmlElement } from '../xml/read-xml.ts'

export interface PlainText {
  /** Paragraphs with an empty line between them; points begin with `- ` or `1. `. */
  readonly text: string
  /** Elements that have no meaning where they stand, and were taken for their text or left out. */
  readonly odd: readonly XmlElement[]
  readonly hides: boolean
}

/** What may stand in what. */
const inside: Readonly<Record<string, readonly string[]>> = {
  description: ['p', 'ul', 'ol'],
  p: ['em', 'code'],
  ul: ['li'],
  ol: ['li'],
  li: ['em', 'code'],
  em: ['em', 'code'],
  code: ['em', 'code'],
}
/** Nobody is meant to read what stands in these. */
const silent = new Set(['script', 'style', 'iframe', 'object', 'embed', 'svg', 'template', 'head', 'title'])
const blocks = new Set(['p', 'ul', 'ol', 'div', 'section', 'h1', 'h2', 'h3', 'h4', 'blockquote', 'pre'])

/** The words of one language (null for the untranslated ones); an untranslated part stands in for a missing one. */
export function plainText(description: XmlElement, locale: string | null): PlainText {
  const text = blocksOf(description, locale).join('\n\n')
  return { text, odd: oddIn(description), hides: hidesCharacters(wordsIn(description, locale)) }
}

/** The languages that any part of a description is written in. */
export function localesOf(element: XmlElement): Set<string> {
  const found = new Set<string>()
  for (const child of elementsOf(element)) {
    const locale = localeOf(child)
    if (locale !== null && locale !== 'none') found.add(locale)
    for (const below of localesOf(child)) found.add(below)
  }
  return found
}

/** Null for untranslated; `none` for a language that there is not. */
export function localeOf({ attributes }: XmlElement): string | null {
  const written = attributes['xml:lang']
  if (written === undefined || written === 'C') return null
  return toLocale(written) ?? 'none'
}

/** The first of what is out of place, each where it stands. */
export function tellOfMarkup(odd: readonly XmlElement[], findings: Findings): void {
  for (const { line, name } of odd.slice(0, 5)) {
    note(findings, 'error', 'text/markup', {
      line,
      value: name.slice(0, 40),
      accepted: 'p, ul, ol, li, em, code',
    })
  }
}

function oddIn(element: XmlElement): XmlElement[] {
  const fits = inside[element.name] ?? []
  return elementsOf(element).flatMap((child) => (fits.includes(child.name) ? oddIn(child) : [child]))
}

/** The text of the parts in a language, and of those in none. */
function wordsIn(element: XmlElement, locale: string | null): string {
  return element.children
    .filter((child) => typeof child === 'string' || [null, locale].includes(localeOf(child)))
    .map((child) => (typeof child === 'string' ? child : wordsIn(child, locale)))
    .join('')
}

function blocksOf(parent: XmlElement, locale: string | null): string[] {
  const found: string[] = []
  let loose = ''
  const flush = (): void => {
    const line = lineOf(loose)
    if (line !== '') found.push(line)
    loose = ''
  }
  for (const child of inLanguage(parent, locale)) {
    if (typeof child === 'string' || !blocks.has(child.name)) {
      loose += typeof child === 'string' ? child : inline(child)
      continue
    }
    flush()
    found.push(...blockOf(child, locale))
  }
  flush()
  return found
}

function blockOf(element: XmlElement, locale: string | null): string[] {
  if (element.name !== 'ul' && element.name !== 'ol') return blocksOf(element, locale)
  const points = inLanguage(element, locale)
    .filter((child): child is XmlElement => typeof child !== 'string')
    .map((child) => lineOf(inline(child)))
    .filter((point) => point !== '')
  const marked = points.map((point, index) => `${element.name === 'ol' ? `${index + 1}.` : '-'} ${point}`)
  return marked.length === 0 ? [] : [marked.join('\n')]
}

function inline(element: XmlElement): string {
  if (silent.has(element.name.toLowerCase())) return ' '
  const text = element.children.map((child) => (typeof child === 'string' ? child : inline(child))).join('')
  if (element.name === 'code' && text.trim() !== '') return `\`${text.trim()}\``
  return element.name === 'br' || element.name === 'li' ? ` ${text} ` : text
}

/** Of each part and its translations, which follow it: the one that is wanted. */
function inLanguage(parent: XmlElement, locale: string | null): readonly (XmlElement | string)[] {
  const chosen: (XmlElement | string)[] = []
  for (const child of parent.children) {
    if (typeof child === 'string') {
      chosen.push(child)
      continue
    }
    const own = localeOf(child)
    if (own === null) chosen.push(child)
    else if (own === locale) replaceLast(chosen, child)
  }
  return chosen
}

function replaceLast(chosen: (XmlElement | string)[], translated: XmlElement): void {
  const at = chosen.findLastIndex((one) => typeof one !== 'string')
  const last = chosen[at]
  const isItsOriginal = typeof last === 'object' && last.name === translated.name && localeOf(last) === null
  if (isItsOriginal) chosen[at] = translated
  else chosen.push(translated)
}
