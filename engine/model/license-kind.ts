/** What a licence lets people do, in the coarsest terms that are still true. */
export type LicenseKind = 'permissive' | 'weak-copyleft' | 'copyleft' | 'proprietary' | 'unknown'
export const licenseKinds = ['permissive', 'weak-copyleft', 'copyleft', 'proprietary', 'unknown'] as const

/** How the ids of a family begin. */
const families: readonly (readonly [RegExp, LicenseKind])[] = [
  [/^(?:LGPL|MPL|EPL|CDDL|CPL|CECILL-C|EUPL|MS-RL|OSL|IPL|LPPL|GFDL|CC-BY-SA)-/, 'weak-copyleft'],
  [/^(?:GPL|AGPL|CECILL-[12]|SSPL|Sleepycat)/, 'copyleft'],
  [
    /^(?:MIT|BSD|Apache|ISC|Zlib|zlib|Unlicense|CC0|CC-BY|0BSD|BSL|Artistic|PSF|Python|Ruby|PostgreSQL|OFL|X11|WTFPL|NCSA|curl|HPND|Vim|TCL|OpenSSL|BlueOak|UPL|AFL|Unicode|JSON|FTL|IJG|Libpng|libpng|public-domain|Boehm|FSFAP|bzip2)/,
    'permissive',
  ],
  [/^LicenseRef-proprietary/, 'proprietary'],
]

/** Of an `OR` the freest counts, of an `AND` the strictest, as far as every part is known. */
export function licenseKind(expression: string): LicenseKind {
  const choices = expression.split(/\s+OR\s+/).map((choice) => strictest(choice))
  return choices.toSorted((a, b) => order(a) - order(b))[0] ?? 'unknown'
}

function strictest(choice: string): LicenseKind {
  const ids = choice.split(/\s+AND\s+/).map((id) =>
    kindOf(
      id
        .replaceAll(/[()]/g, '')
        .replace(/\s+WITH\s+.*$/, '')
        .trim(),
    ),
  )
  return ids.toSorted((a, b) => order(b) - order(a))[0] ?? 'unknown'
}

function kindOf(id: string): LicenseKind {
  return families.find(([form]) => form.test(id))?.[1] ?? 'unknown'
}

function order(kind: LicenseKind): number {
  return licenseKinds.indexOf(kind)
}
