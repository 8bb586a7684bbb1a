/** What a control file says that is not shown as it was written. */
import { hidesCharacters } from '../appstream/clean-text.ts'
import type { Finding, Rule } from '../model/finding.ts'
import type { Stanza } from './control.ts'
import { isHomepage, longestDescription } from './recipe-of.ts'

/** Elements of HTML, as people write them who think that it is read. Debian's texts are plain: `<stdio.h>` is a name. */
const element =
  /<\/?(a|b|br|center|code|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|script|span|strong|style|svg|table|td|tr|u|ul)(?=[\s/>])[^<>]*>/gi

export function controlFindings(control: Stanza): readonly Finding[] {
  const said = (key: string): string => control.get(key) ?? ''
  const [description, homepage] = [said('description'), said('homepage')]
  const file = said('package')
  const note = (rule: Rule, value: string): Finding => {
    return { severity: 'warning', rule, file, line: null, value, accepted: null }
  }
  const hidden = ['Description', 'Maintainer'].filter((key) => hidesCharacters(said(key.toLowerCase())))
  const elements = new Set(Array.from(description.matchAll(element), ([, name]) => name!.toLowerCase()))
  return [
    ...(hidden.length === 0 ? [] : [note('text/hidden', hidden.join(', '))]),
    ...(elements.size === 0 ? [] : [note('text/markup', [...elements].join(', '))]),
    ...(description.length > longestDescription ? [note('text/long', 'Description')] : []),
    ...(homepage === '' || isHomepage(homepage)
      ? []
      : [{ ...note('url/form', homepage.slice(0, 200)), accepted: 'https://example.org' }]),
  ]
}
