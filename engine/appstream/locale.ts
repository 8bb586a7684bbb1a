import { localeForm } from '../model/app-record.ts'
import { type Findings, note } from './findings.ts'

const modifiers = new Map(
  Object.entries({
    latin: 'Latn',
    cyrillic: 'Cyrl',
    arabic: 'Arab',
    devanagari: 'Deva',
    hebrew: 'Hebr',
    iqtelif: 'Latn',
    valencia: 'valencia',
    tarask: 'tarask',
    ijekavian: 'ijekavsk',
    ijekavianlatin: 'Latn-ijekavsk',
    // Of a currency, not of a language.
    euro: '',
  }),
)

const scripts = new Set(
  'adlm arab aran armn beng cyrl deva ethi geor grek guru hans hant hebr jpan knda kore latn mlym mong mtei olck shaw sinh syrc taml telu tfng thaa'.split(
    ' ',
  ),
)

/** Languages that programs write for themselves, to see what is translated and how quotes look. */
const unmeant = /^(?:C|POSIX|x-test)(?:\..*)?$|@(?:bold)?quot$/

/** One finding for all languages of a file that nobody knows: what they say is left out. */
export function noteUnknown(posix: readonly string[], line: number, findings: Findings): void {
  const unknown = [...new Set(posix)].filter((one) => !unmeant.test(one) && toLocale(one) === null)
  if (unknown.length === 0) return
  note(findings, 'hint', 'locale/unknown', {
    line,
    value: unknown.slice(0, 5).join(', '),
    accepted: 'de, pt_BR, sr@latin',
  })
}

/** `sr_RS@latin` as browsers write it: `sr-Latn-RS`; some write `sr-ijekavian`. Null for what is no language, such as `x-test` and `C`. */
export function toLocale(posix: string): string | null {
  const form = /^([A-Za-z]{2,3})(?:[_-]([A-Za-z0-9]+))?(?:\.[\w-]+)?(?:@(\w+))?$/
  const [, language = '', region = '', modifier = ''] =
    form.exec(posix.replace(/^([a-z]{2,3})-(?=[a-z]{5})/, '$1@')) ?? []
  const tag = tagOf(modifier)
  if (tag === null) return null
  const [, script = '', variant = ''] = /^([A-Z][a-z]{3})?-?(.*)$/.exec(tag) ?? []
  const parts = [language.toLowerCase(), script, cased(region), variant]
  const locale = parts.filter((part) => part !== '').join('-')
  return localeForm.test(locale) ? locale : null
}

/** Some write the script as browsers do: `sr@Latn`, `sd@deva`. */
function tagOf(modifier: string): string | null {
  if (modifier === '') return ''
  const isScript = scripts.has(modifier.toLowerCase())
  return isScript ? cased(modifier) : (modifiers.get(modifier) ?? null)
}

function cased(part: string): string {
  if (part.length !== 4) return part.toUpperCase()
  return `${part.slice(0, 1).toUpperCase()}${part.slice(1).toLowerCase()}`
}
