/** Versions and relations of test universes, read a second time: nothing here is shared with the engine. */

/** `2`, `2.1`, `2.1-beta`. Negative where `a` is older. */
export function compareWritten(a: string, b: string): number {
  const [left, right] = [takeApart(a), takeApart(b)]
  for (let i = 0; i < Math.max(left.numbers.length, right.numbers.length); i += 1) {
    const order = (left.numbers[i] ?? 0) - (right.numbers[i] ?? 0)
    if (order !== 0) return order
  }
  if (left.tag === right.tag) return 0
  if (left.tag === '' || right.tag === '') return left.tag === '' ? 1 : -1
  return left.tag < right.tag ? -1 : 1
}

export function isPreRelease(version: string): boolean {
  return takeApart(version).tag !== ''
}

function takeApart(version: string) {
  const match = /^(\d+(?:\.\d+)*)(?:-([a-z]+))?$/.exec(version)
  if (match === null) throw new Error(`test universes have no version like ${version}`)
  return { numbers: match[1]!.split('.').map(Number), tag: match[2] ?? '' }
}

/** One of the alternatives of a relation. */
export interface Term {
  readonly name: string
  /** Operator and version; all must hold. */
  readonly bounds: readonly (readonly [string, string])[]
}

/** `a >= 1, < 2 | b`. */
export function readTerms(relation: string): readonly Term[] {
  return relation.split('|').map((text) => {
    const [name, rest] = /^([a-z0-9+.-]+)(.*)$/.exec(text.trim())!.slice(1) as [string, string]
    const bounds = rest.trim() === '' ? [] : rest.split(',').map((bound) => readBound(bound.trim()))
    return { name, bounds }
  })
}

function readBound(text: string): readonly [string, string] {
  const match = /^(!=|<=|>=|[=<>~^])?\s*([\w.-]+)$/.exec(text)
  if (match === null) throw new Error(`test universes have no bound like ${text}`)
  return [match[1] ?? '=', match[2]!]
}

/** Null is a provision without a version. */
export function isWithin(version: string | null, bounds: Term['bounds']): boolean {
  return bounds.every(([operator, bound]) => version !== null && isBound(version, operator, bound))
}

function isBound(version: string, operator: string, bound: string): boolean {
  const order = compareWritten(version, bound)
  if (operator === '^' || operator === '~') return order >= 0 && isNear(version, operator, bound)
  if (operator === '!=') return order !== 0
  return (
    (operator.includes('=') && order === 0) ||
    (order * (operator.startsWith('<') ? -1 : 1) > 0 && operator !== '=')
  )
}

function isNear(version: string, operator: '^' | '~', bound: string): boolean {
  const [{ numbers, tag }, base] = [takeApart(version), takeApart(bound)]
  const fixed = operator === '^' ? base.numbers.findIndex((n) => n > 0) + 1 || base.numbers.length : 2
  const agrees = base.numbers.slice(0, fixed).every((n, index) => (numbers[index] ?? 0) === n)
  if (!agrees || tag === '') return agrees
  return base.tag !== '' && compareWritten(version.replace(/-.*/, ''), bound.replace(/-.*/, '')) === 0
}

/** Whether a release that is called `name` `version` and provides `provides` answers to the term. */
export function answers(
  release: { readonly name: string; readonly version: string; readonly provides: readonly string[] },
  term: Term,
): boolean {
  if (release.name === term.name && isWithin(release.version, term.bounds)) return true
  return release.provides.some((text) => {
    const [provision] = readTerms(text)
    return provision!.name === term.name && isWithin(provision!.bounds[0]?.[1] ?? null, term.bounds)
  })
}
