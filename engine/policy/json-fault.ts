export type Step = string | number

export interface JsonFault {
  /** UTF-16 units from the start. */
  readonly at: number
  /** Of the value, or the member, that is wrong; of what it stands in where there is none. */
  readonly path: readonly Step[]
  readonly problem: string
}

/** What keeps a text from being JSON with one meaning; null where only its length or its depth does. */
export function jsonFault(text: string): JsonFault | null {
  return new Reader(text).whole()
}

/** More than any policy has. */
const mostDeep = 24

function tooDeep(at: number): JsonFault {
  return { at, path: [], problem: `deeper than ${mostDeep} levels` }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): JsonFault | null {
    const fault = this.#value([])
    if (fault !== null) return fault
    this.#space()
    return this.#at < this.#text.length ? this.#unexpected([]) : null
  }

  #value(path: readonly Step[]): JsonFault | null {
    this.#space()
    const unit = this.#text[this.#at]
    if (unit === '{' || unit === '[') return path.length < mostDeep ? this.#members(path) : tooDeep(this.#at)
    return unit === '"' ? this.#string(path) : this.#word(path)
  }

  #members(path: readonly Step[]): JsonFault | null {
    const isObject = this.#take('{')
    if (!isObject) this.#take('[')
    const closing = isObject ? '}' : ']'
    const seen = new Set<string>()
    if (this.#take(closing)) return null
    for (let index = 0; ; index += 1) {
      const step = isObject ? this.#name(path, seen) : index
      if (typeof step === 'object') return step
      const fault = this.#value([...path, step])
      if (fault !== null) return fault
      if (this.#take(closing)) return null
      if (!this.#take(',')) return this.#unexpected(path)
    }
  }

  #name(path: readonly Step[], seen: Set<string>): string | JsonFault {
    this.#space()
    const at = this.#at
    const fault = this.#text[at] === '"' ? this.#string(path) : this.#unexpected(path)
    if (fault !== null) return fault
    const name = JSON.parse(this.#text.slice(at, this.#at)) as string
    const within = [...path, name]
    if (name === '__proto__') return { at, path: within, problem: 'an object has the key __proto__' }
    if (seen.has(name)) return { at, path: within, problem: 'an object has the same key twice' }
    seen.add(name)
    return this.#take(':') ? name : this.#unexpected(path)
  }

  #string(path: readonly Step[]): JsonFault | null {
    const start = this.#at
    this.#at += 1
    while (this.#text[this.#at] !== '"') {
      // Also where the text ends: there is no such unit.
      if (!(this.#text.charCodeAt(this.#at) >= firstPrinted)) return this.#unexpected(path)
      this.#at += this.#text[this.#at] === '\\' ? 2 : 1
    }
    this.#at += 1
    try {
      JSON.parse(this.#text.slice(start, this.#at))
      return null
    } catch {
      return { at: start, path, problem: 'this is no JSON: there is a \\ before what it cannot stand before' }
    }
  }

  #word(path: readonly Step[]): JsonFault | null {
    const word = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y
    word.lastIndex = this.#at
    const [found] = word.exec(this.#text) ?? []
    if (found === undefined) return this.#unexpected(path)
    if (Math.abs(Number(found)) > Number.MAX_SAFE_INTEGER)
      return { at: this.#at, path, problem: 'a number is too large to be exact' }
    this.#at += found.length
    return null
  }

  #take(unit: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== unit) return false
    this.#at += 1
    return true
  }

  #unexpected(path: readonly Step[]): JsonFault {
    const [unit] = this.#text.slice(this.#at, this.#at + 2)
    const shown = unit === '\n' ? 'new line' : unit
    const what = shown === undefined ? 'it ends too early' : `there is a ${shown} where it cannot be`
    return { at: Math.min(this.#at, this.#text.length), path, problem: `this is no JSON: ${what}` }
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1
  }
}

const firstPrinted = 0x20
