/** Patterns as in .gitignore: `*.o` anywhere, `/x` at the top only, `x/` directories only, `**`, `!` takes back. */
export interface Pattern {
  readonly matches: (path: string, isDirectory: boolean) => boolean
  readonly isNegated: boolean
}

/** One character of a name, or as many as it takes. */
type Token = '*' | ((character: string) => boolean)
/** One name of a path, or any number of them. */
type Segment = '**' | readonly Token[]

/** Matched without going back more than one star: no pattern takes longer than its length times that of the path. */
export function parsePattern(text: string): Pattern {
  const isNegated = text.startsWith('!')
  const body = isNegated ? text.slice(1) : text
  const isDirectoryOnly = body.endsWith('/')
  const bare = isDirectoryOnly ? body.slice(0, -1) : body
  // A slash anywhere but at the end ties the pattern to the top.
  const anywhere: readonly Segment[] = bare.includes('/') ? [] : ['**']
  const segments = [...anywhere, ...bare.replace(/^\//, '').split('/').map(segment)]
  return {
    isNegated,
    matches: (path, isDirectory) =>
      (isDirectory || !isDirectoryOnly) && matchesPath(segments, path.split('/')),
  }
}

/** Whether the last pattern that says anything of `path` leaves it out. */
export function isExcluded(patterns: readonly Pattern[], path: string, isDirectory: boolean): boolean {
  const last = patterns.findLast((pattern) => pattern.matches(path, isDirectory))
  return last !== undefined && !last.isNegated
}

function segment(text: string): Segment {
  if (text === '**') return '**'
  const parts = text.match(/\[!?[^\]]+\]|\*+|./gsu) ?? []
  return parts.map((part): Token => {
    if (part.startsWith('*')) return '*'
    if (part === '?') return () => true
    const set = /^\[(!?)(.+)\]$/su.exec(part)
    if (set === null) return (character) => character === part
    const isIn = membersOf(set[2]!)
    return set[1] === '!' ? (character) => !isIn(character) : isIn
  })
}

/** Of what stands between brackets: characters, and ranges such as `a-z`. */
function membersOf(text: string): (character: string) => boolean {
  const ranges = (text.match(/.-.|./gsu) ?? []).map((part) => {
    const characters = [...part]
    return { first: characters[0]!, last: characters.at(-1)! }
  })
  return (character) => ranges.some(({ first, last }) => first <= character && character <= last)
}

/** Over all places to which the segments so far can have come, in order. */
function matchesPath(segments: readonly Segment[], names: readonly string[]): boolean {
  let reached = [0]
  for (const [index, one] of segments.entries()) {
    if (one === '**') reached = anywhereAfter(reached, names, index === segments.length - 1)
    else
      reached = reached.flatMap((place) =>
        place < names.length && matchesName(one, [...names[place]!]) ? [place + 1] : [],
      )
  }
  return reached.includes(names.length)
}

/** What a later place could come to, the first one can. At the end of a pattern, `**` stands for one name at least. */
function anywhereAfter([first]: readonly number[], names: readonly string[], isLast: boolean): number[] {
  if (first === undefined) return []
  const from = isLast ? first + 1 : first
  return Array.from({ length: Math.max(0, names.length + 1 - from) }, (_, at) => from + at)
}

/** When a character does not fit, the last star takes one more: an earlier one never has to. */
function matchesName(tokens: readonly Token[], characters: readonly string[]): boolean {
  let token = 0
  let star: { readonly token: number; taken: number } | null = null
  for (let at = 0; at < characters.length;) {
    const wanted = tokens[token]
    if (wanted === '*') {
      star = { token, taken: at }
      token += 1
    } else if (wanted?.(characters[at]!) === true) {
      token += 1
      at += 1
    } else {
      if (star === null) return false
      star.taken += 1
      token = star.token + 1
      at = star.taken
    }
  }
  return tokens.slice(token).every((left) => left === '*')
}
