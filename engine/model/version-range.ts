import { compareDigits, compareVersions, isVersion, parseSemver, type VersionScheme } from './version.ts'

/** One comparison; several in a list must all hold. An empty list allows every version. */
export interface Constraint {
  readonly operator: Operator
  readonly version: string
}
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '^'

/** Why a text could not be read: the part that is wrong, what is wrong with it, and what would be right. */
export interface Problem {
  readonly kind: 'problem'
  readonly text: string
  readonly problem: string
  readonly accepted: string
}

export function isProblem(value: object): value is Problem {
  return 'kind' in value && value.kind === 'problem'
}

/**
 * Reads `>= 1.2, < 2`; a version without an operator means exactly that version. `<<`, `>>` and `==` are read
 * too, for software from elsewhere. With a `scheme`, versions and operators must belong to it.
 */
export function parseConstraints(text: string, scheme?: VersionScheme): readonly Constraint[] | Problem {
  const constraints: Constraint[] = []
  for (const part of text.split(',')) {
    const constraint = parseConstraint(part.trim(), scheme)
    if (isProblem(constraint)) return constraint
    constraints.push(constraint)
  }
  return constraints
}

export function formatConstraints(constraints: readonly Constraint[]): string {
  return constraints.map(({ operator, version }) => `${operator} ${version}`).join(', ')
}

/**
 * Whether `version` lies within all `constraints`. Comparisons follow the plain order of the scheme, so that a
 * pre-release of 2.0 satisfies `>= 1.0`; `~` and `^` are npm's and take pre-releases only of the very version
 * they name. A version that cannot be read satisfies no constraint.
 */
export function satisfies(
  version: string,
  constraints: readonly Constraint[],
  scheme: VersionScheme,
): boolean {
  if (constraints.length === 0) return true
  return isVersion(version, scheme) && constraints.every((constraint) => holds(version, constraint, scheme))
}

const accepted = 'a version, or one of = != < <= > >= ~ ^ before it; a comma means and'

function parseConstraint(text: string, scheme: VersionScheme | undefined): Constraint | Problem {
  const problem = (what: string): Problem => ({ kind: 'problem', text, problem: what, accepted })
  const match = /^(<<|>>|==|!=|<=|>=|[=<>~^])?\s*(\S+)$/.exec(text)
  if (match === null) return problem(text === '' ? 'a version is missing' : 'this is no version constraint')
  const [, written = '=', version] = match
  const operator = (spelling[written] ?? written) as Operator
  if (!isVersionOf(version!, scheme)) return problem(`"${version!}" is no version`)
  const isRange = operator === '~' || operator === '^'
  if (isRange && (scheme === 'debian' || parseSemver(version!) === null)) {
    return problem(`"${operator}" is only for versions of the semver scheme`)
  }
  return { operator, version: version! }
}

const spelling: Readonly<Record<string, Operator>> = { '<<': '<', '>>': '>', '==': '=' }

function isVersionOf(text: string, scheme: VersionScheme | undefined): boolean {
  return scheme === undefined
    ? isVersion(text, 'debian') || isVersion(text, 'semver')
    : isVersion(text, scheme)
}

function holds(version: string, { operator, version: bound }: Constraint, scheme: VersionScheme): boolean {
  if (operator === '~' || operator === '^') return scheme === 'semver' && isNear(version, operator, bound)
  if (!isVersion(bound, scheme)) return false
  const order = compareVersions(version, bound, scheme)
  return comparisons[operator](order)
}

const comparisons: Readonly<Record<Exclude<Operator, '~' | '^'>, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** At least `bound`, and equal to it up to the number that may not change. */
function isNear(version: string, operator: '~' | '^', bound: string): boolean {
  const candidate = parseSemver(version)
  const base = parseSemver(bound)
  if (candidate === null || base === null || compareVersions(version, bound, 'semver') < 0) return false
  const fixed = operator === '~' ? Math.min(base.numbers.length, 2) : fixedByCaret(base.numbers)
  if (!agree(candidate.numbers, base.numbers, fixed)) return false
  if (candidate.prerelease.length === 0) return true
  const length = Math.max(candidate.numbers.length, base.numbers.length)
  return base.prerelease.length > 0 && agree(candidate.numbers, base.numbers, length)
}

/** `^` fixes everything up to the first number that is not 0: `^1.2` one number, `^0.2.3` two, `^0.0` two. */
function fixedByCaret(numbers: readonly string[]): number {
  const first = numbers.findIndex((digits) => digits !== '0')
  return first < 0 ? numbers.length : first + 1
}

function agree(a: readonly string[], b: readonly string[], count: number): boolean {
  for (let i = 0; i < count; i += 1) {
    if (compareDigits(a[i] ?? '0', b[i] ?? '0') !== 0) return false
  }
  return true
}
