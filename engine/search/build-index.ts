import { flagsOf } from './columns.ts'
import { eachPlace, type SearchDocument, standingWorth } from './document.ts'
import { fold } from './fold.ts'
import { type Sections, textSections, writeSections } from './index-layout.ts'
import { lettersOf } from './letters.ts'
import { type Looks, looksOf } from './looks.ts'
import { aboutSection, type IndexSources } from './search-index.ts'

/** A whole index file. The same documents, in any order, make the same bytes. */
export function buildIndex(documents: Iterable<SearchDocument>, about: IndexSources): Uint8Array {
  const builder = new IndexBuilder()
  for (const document of documents) builder.add(document)
  return builder.finish(about)
}

/** An index of documents as they come: of each only what the index holds is kept. */
export class IndexBuilder {
  readonly #words = new Words()
  readonly #packages: Package[] = []
  readonly #users = new Map<string, number>()

  add(document: SearchDocument): void {
    for (const name of new Set(document.uses)) this.#users.set(name, (this.#users.get(name) ?? 0) + 1)
    this.#packages.push(packageOf(document, this.#words))
  }

  finish(about: IndexSources): Uint8Array {
    const sorted = this.#packages.toSorted(
      (a, b) => compare(a.name, b.name) || compare(a.repository, b.repository),
    )
    return writeSections(sectionsOf(sorted, this.#words, { users: this.#users, about }))
  }
}

interface Beside {
  readonly users: ReadonlyMap<string, number>
  readonly about: IndexSources
}

function sectionsOf(sorted: readonly Package[], words: Words, { users, about }: Beside): Sections {
  const lists = {
    repositories: distinct(sorted.map(({ repository }) => repository)),
    licenses: distinct(sorted.map(({ license }) => license)),
    categories: distinct(sorted.flatMap(({ categories }) => categories)),
  }
  const { categoryStarts, categories } = categoriesOf(sorted, lists.categories)
  const repositories = places(lists.repositories)
  const licenses = places(lists.licenses)
  return {
    about: aboutSection({ architecture: about.architecture, sources: about.sources, ...lists }),
    ...words.sections(sorted.map(({ number }) => number)),
    ...nameSections(sorted),
    releases: Uint32Array.from(sorted, ({ release }) => release),
    repositories: Uint16Array.from(sorted, ({ repository }) => repositories.get(repository)!),
    licenses: Uint32Array.from(sorted, ({ license }) => licenses.get(license)!),
    categoryStarts,
    categories,
    flags: Uint8Array.from(sorted, ({ flags }) => flags),
    sizes: Float64Array.from(sorted, ({ size }) => size),
    moments: Float64Array.from(sorted, ({ moment }) => moment),
    users: Uint32Array.from(sorted, ({ name }) => users.get(name) ?? 0),
    worths: Uint8Array.from(sorted, (each) => standingWorth(each, users.get(each.name) ?? 0)),
    ...missingSections(sorted, users),
    ...cardSections(sorted.map(({ card }) => card)),
    byTitle: order(sorted, (a, b) => compare(a.title, b.title)),
    byDay: order(sorted, (a, b) => b.moment - a.moment),
    bySize: order(sorted, (a, b) => a.size - b.size),
  }
}

/** What is kept of a document once its words are counted: the long texts are many. */
interface Package extends Pick<
  SearchDocument,
  'release' | 'name' | 'repository' | 'license' | 'role' | 'size' | 'card'
> {
  /** Its number in the order in which documents came. */
  readonly number: number
  readonly looks: Looks
  /** Folded. */
  readonly title: string
  readonly categories: readonly string[]
  readonly flags: number
  /** Milliseconds since 1970. */
  readonly moment: number
}

function packageOf(document: SearchDocument, words: Words): Package {
  const { release, name, repository, license, role, size, published, card } = document
  const moment = Math.max(0, Date.parse(published))
  const looks = looksOf(document)
  return {
    number: words.add(document),
    release,
    name,
    title: fold(document.title),
    repository,
    license,
    role,
    categories: [...new Set(document.categories)],
    looks,
    flags: flagsOf({ ...document, looks }),
    size,
    moment: Number.isFinite(moment) ? moment : 0,
    card,
  }
}

function nameSections(sorted: readonly Package[]) {
  const titled = [...sorted.entries()].filter(([, { name, title }]) => title !== name)
  const { text: nameText, starts: nameStarts } = textSections(sorted.map(({ name }) => name))
  const { text: titleText, starts: titleStarts } = textSections(titled.map(([, { title }]) => title))
  return { nameText, nameStarts, titled: Uint32Array.from(titled, ([at]) => at), titleText, titleStarts }
}

function cardSections(cards: readonly string[]) {
  const encoder = new TextEncoder()
  const cardText = encoder.encode(cards.join(''))
  const cardStarts = new Uint32Array(cards.length + 1)
  const room = new Uint8Array(4 * cards.reduce((most, { length }) => Math.max(most, length), 0))
  for (const [at, card] of cards.entries())
    cardStarts[at + 1] = cardStarts[at]! + encoder.encodeInto(card, room).written
  return { cardText, cardStarts }
}

function missingSections(sorted: readonly Package[], users: ReadonlyMap<string, number>) {
  const there = new Set(sorted.map(({ name }) => name))
  const missing = [...users.keys()].filter((name) => !there.has(name)).sort(compare)
  const { text: missingText, starts: missingStarts } = textSections(missing)
  return { missingText, missingStarts, missingUsers: Uint32Array.from(missing, (name) => users.get(name)!) }
}

/** Words as they come, and where each stands. */
class Words {
  readonly #numbers = new Map<string, number>()
  /** By document: where its words begin. */
  readonly #starts: number[] = []
  /** By word: its place that was told last. */
  readonly #lasts: number[] = []
  #words = new Uint32Array(1 << 16)
  #fields = new Uint16Array(1 << 16)
  #count = 0

