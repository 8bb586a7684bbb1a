import { appLimits } from '../model/app-record.ts'
import { cut, lineOf } from './clean-text.ts'
import { type Findings, note } from './findings.ts'
import { localeOf } from './markup.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'

/** One line of text by language, the untranslated one under `''`. The first of each counts. */
export function wordsOf(parent: XmlElement, name: string, findings: Findings): Map<string, string> {
  const found = new Map<string, string>()
  const length = name === 'name' ? 200 : 400
  for (const child of elementsOf(parent, name)) {
    const locale = localeOf(child) ?? ''
    const words = lineOf(textOf(child))
    if (locale === 'none' || words === '' || found.has(locale)) continue
    if (words.length > length) note(findings, 'warning', 'text/long', { line: child.line, value: name })
    found.set(locale, cut(words, length))
  }
  return found
}

/** Whole lists in one language, or words in many. */
export function keywordsByLocale(element: XmlElement, findings: Findings): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const group of elementsOf(element, 'keywords')) {
    const around = localeOf(group) ?? ''
    for (const child of elementsOf(group, 'keyword')) {
      const locale = localeOf(child) ?? around
      const word = cut(lineOf(textOf(child)), 100)
      const words = found.get(locale) ?? []
      if (words.length === appLimits.keywords)
        note(findings, 'warning', 'text/long', { line: group.line, value: 'keywords' })
      else if (word !== '' && !words.includes(word)) words.push(word)
      if (words.length > 0) found.set(locale, words)
    }
  }
  found.delete('none')
  return found
}

/** The text of the first element of that name, on one line; null where it is absent or empty. */
export function single(parent: XmlElement, name: string): string | null {
  const [first] = elementsOf(parent, name)
  const text = first === undefined ? '' : lineOf(textOf(first))
  return text === '' ? null : text
}
