type Step = string | number

/** The line, from 1, on which the value at a path begins in valid JSON, or else the last part of the path that is there. */
export function lineOfKey(text: string, path: readonly Step[]): number | null {
  const place = new Cursor(text).find(path)
  return path.length === 0 ? null : text.slice(0, place).split('\n').length
}

/** Walks valid JSON: what is not on the way to the wanted value is skipped. */
class Cursor {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  find(path: readonly Step[]): number {
    let place = 0
    for (const step of path) {
      const found = this.#enter(step)
      if (found === null) return place
      place = found
    }
    return place
  }

  /** Goes to the value of a member; answers where that member begins, or null where there is none. */
  #enter(step: Step): number | null {
    this.#space()
    const opening = this.#text[this.#at]
    if (opening !== (typeof step === 'number' ? '[' : '{')) return null
    this.#at += 1
    for (let index = 0; ; index += 1) {
      this.#space()
      const place = this.#at
      if (this.#text[place] === ']' || this.#text[place] === '}' || place >= this.#text.length) return null
      const name = opening === '{' ? this.#name() : index
      if (name === step) return place
      this.#skip()
      this.#space()
      if (this.#text[this.#at] === ',') this.#at += 1
    }
  }

  #name(): string {
    const start = this.#at
    this.#string()
    const name = JSON.parse(this.#text.slice(start, this.#at)) as string
    this.#space()
    this.#at += 1
    return name
  }

  #skip(): void {
    let depth = 0
    do {
      this.#space()
      const unit = this.#text[this.#at]
      if (unit === '"') this.#string()
      else if (unit === '[' || unit === '{') depth += this.#step()
      else if (unit === ']' || unit === '}') depth -= this.#step()
      else if (unit === ',' || unit === ':') this.#step()
      else this.#word()
    } while (depth > 0 && this.#at < this.#text.length)
  }

  #step(): 1 {
    this.#at += 1
    return 1
  }

  #word(): void {
    const start = this.#at
    while (this.#at < this.#text.length && /[^\s,\]}:]/.test(this.#text[this.#at]!)) this.#at += 1
    // Nothing that JSON has: go on, rather than stay for ever.
    if (this.#at === start) this.#at += 1
  }

  #string(): void {
    this.#at += 1
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"')
      this.#at += this.#text[this.#at] === '\\' ? 2 : 1
    this.#at += 1
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1
  }
}
