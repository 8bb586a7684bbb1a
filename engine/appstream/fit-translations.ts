import { appLimits, type Translation, translatedLength } from '../model/app-record.ts'

/** By the number of people who read them; the others follow by name. */
const first = [
  'zh-CN',
  'es',
  'fr',
  'ar',
  'pt-BR',
  'ru',
  'de',
  'ja',
  'hi',
  'it',
  'tr',
  'ko',
  'pl',
  'nl',
  'uk',
  'zh-TW',
]

interface Fitted {
  readonly translations: Record<string, Translation>
  /** Languages that lost their description, or everything. */
  readonly cut: number
}

/** As many translations as an index has room for: names and summaries of all, descriptions of the most read. */
export function fitTranslations(all: Readonly<Record<string, Translation>>): Fitted {
  const rank = (locale: string): number => (first.includes(locale) ? first.indexOf(locale) : first.length)
  const locales = Object.keys(all).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const kept: Record<string, Translation> = {}
  const short = new Set(locales)
  let left: number = appLimits.translated
  const put = (locale: string, translation: Translation): boolean => {
    const before = kept[locale]
    const more =
      translatedLength({ it: translation }) - (before === undefined ? 0 : translatedLength({ it: before }))
    if (more > left || Object.keys(translation).length === 0) return false
    kept[locale] = translation
    left -= more
    return true
  }
  for (const locale of locales.slice(0, appLimits.locales)) {
    const { description: _long, captions: _many, ...brief } = all[locale]!
    put(locale, brief)
  }
  for (const locale of locales) {
    const isWanted =
      locale in kept || (!isBrief(all[locale]!) && Object.keys(kept).length < appLimits.locales)
    if (isWanted && put(locale, all[locale]!)) short.delete(locale)
    else if (isBrief(all[locale]!) && locale in kept) short.delete(locale)
  }
  const sorted = Object.entries(kept).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { translations: Object.fromEntries(sorted), cut: short.size }
}

function isBrief({ description, captions }: Translation): boolean {
  return description === undefined && captions === undefined
}
