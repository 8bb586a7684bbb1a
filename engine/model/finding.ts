/** How much a finding matters: an `error` is left out or refused, a `warning` is shown worse, a `hint` could be better. */
export const severities = ['error', 'warning', 'hint'] as const
export type Severity = (typeof severities)[number]

/** What can be wrong with how an app presents itself. The words for each are in `finding-words.ts`. */
export const rules = [
  'xml/broken',
  'xml/no-component',
  'xml/catalog-version',
  'entry/broken',
  'package/broken',
  'file/unknown',
  'file/debian',
  'app/missing',
  'recipe/invalid',
  'id/missing',
  'id/form',
  'id/repeated',
  'field/repeated',
  'field/unknown',
  'name/missing',
  'summary/missing',
  'summary/long',
  'summary/full-stop',
  'summary/is-name',
  'description/missing',
  'description/short',
  'description/no-paragraph-first',
  'text/markup',
  'text/hidden',
  'text/long',
  'translations/cut',
  'category/unknown',
  'category/none',
  'icon/missing',
  'icon/unusable',
  'icon/small',
  'icon/not-square',
  'icon/drawn',
  'screenshot/none',
  'screenshot/no-default',
  'screenshot/no-caption',
  'screenshot/small',
  'screenshot/ratio',
  'screenshot/large',
  'screenshot/not-taken',
  'license/missing',
  'license/not-spdx',
  'license/metadata',
  'rating/missing',
  'rating/unknown',
  'release/none',
  'release/order',
  'release/date',
  'release/future',
  'release/repeated',
  'release/cut',
  'url/form',
  'url/not-https',
  'url/none',
  'launchable/none',
  'launchable/missing',
  'value/unknown',
] as const
export type Rule = (typeof rules)[number]

/** One thing that is missing or wrong. `value` is what stands there, `accepted` what could. */
export interface Finding {
  readonly severity: Severity
  readonly rule: Rule
  readonly file: string
  /** 1-based; null where it is about the whole file, or about a picture. */
  readonly line: number | null
  readonly value: string | null
  readonly accepted: string | null
}
