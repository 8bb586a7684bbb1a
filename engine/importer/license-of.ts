/** The licence of a package by its copyright file (DEP-5), as an SPDX expression. */

/** Where the file is free text: it lies in the package, and says it in full. */
export const unnamedLicense = 'LicenseRef-debian-copyright'

/** Short names of DEP-5 for what SPDX calls otherwise, in lower case. */
const spdx: Readonly<Record<string, string>> = {
  'apache-2': 'Apache-2.0',
  'apache-2.0': 'Apache-2.0',
  'artistic-1': 'Artistic-1.0',
  'artistic-2': 'Artistic-2.0',
  'artistic-2.0': 'Artistic-2.0',
  artistic: 'Artistic-1.0-Perl',
  'bsd-2-clause': 'BSD-2-Clause',
  'bsd-3-clause': 'BSD-3-Clause',
  'bsd-4-clause': 'BSD-4-Clause',
  'bsl-1.0': 'BSL-1.0',
  'cc-by-3.0': 'CC-BY-3.0',
  'cc-by-4.0': 'CC-BY-4.0',
  'cc-by-sa-3.0': 'CC-BY-SA-3.0',
  'cc-by-sa-4.0': 'CC-BY-SA-4.0',
  'cc0-1.0': 'CC0-1.0',
  expat: 'MIT',
  isc: 'ISC',
  mit: 'MIT',
  'mpl-1.1': 'MPL-1.1',
  'mpl-2.0': 'MPL-2.0',
  'ofl-1.1': 'OFL-1.1',
  unlicense: 'Unlicense',
  zlib: 'Zlib',
}

const gnuVersions: Readonly<Record<string, readonly string[]>> = {
  GPL: ['1.0', '2.0', '3.0'],
  LGPL: ['2.0', '2.1', '3.0'],
  AGPL: ['3.0'],
  GFDL: ['1.1', '1.2', '1.3'],
}

/**
 * An SPDX expression in the names of today: `GPL-3.0+` is what `GPL-3.0-or-later` was called, `GPL-3.0` may mean one version
 * only, and metainfo may join them in small letters.
 */
export function currentLicense(expression: string): string {
  return expression
    .replaceAll(
      /\b((?:A|L)?GPL|GFDL)-(\d\.\d)(\+?)(?![\w.+-])/g,
      (_all, family: string, version: string, plus: string) => {
        return `${family}-${version}-${plus === '+' ? 'or-later' : 'only'}`
      },
    )
    .replaceAll(/(?<=[\s)])(?:and|or|with)(?=[\s(])/gi, (joint) => joint.toUpperCase())
}

/** Of `Files: *`, where all of its words are known; nothing is guessed. */
export function licenseOf(copyright: string | null): string {
  const name = copyright === null ? null : shortName(copyright)
  return (name === null ? null : expressionOf(name)) ?? unnamedLicense
}

function shortName(copyright: string): string | null {
  if (!/^Format:\s*\S/im.test(copyright.slice(0, 2_000))) return null
  for (const stanza of copyright.split(/\n\s*\n/)) {
    if (!/^Files:\s*\*\s*$/im.test(stanza)) continue
    return /^License:[ \t]*(\S.*?)\s*$/im.exec(stanza)?.[1] ?? null
  }
  return null
}

/** `GPL-2+ or Artistic` → `GPL-2.0-or-later OR Artistic-1.0-Perl`. Commas, which group, are left to people. */
function expressionOf(name: string): string | null {
  const words: string[] = []
  for (const word of name.split(/\s+/)) {
    const mapped = /^(?:and|or)$/i.test(word) ? word.toUpperCase() : identifierOf(word)
    if (mapped === null) return null
    words.push(mapped)
  }
  const isExpression = words.length % 2 === 1 && words.every((word, at) => isJoint(word) === (at % 2 === 1))
  // SPDX binds AND closer than OR, DEP-5 too; a mixture is left to people.
  const joints = new Set(words.filter(isJoint))
  return isExpression && joints.size < 2 ? words.join(' ') : null
}

function isJoint(word: string): boolean {
  return word === 'AND' || word === 'OR'
}

function identifierOf(word: string): string | null {
  const gnu = /^(A?GPL|LGPL|GFDL)-(\d(?:\.\d)?)(\+?)(?:-only)?$/i.exec(word)
  if (gnu === null) {
    const known = word.toLowerCase()
    return Object.hasOwn(spdx, known) ? spdx[known]! : null
  }
  const family = gnu[1]!.toUpperCase()
  const version = gnu[2]!.includes('.') ? gnu[2]! : `${gnu[2]!}.0`
  if (gnuVersions[family]?.includes(version) !== true) return null
  return `${family}-${version}-${gnu[3] === '+' ? 'or-later' : 'only'}`
}
