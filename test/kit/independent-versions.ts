/** The two version orders again, for test/kit/independent-checker.ts only; none of this is the engine's. */

/** Negative where dpkg calls `a` older than `b`. */
export function compareAsDpkg(a: string, b: string): number {
  const [epochA, restA] = cut(a, a.indexOf(':'), '0', a)
  const [epochB, restB] = cut(b, b.indexOf(':'), '0', b)
  const [upstreamA, revisionA] = cut(restA, restA.lastIndexOf('-'), restA, '')
  const [upstreamB, revisionB] = cut(restB, restB.lastIndexOf('-'), restB, '')
  return Number(epochA) - Number(epochB) || walk(upstreamA, upstreamB) || walk(revisionA, revisionB)
}

/** Negative where SemVer calls `a` older; missing numbers are 0, and what follows `+` does not count. */
export function compareAsSemver(a: string, b: string): number {
  const left = semver(a)
  const right = semver(b)
  const count = Math.max(left.numbers.length, right.numbers.length)
  for (let i = 0; i < count; i += 1) {
    const difference = (left.numbers[i] ?? 0n) - (right.numbers[i] ?? 0n)
    if (difference !== 0n) return difference < 0n ? -1 : 1
  }
  return comparePre(left.pre, right.pre)
}

/** npm's `~` and `^`: at least `bound`, with the same leading numbers; pre-releases only of that very version. */
export function satisfiesNearly(version: string, operator: '~' | '^', bound: string): boolean {
  const { numbers, pre } = semver(version)
  const base = semver(bound)
  if (compareAsSemver(version, bound) < 0) return false
  const firstUsed = base.numbers.findIndex((number) => number !== 0n)
  const caret = firstUsed < 0 ? base.numbers.length : firstUsed + 1
  const fixed = operator === '~' ? Math.min(2, base.numbers.length) : caret
  const same = (count: number): boolean =>
    Array.from({ length: count }).every((_, at) => (numbers[at] ?? 0n) === (base.numbers[at] ?? 0n))
  const everything = Math.max(numbers.length, base.numbers.length)
  return same(fixed) && (pre === '' || (base.pre !== '' && same(everything)))
}

/** Both sides of the character at `at`; where there is none, `before` and `after`. */
function cut(text: string, at: number, before: string, after: string): [string, string] {
  return at < 0 ? [before, after] : [text.slice(0, at), text.slice(at + 1)]
}

/** One character at a time: other characters by their weight, then numbers by length without zeros, then by digits. */
function walk(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    while (isOther(a, i) || isOther(b, j)) {
      const difference = weight(a, i) - weight(b, j)
      if (difference !== 0) return difference
      i += 1
      j += 1
    }
    const endA = endOfDigits(a, i)
    const endB = endOfDigits(b, j)
    const difference = BigInt(`0${a.slice(i, endA)}`) - BigInt(`0${b.slice(j, endB)}`)
    if (difference !== 0n) return difference < 0n ? -1 : 1
    i = endA
    j = endB
  }
  return 0
}

function isOther(text: string, at: number): boolean {
  return at < text.length && !isDigit(text, at)
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function endOfDigits(text: string, from: number): number {
  let end = from
  while (end < text.length && isDigit(text, end)) end += 1
  return end
}

/** The end and digits weigh nothing, `~` less, letters their code, everything else more than any letter. */
function weight(text: string, at: number): number {
  if (at >= text.length || isDigit(text, at)) return 0
  if (text[at] === '~') return -1
  const code = text.charCodeAt(at)
  return /[a-z]/i.test(text[at] ?? '') ? code : code + 1_000
}

function semver(text: string): { readonly numbers: readonly bigint[]; readonly pre: string } {
  const [plain = ''] = text.replace(/^v/, '').split('+')
  const [numbers, pre] = cut(plain, plain.indexOf('-'), plain, '')
  return { numbers: numbers.split('.').map((digits) => BigInt(/^\d+$/.test(digits) ? digits : 0)), pre }
}

function comparePre(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '')
  const left = a.split('.')
  const right = b.split('.')
  for (const [at, word] of left.entries()) {
    const other = right[at]
    if (other === undefined) return 1
    const difference = compareWords(word, other)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function compareWords(a: string, b: string): number {
  const numberA = /^\d+$/.test(a)
  const numberB = /^\d+$/.test(b)
  if (numberA !== numberB) return numberA ? -1 : 1
  if (numberA) return Number(BigInt(a) - BigInt(b))
  return a < b ? -1 : Number(a > b)
}
