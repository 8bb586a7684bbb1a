/** Patterns as in .gitignore: `*.o` anywhere, `/x` at the top only, `x/` directories only, `**`, `!` takes back. */
export interface Pattern {
  readonly matches: (path: string, isDirectory: boolean) => boolean
  readonly isNegated: boolean
}

export function parsePattern(text: string): Pattern {
  const isNegated = text.startsWith('!')
  const body = isNegated ? text.slice(1) : text
  const isDirectoryOnly = body.endsWith('/')
  const bare = isDirectoryOnly ? body.slice(0, -1) : body
  // A slash anywhere but at the end ties the pattern to the top.
  const anchored = bare.includes('/')
  const source = bare.replace(/^\//, '').split('/').map(segment).join('/').replaceAll('**/', '(?:.*/)?')
  const expression = new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source.replace(/\*\*$/, '.*')}$`, 'u')
  return {
    isNegated,
    matches: (path, isDirectory) => (isDirectory || !isDirectoryOnly) && expression.test(path),
  }
}

/** Whether the last pattern that says anything of `path` leaves it out. */
export function isExcluded(patterns: readonly Pattern[], path: string, isDirectory: boolean): boolean {
  const last = patterns.findLast((pattern) => pattern.matches(path, isDirectory))
  return last !== undefined && !last.isNegated
}

function segment(text: string): string {
  if (text === '**') return '**'
  return text.replace(
    /\[(!?)([^\]/]+)\]|\*+|\?|[\\^$.|+(){}[\]]/g,
    (token, negated: string, set?: string) => {
      if (set !== undefined) return `[${negated === '!' ? '^' : ''}${set.replaceAll(/[\\\]^]/g, '\\$&')}]`
      if (token.startsWith('*')) return '[^/]*'
      return token === '?' ? '[^/]' : `\\${token}`
    },
  )
}
