import { Interned } from '../base/interned.ts'

/** How many packages use a name. */
export class Users {
  readonly #names = new Interned()
  readonly #counts: number[] = []
  /** By name, the package that used it last. */
  readonly #lasts: number[] = []
  #packages = 0

  numberOf(name: string): number {
    const number = this.#names.idOf(name)
    if (number === this.#counts.length) {
      this.#counts.push(0)
      this.#lasts.push(0)
    }
    return number
  }

  /** The next package begins. */
  begin(): void {
    this.#packages += 1
  }

  /** Names that it uses, each as often as it likes. */
  use(names: readonly number[]): void {
    for (let at = 0; at < names.length; at += 1) {
      const name = names[at]!
      if (this.#lasts[name] === this.#packages) continue
      this.#lasts[name] = this.#packages
      this.#counts[name]! += 1
    }
  }

  /** Of names that packages use, in the order in which they were met. */
  counts(): ReadonlyMap<string, number> {
    return new Map(
      this.#names.texts
        .map((name, number) => [name, this.#counts[number]!] as const)
        .filter(([, count]) => count > 0),
    )
  }
}
