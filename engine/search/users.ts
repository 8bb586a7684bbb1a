import { FilledList } from '../base/filled-list.ts'
import { Interned } from '../base/interned.ts'

/** Who needs one of these shows windows. */
const toolkits =
  /^(?:lib(?:gtk-?[234]|gtkmm|adwaita|handy|qt[456]-?(?:widgets|gui|quick)|kf5(?:widgets|xmlgui)|wxgtk|fltk|sdl|xaw|motif|xm4|x11-6|gnustep-gui|fox-|glut|allegro|glfw|granite|webkit2?gtk|lazarus)|gir1\.2-(?:gtk|adw)|python3?-(?:pyqt|pyside|tk|wxgtk|pygame)|qml-module-|kirigami|tk$|tk8|default-jre$|openjdk-\d+-jre$)/

/** How many packages use a name, and what a package uses that has begun. */
export class Users {
  readonly #names = new Interned()
  /** By name, how many packages use it; the package that used it last; whether it is a toolkit. */
  readonly #counts = new FilledList()
  readonly #lasts = new FilledList()
  readonly #toolkits = new FilledList()
  #packages = 0
  #usesToolkit = false

  numberOf(name: string): number {
    const number = this.#names.idOf(name)
    if (number === this.#counts.length) {
      this.#counts.push(0)
      this.#lasts.push(0)
      this.#toolkits.push(Number(toolkits.test(name)))
    }
    return number
  }

  /** The next package begins. */
  begin(): void {
    this.#packages += 1
    this.#usesToolkit = false
  }

  /** A name that it uses, as often as it likes. */
  use(name: number): void {
    if (this.#lasts.at(name) === this.#packages) return
    this.#lasts.set(name, this.#packages)
    this.#counts.set(name, this.#counts.at(name) + 1)
    if (this.#toolkits.at(name) === 1) this.#usesToolkit = true
  }

  get usesToolkit(): boolean {
    return this.#usesToolkit
  }

  /** It uses something whose name, and a hyphen, this one begins with. */
  isCalledAfterUsed(name: string): boolean {
    for (let hyphen = name.indexOf('-', 1); hyphen > 0; hyphen = name.indexOf('-', hyphen + 1)) {
      const used = this.#names.find(name.slice(0, hyphen))
      if (used >= 0 && this.#lasts.at(used) === this.#packages) return true
    }
    return false
  }

  /** Of names that packages use, in the order in which they were met. */
  counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const [number, name] of this.#names.texts.entries())
      if (this.#counts.at(number) > 0) counts.set(name, this.#counts.at(number))
    return counts
  }
}
