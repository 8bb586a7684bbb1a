import { orderOfNumbers, orderOfTexts } from '../base/orders.ts'
import { Cards } from './cards.ts'
import { flagsOf } from './columns.ts'
import { type SearchDocument, standingWorth, type ToldDocument } from './document.ts'
import { fold } from './fold.ts'
import { type Sections, textSections, writeSections } from './index-layout.ts'
import { type Looks, looksOf } from './looks.ts'
import { aboutSection, type IndexSources } from './search-index.ts'
import { headOf } from './summary-head.ts'
import { Users } from './users.ts'
import { Words } from './words.ts'

/** A whole index file. The same documents, in any order, make the same bytes. */
export function buildIndex(documents: Iterable<SearchDocument>, about: IndexSources): Uint8Array {
  const builder = new IndexBuilder()
  for (const document of documents) builder.add(document)
  return builder.finish(about)
}

/** An index of documents as they come: of each only what the index holds is kept. */
export class IndexBuilder {
  readonly users = new Users()
  readonly #words = new Words()
  readonly #packages: Package[] = []
  readonly #cards = new Cards()
  readonly #momentOf = momentReader()

  add(document: SearchDocument): void {
    this.users.begin()
    for (const name of document.uses) this.users.use(this.users.numberOf(name))
    this.addTold(document)
  }

  /** Of one whose uses were told. */
  addTold(document: ToldDocument): void {
    this.#cards.add(document.card)
    this.#packages.push(
      packageOf(document, { users: this.users, words: this.#words, momentOf: this.#momentOf }),
    )
  }

  finish(about: IndexSources): Uint8Array {
    const sorted = this.#packages.toSorted(
      (a, b) => compare(a.name, b.name) || compare(a.repository, b.repository),
    )
    return writeSections(
      sectionsOf(sorted, this.#words, { users: this.users.counts(), cards: this.#cards, about }),
    )
  }
}

interface Beside {
  readonly users: ReadonlyMap<string, number>
  readonly cards: Cards
  readonly about: IndexSources
}

function sectionsOf(sorted: readonly Package[], words: Words, { users, cards, about }: Beside): Sections {
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
    releases: column(new Uint32Array(sorted.length), sorted, ({ release }) => release),
    repositories: column(new Uint16Array(sorted.length), sorted, ({ repository }) =>
      repositories.get(repository)!,
    ),
    licenses: column(new Uint32Array(sorted.length), sorted, ({ license }) => licenses.get(license)!),
    categoryStarts,
    categories,
    flags: column(new Uint8Array(sorted.length), sorted, ({ flags }) => flags),
    sizes: column(new Float64Array(sorted.length), sorted, ({ size }) => size),
    moments: column(new Float64Array(sorted.length), sorted, ({ moment }) => moment),
    users: column(new Uint32Array(sorted.length), sorted, ({ name }) => users.get(name) ?? 0),
    worths: column(new Uint8Array(sorted.length), sorted, (each) =>
      standingWorth(each, users.get(each.name) ?? 0),
    ),
    ...missingSections(sorted, users),
    ...cards.sections(sorted.map(({ number }) => number)),
    byTitle: orderOfTexts(sorted.map(({ title }) => title)),
    byDay: newestFirst(sorted),
    bySize: orderOfNumbers(sorted.map(({ size }) => size)),
  }
}

/** What is kept of a document once its words are counted: the long texts are many. */
interface Package extends Pick<
  SearchDocument,
  'release' | 'name' | 'repository' | 'license' | 'role' | 'size'
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

interface Reading {
  readonly users: Users
  readonly words: Words
  readonly momentOf: (published: string) => number
}

function packageOf(document: ToldDocument, { users, words, momentOf }: Reading): Package {
  const { release, name, repository, license, role, size, published } = document
  const folded = fold(document.summary)
  const head = headOf(folded)
  const looks = looksOf(document, users, head)
  return {
    number: words.add(document, { folded, head }),
    release,
    name,
    title: fold(document.title),
    repository,
    license,
    role,
    categories: isShort(document.categories) ? document.categories : [...new Set(document.categories)],
    looks,
    flags: flagsOf({ ...document, looks }),
    size,
    moment: momentOf(published),
  }
}

/** Many are published at once. */
function momentReader(): Reading['momentOf'] {
  let last = { published: '', moment: 0 }
  return (published) => {
    if (published !== last.published) {
      const moment = Math.max(0, Date.parse(published))
      last = { published, moment: Number.isFinite(moment) ? moment : 0 }
    }
    return last.moment
  }
}

function isShort(list: readonly unknown[]): boolean {
  return list.length < 2
}

function nameSections(sorted: readonly Package[]) {
  const titled = [...sorted.entries()].filter(([, { name, title }]) => title !== name)
  const { text: nameText, starts: nameStarts } = textSections(sorted.map(({ name }) => name))
  const { text: titleText, starts: titleStarts } = textSections(titled.map(([, { title }]) => title))
  return { nameText, nameStarts, titled: Uint32Array.from(titled, ([at]) => at), titleText, titleStarts }
}

function missingSections(sorted: readonly Package[], users: ReadonlyMap<string, number>) {
  const there = new Set(sorted.map(({ name }) => name))
  const missing = [...users.keys()].filter((name) => !there.has(name)).sort(compare)
  const { text: missingText, starts: missingStarts } = textSections(missing)
  return { missingText, missingStarts, missingUsers: Uint32Array.from(missing, (name) => users.get(name)!) }
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

function newestFirst(sorted: readonly Package[]): Uint32Array {
  const newest = sorted.reduce((most, { moment }) => Math.max(most, moment), 0)
  return orderOfNumbers(sorted.map(({ moment }) => newest - moment))
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

/** Not by `from`, which goes through an iterator. */
function column<C extends Uint8Array | Uint16Array | Uint32Array | Float64Array, T>(
  into: C,
  rows: readonly T[],
  valueOf: (row: T) => number,
): C {
  for (let at = 0; at < rows.length; at += 1) into[at] = valueOf(rows[at]!)
  return into
}