  /** Returns the number of the document. */
  add(document: SearchDocument): number {
    const start = this.#count
    this.#starts.push(start)
    eachPlace(document, (word, field) => {
      const place = this.#placeOf(word, start)
      this.#fields[place]! |= field
    })
    return this.#starts.length - 1
  }

  /** Of a word in the document that begins at `start`. */
  #placeOf(word: string, start: number): number {
    let number = this.#numbers.get(word)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(word, number)
      this.#lasts.push(-1)
    }
    const last = this.#lasts[number]!
    if (last >= start) return last
    if (this.#count === this.#words.length) this.#grow()
    this.#words[this.#count] = number
    this.#lasts[number] = this.#count
    return this.#count++
  }

  /** `inOrder` are the numbers of the documents as they are told in the end. */
  sections(inOrder: readonly number[]) {
    const sorted = [...this.#numbers.keys()].sort(compare)
    const newWord = new Uint32Array(sorted.length)
    for (const [place, word] of sorted.entries()) newWord[this.#numbers.get(word)!] = place
    const hitStarts = new Uint32Array(sorted.length + 1)
    for (let at = 0; at < this.#count; at += 1) hitStarts[newWord[this.#words[at]!]! + 1]! += 1
    for (let word = 1; word < hitStarts.length; word += 1) hitStarts[word]! += hitStarts[word - 1]!
    const { text: wordText, starts: wordStarts } = textSections(sorted)
    const wordLetters = Uint32Array.from(sorted, lettersOf)
    return { wordText, wordStarts, wordLetters, hitStarts, ...this.#spread(inOrder, hitStarts, newWord) }
  }

  #spread(inOrder: readonly number[], hitStarts: Uint32Array, newWord: Uint32Array) {
    const wordFields = new Uint16Array(newWord.length)
    const free = hitStarts.slice()
    const hits = new Uint32Array(this.#count)
    const hitFields = new Uint16Array(this.#count)
    for (const [place, number] of inOrder.entries()) {
      const end = this.#starts[number + 1] ?? this.#count
      for (let at = this.#starts[number]!; at < end; at += 1) {
        const word = newWord[this.#words[at]!]!
        const hit = free[word]!
        free[word] = hit + 1
        wordFields[word]! |= this.#fields[at]!
        hits[hit] = place
        hitFields[hit] = this.#fields[at]!
      }
    }
    return { hits, hitFields, wordFields }
  }

  #grow(): void {
    const length = this.#words.length * 2
    const grown = <T extends Uint16Array | Uint32Array>(next: T, old: T): T => {
      next.set(old)
      return next
    }
    this.#words = grown(new Uint32Array(length), this.#words)
    this.#fields = grown(new Uint16Array(length), this.#fields)
  }
}

function categoriesOf(sorted: readonly Package[], all: readonly string[]) {
  const numbers = places(all)
  const categoryStarts = new Uint32Array(sorted.length + 1)
  for (const [at, each] of sorted.entries())
    categoryStarts[at + 1] = categoryStarts[at]! + each.categories.length
  const categories = Uint32Array.from(
    sorted.flatMap((each) => each.categories.map((value) => numbers.get(value)!)),
  )
  return { categoryStarts, categories }
}

function order(sorted: readonly Package[], by: (a: Package, b: Package) => number): Uint32Array {
  const numbers = Uint32Array.from(sorted.keys())
  return numbers.sort((a, b) => by(sorted[a]!, sorted[b]!) || a - b)
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compare)
}

function places(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map(values.map((value, at) => [value, at]))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
