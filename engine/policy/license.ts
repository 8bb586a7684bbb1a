import { matchesPattern } from '../base/pattern.ts'

/**
 * Whether a rule about licenses speaks of a release, whose license is an SPDX expression. What a rule lets pass has to
 * be under its licenses alone, by one of the choices that `OR` leaves; what it holds up cannot be had without one of them.
 */
export function speaksOfLicense(
  license: string,
  patterns: readonly string[],
  decision: 'allow' | 'ask' | 'deny',
): boolean {
  const isOne = (text: string): boolean =>
    patterns.some((pattern) => matchesPattern(text.toLowerCase(), pattern.toLowerCase()))
  if (patterns.some((pattern) => pattern.toLowerCase() === license.toLowerCase())) return true
  const tokens = license.match(/[()]|[^\s()]+/g) ?? []
  const isAllowing = decision === 'allow'
  const answer = new Reader(tokens, isOne, isAllowing).whole()
  if (answer !== null) return answer
  const words = license.split(/[\s(),;|/]+/).filter((word) => word !== '')
  return isAllowing ? words.length > 0 && words.every(isOne) : isOne(license) || words.some(isOne)
}

const mostDeep = 50

/**
 * Null where it is no expression. It knows no list of licenses: a rule may name one that SPDX does not, in any case, and the
 * reader that `engine/lint` uses refuses such an expression.
 */
class Reader {
  readonly #tokens: readonly string[]
  readonly #isOne: (text: string) => boolean
  readonly #isAllowing: boolean
  #at = 0
  #depth = 0

  constructor(tokens: readonly string[], isOne: (text: string) => boolean, isAllowing: boolean) {
    this.#tokens = tokens
    this.#isOne = isOne
    this.#isAllowing = isAllowing
  }

  whole(): boolean | null {
    const answer = this.#choices()
    return this.#at === this.#tokens.length ? answer : null
  }

  #choices(): boolean | null {
    return this.#joined('OR', () => this.#parts(), this.#isAllowing)
  }

  #parts(): boolean | null {
    return this.#joined('AND', () => this.#part(), !this.#isAllowing)
  }

  #joined(word: string, read: () => boolean | null, isAnyEnough: boolean): boolean | null {
    const answers = [read()]
    while (this.#take(word)) answers.push(read())
    if (answers.includes(null)) return null
    return isAnyEnough ? answers.includes(true) : !answers.includes(false)
  }

  #part(): boolean | null {
    if (this.#take('(')) {
      this.#depth += 1
      const inside = this.#depth > mostDeep ? null : this.#choices()
      return this.#take(')') ? inside : null
    }
    const id = this.#tokens[this.#at]
    if (id === undefined || !/^(?!(?:or|and|with)$)[\w.+:-]+$/i.test(id)) return null
    this.#at += 1
    if (!this.#take('WITH')) return this.#isOne(id)
    const exception = this.#tokens[this.#at]
    this.#at += 1
    return exception === undefined ? null : this.#isOne(id) || this.#isOne(`${id} WITH ${exception}`)
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toUpperCase() !== word) return false
    this.#at += 1
    return true
  }
}
