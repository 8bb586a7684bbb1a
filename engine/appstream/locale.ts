import { localeForm } from '../model/app-record.ts'

const modifiers: Readonly<Record<string, string>> = {
  latin: 'Latn',
  cyrillic: 'Cyrl',
  arabic: 'Arab',
  devanagari: 'Deva',
  valencia: 'valencia',
  tarask: 'tarask',
}

/** `sr_RS@latin` as browsers write it: `sr-Latn-RS`. Null for what is no language, such as `x-test` and `C`. */
export function toLocale(posix: string): string | null {
  const form = /^([A-Za-z]{2,3})(?:[_-]([A-Za-z0-9]+))?(?:\.[\w-]+)?(?:@(\w+))?$/
  const [, language = '', region = '', modifier = ''] = form.exec(posix) ?? []
  const tag = modifier === '' ? '' : (modifiers[modifier] ?? 'unknown to us')
  const isScript = /^[A-Z]/.test(tag)
  const parts = [language.toLowerCase(), isScript ? tag : '', cased(region), isScript ? '' : tag]
  const locale = parts.filter((part) => part !== '').join('-')
  return localeForm.test(locale) ? locale : null
}

function cased(part: string): string {
  if (part.length !== 4) return part.toUpperCase()
  return `${part.slice(0, 1).toUpperCase()}${part.slice(1).toLowerCase()}`
}
