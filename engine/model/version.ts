/**
 * The two version orders (design: Versions). Both are total and never throw: a text that is no version sorts
 * before every version, and two such texts by code unit, so that a damaged record cannot break a sort.
 */
export type VersionScheme = 'semver' | 'debian'

/** Longest version that is accepted, in characters; bounds the work a hostile index can cause. */
const longestVersion = 256

/** A semver text taken apart. `numbers` are decimal digits without leading zeros, as written otherwise. */
export interface SemverParts {
  readonly numbers: readonly string[]
  readonly prerelease: readonly string[]
}

export function isVersion(text: string, scheme: VersionScheme): boolean {
  if (text.length > longestVersion) return false
  return scheme === 'semver' ? semverGrammar.test(text) : isDebian(text)
}

/** Negative where `a` is older, positive where it is newer, 0 where the order calls them equal. */
export function compareVersions(a: string, b: string, scheme: VersionScheme): number {
  if (a === b) return 0
  return scheme === 'semver' ? compareSemver(a, b) : compareDebian(a, b)
}

/**
 * SemVer 2, and what people write besides: a leading `v`, one or two numbers (`91.0`), more than three
 * (`1.2.3.4`), leading zeros (`2024.01`). Missing numbers count as 0, further ones take part in the order.
 */
export function parseSemver(text: string): SemverParts | null {
  const match = text.length > longestVersion ? null : semverGrammar.exec(text)
  if (match === null) return null
  return {
    numbers: match[1]!.split('.').map((digits) => digits.replace(/^0+(?=\d)/, '')),
    prerelease: match[2] === undefined ? [] : match[2].split('.'),
  }
}

/**
 * Whether a release is not meant for everyone yet: a pre-release of semver, or what Debian's versions write as
 * `~rc1`, `~beta2`, `~git2024`. Other uses of `~` (backports, rebuilds) are ordinary releases.
 */
export function isDevelopmentVersion(version: string, scheme: VersionScheme): boolean {
  if (scheme === 'debian') return /~(?:alpha|beta|rc|pre|dev|git)/i.test(version)
  return (parseSemver(version)?.prerelease.length ?? 0) > 0
}

/** The order of numbers written as digits of any length, without leading zeros. */
export function compareDigits(a: string, b: string): number {
  return a.length - b.length || compareText(a, b)
}

/** v? numbers (-prerelease)? (+build)?; SemVer 2.9: numeric pre-release identifiers have no leading zeros. */
const semverGrammar =
  /^v?(\d+(?:\.\d+)*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*))?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/

function compareSemver(a: string, b: string): number {
  const left = parseSemver(a)
  const right = parseSemver(b)
  if (left === null || right === null) return compareDamaged(left, right) || compareText(a, b)
  return compareNumbers(left.numbers, right.numbers) || comparePrereleases(left.prerelease, right.prerelease)
}

function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const order = compareDigits(a[i] ?? '0', b[i] ?? '0')
    if (order !== 0) return order
  }
  return 0
}

/** SemVer 2.11: a release is newer than its pre-releases; more identifiers are newer where the rest is equal. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0)
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const order = compareIdentifiers(a[i]!, b[i]!)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareIdentifiers(a: string, b: string): number {
  const numbers = Number(/^\d+$/.test(b)) - Number(/^\d+$/.test(a))
  if (numbers !== 0) return numbers
  return /^\d+$/.test(a) ? compareDigits(a, b) : compareText(a, b)
}

interface DebianParts {
  readonly epoch: string
  readonly upstream: string
  readonly revision: string
}

/** What a letter of a version may be, beside others. */
const kinds = { upstream: 1, revision: 2 } as const
const letters = new Uint8Array(128)
for (let code = 0; code < letters.length; code += 1) {
  const letter = String.fromCharCode(code)
  if (/[\dA-Za-z.+~]/.test(letter)) letters[code] = kinds.upstream | kinds.revision
  else if (/[:-]/.test(letter)) letters[code] = kinds.upstream
}

/** Whether it can be taken apart: asked of every release and every relation, without making the parts. */
function isDebian(text: string): boolean {
  const colon = text.indexOf(':')
  const hyphen = text.lastIndexOf('-')
  const end = hyphen < 0 ? text.length : hyphen
  return (
    (colon < 0 || isEpoch(text.slice(0, colon))) &&
    isDigit(text.charCodeAt(colon + 1)) &&
    colon + 1 < end &&
    isOf(kinds.upstream, text, colon + 1, end) &&
    (hyphen < 0 || (hyphen + 1 < text.length && isOf(kinds.revision, text, hyphen + 1, text.length)))
  )
}

function isOf(kind: number, text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((letters[text.charCodeAt(at)]! & kind) === 0) return false
  return true
}

/** dpkg holds the epoch in an int. */
function isEpoch(digits: string): boolean {
  return /^\d{1,10}$/.test(digits) && Number(digits) <= 2_147_483_647
}

/** Debian policy 5.6.12, as dpkg reads it: the first colon ends the epoch, the last hyphen begins the revision. */
function parseDebian(text: string): DebianParts | null {
  if (text.length > longestVersion || !isDebian(text)) return null
  const colon = text.indexOf(':')
  const hyphen = text.lastIndexOf('-')
  const epoch = colon < 0 ? '0' : text.slice(0, colon)
  const upstream = text.slice(colon + 1, hyphen < 0 ? undefined : hyphen)
  const revision = hyphen < 0 ? '0' : text.slice(hyphen + 1)
  return { epoch: significant(epoch), upstream, revision }
}

function compareDebian(a: string, b: string): number {
  const left = parseDebian(a)
  const right = parseDebian(b)
  if (left === null || right === null) return compareDamaged(left, right) || compareText(a, b)
  return (
    compareDigits(left.epoch, right.epoch) ||
    compareDebianPart(left.upstream, right.upstream) ||
    compareDebianPart(left.revision, right.revision)
  )
}

/** Alternates between a run of other characters and a run of digits, until one differs. */
function compareDebianPart(a: string, b: string): number {
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    while (isOther(a, i) || isOther(b, j)) {
      const order = debianWeight(a, i) - debianWeight(b, j)
      if (order !== 0) return order
      i += 1
      j += 1
    }
    // Without leading zeros, so that none counts as zero.
    const [digits, otherDigits] = [afterZeros(a, i), afterZeros(b, j)]
    ;[i, j] = [afterDigits(a, digits), afterDigits(b, otherDigits)]
    const order = compareDigits(a.slice(digits, i), b.slice(otherDigits, j))
    if (order !== 0) return order
  }
  return 0
}

function significant(digits: string): string {
  return digits.replace(/^0+/, '')
}

const [zero, nine, tilde] = [0x30, 0x39, 0x7e]

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

function isOther(text: string, at: number): boolean {
  return at < text.length && !isDigit(text.charCodeAt(at))
}

function afterZeros(text: string, start: number): number {
  let at = start
  while (text.charCodeAt(at) === zero) at += 1
  return at
}

function afterDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at += 1
  return at
}

/** `~` sorts before the end of a run, letters after it, everything else after letters. */
function debianWeight(text: string, at: number): number {
  if (!isOther(text, at)) return 0
  const code = text.charCodeAt(at)
  if (code === tilde) return -1
  return isLetter(code) ? code : code + 256
}

function isLetter(code: number): boolean {
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

function compareDamaged(a: object | null, b: object | null): number {
  return Number(a !== null) - Number(b !== null)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
