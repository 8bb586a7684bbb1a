/** `libsona >= 4.0, < 5 | sonalike` in words: `libsona 4.0 or later and below 5, or sonalike`. */
export function clauseWords(clause: string): string {
  return clause
    .split('|')
    .map((alternative) => {
      const [name, range] = splitClause(alternative.trim())
      return [name, rangeWords(range)].filter((part) => part !== '').join(' ')
    })
    .join(', or ')
}

/** `>= 4.0, < 5` in words. Empty where nothing is asked. */
export function rangeWords(range: string): string {
  return range
    .split(',')
    .map((part) => comparisonWords(part.trim()))
    .filter((part) => part !== '')
    .join(' and ')
}

/** A clause is a name and a range (`calc >= 1.2`); a release a name and a version (`calc 1.2`). */
export function splitClause(text: string): readonly [name: string, rest: string] {
  const end = text.search(/[\s<>=~^!(]/)
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trim()]
}

const comparisons: Readonly<Record<string, (version: string) => string>> = {
  '>=': (version) => `${version} or later`,
  '<=': (version) => `${version} or earlier`,
  '>': (version) => `later than ${version}`,
  '<': (version) => `below ${version}`,
  '=': (version) => version,
  '!=': (version) => `other than ${version}`,
  '^': (version) => `${version} or a later one that stays compatible`,
  '~': (version) => `${version} or a later repair of it`,
}

function comparisonWords(comparison: string): string {
  const parts = /^(>=|<=|!=|>|<|=|\^|~)\s*(.+)$/.exec(comparison)
  const [, operator = '', version = ''] = parts ?? []
  return comparisons[operator]?.(version) ?? comparison
}
