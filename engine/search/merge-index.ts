import {
  type Both,
  both,
  type Merged,
  mergeColumn,
  mergeLists,
  mergeSorted,
  numbersWhere,
} from '../base/merge-sorted.ts'
import { looksIn, roleIn, roles } from './columns.ts'
import { standingWorth } from './document.ts'
import { type Sections, stringsOf, textSections, writeSections } from './index-layout.ts'
import { mergeWords } from './merge-words.ts'
import { aboutSection, type IndexSources, type SearchIndex } from './search-index.ts'

export interface IndexChange {
  /** Packages of before that are not among what is added, and go. */
  readonly goes: (repository: string, name: string) => boolean
  /** Of the documents that go: the names that each uses, once. */
  readonly goneUses: Iterable<string>
  /** An index of what comes, in the place of what goes too. */
  readonly added: SearchIndex
}

/** The index that all documents that are left would make, byte for byte, in far less time. */
export function mergeIndex(before: SearchIndex, change: IndexChange, about: IndexSources): Uint8Array {
  const sides = [sideOf(before), sideOf(change.added)] as const
  const indexes = [before, change.added] as const
  const packages = mergePackages(sides, change)
  const told = { names: textsOf(packages, sides, 'names'), titles: textsOf(packages, sides, 'titles') }
  const labels = mergeLabels(indexes, packages)
  const { architecture, sources } = about
  return writeSections({
    about: aboutSection({ architecture, sources, ...labels.lists }),
    ...mergeWords(indexes, packages),
    ...nameSections(told.names, told.titles),
    ...labels.columns,
    releases: mergeColumn(
      new Uint32Array(packages.count),
      packages,
      both(indexes, ({ data }) => data.releases),
    ),
    flags: mergeColumn(
      new Uint8Array(packages.count),
      packages,
      both(indexes, ({ data }) => data.flags),
    ),
    sizes: mergeColumn(
      new Float64Array(packages.count),
      packages,
      both(indexes, ({ data }) => data.sizes),
    ),
    moments: mergeColumn(
      new Float64Array(packages.count),
      packages,
      both(indexes, ({ data }) => data.moments),
    ),
    ...mergeUsers(sides, { packages, names: told.names, gone: change.goneUses }),
    ...cardSections(indexes, packages),
    ...orders(sides, packages),
  })
}

/** An index with its texts as strings. */
interface Side {
  readonly index: SearchIndex
  readonly names: readonly string[]
  /** Folded. */
  readonly titles: readonly string[]
}

function sideOf(index: SearchIndex): Side {
  const { nameText, nameStarts, titled, titleText, titleStarts } = index.data
  const names = stringsOf(nameText, nameStarts)
  const titles = names.slice()
  for (const [at, title] of stringsOf(titleText, titleStarts).entries()) titles[titled[at]!] = title
  return { index, names, titles }
}

function mergePackages([before, added]: Both<Side>, { goes }: IndexChange): Merged {
  const repositoriesOf =
    ({ index: { about, data } }: Side) =>
    (at: number) =>
      about.repositories[data.repositories[at]!]!
  const [repositoryBefore, repositoryAdded] = [repositoriesOf(before), repositoriesOf(added)]
  const sizes = [before.names.length, added.names.length] as const
  const stays = numbersWhere(sizes[0], (at) => !goes(repositoryBefore(at), before.names[at]!))
  return mergeSorted(
    [stays, numbersWhere(sizes[1], () => true)],
    sizes,
    (a, b) => compare(before.names[a]!, added.names[b]!) || compare(repositoryBefore(a), repositoryAdded(b)),
  )
}

function textsOf({ sides: from, ids }: Merged, sides: Both<Side>, key: 'names' | 'titles'): string[] {
  return Array.from(from, (side, at) => sides[side as 0 | 1][key][ids[at]!]!)
}

function nameSections(names: readonly string[], titles: readonly string[]) {
  const { text: nameText, starts: nameStarts } = textSections(names)
  const titled = numbersWhere(names.length, (at) => titles[at] !== names[at])
  const { text: titleText, starts: titleStarts } = textSections(Array.from(titled, (at) => titles[at]!))
  return { nameText, nameStarts, titled, titleText, titleStarts }
}

type Indexes = Both<SearchIndex>

/** Repositories, licences and categories: lists of what is left, and the columns in their numbers. */
function mergeLabels(indexes: Indexes, packages: Merged) {
  const data = both(indexes, (index) => index.data)
  const abouts = both(indexes, (index) => index.about)
  const single = <A extends Uint16Array | Uint32Array>(key: 'repositories' | 'licenses', into: A) => {
    const numbers = mergeColumn(
      into,
      packages,
      both(data, (each) => each[key]),
    )
    return renumbered(
      numbers,
      packages.sides,
      both(abouts, (about) => about[key]),
    )
  }
  const repositories = single('repositories', new Uint16Array(packages.count))
  const licenses = single('licenses', new Uint32Array(packages.count))
  const { starts, items, sides } = categoriesOf(indexes, packages)
  const categories = renumbered(
    items,
    sides,
    both(abouts, (about) => about.categories),
  )
  return {
    lists: { repositories: repositories.list, licenses: licenses.list, categories: categories.list },
    columns: {
      repositories: repositories.column,
      licenses: licenses.column,
      categoryStarts: starts,
      categories: categories.column,
    },
  }
}

/** `column` holds places in the list of each row's side; afterwards in one sorted list of what is in use. */
function renumbered<A extends Uint16Array | Uint32Array>(
  column: A,
  sides: Uint8Array,
  lists: Both<readonly string[]>,
) {
  const isUsed = both(lists, ({ length }) => new Uint8Array(length))
  for (let row = 0; row < column.length; row += 1) isUsed[sides[row] as 0 | 1][column[row]!] = 1
  const used = ([0, 1] as const).flatMap((side) => lists[side].filter((_, at) => isUsed[side][at] === 1))
  const list = [...new Set(used)].sort(compare)
  const places = new Map(list.map((text, at) => [text, at]))
  const numbers = both(lists, (texts) => Uint32Array.from(texts, (text) => places.get(text) ?? 0))
  for (let row = 0; row < column.length; row += 1) column[row] = numbers[sides[row] as 0 | 1][column[row]!]!
  return { list, column }
}

function categoriesOf(indexes: Indexes, packages: Merged) {
  const starts = new Uint32Array(packages.count + 1)
  const [items, sides]: [number[], number[]] = [[], []]
  for (let at = 0; at < packages.count; at += 1) {
    const side = packages.sides[at] as 0 | 1
    const { categoryStarts, categories } = indexes[side].data
    const id = packages.ids[at]!
    for (let place = categoryStarts[id]!; place < categoryStarts[id + 1]!; place += 1) {
      items.push(categories[place]!)
      sides.push(side)
    }
    starts[at + 1] = items.length
  }
  return { starts, items: Uint32Array.from(items), sides: Uint8Array.from(sides) }
}

interface Told {
  readonly packages: Merged
  readonly names: readonly string[]
}

type UserSections = Pick<Sections, 'users' | 'worths' | 'missingText' | 'missingStarts' | 'missingUsers'>

/** Who is used by how many: as before, without what went, and with what came. */
function mergeUsers(sides: Both<Side>, told: Told & { readonly gone: Iterable<string> }): UserSections {
  const { packages, names } = told
  const [before, added] = both(sides, ({ index }) => index)
  const more = moreUsers(added, told.gone)
  const users = new Uint32Array(packages.count)
  const worths = mergeColumn(new Uint8Array(packages.count), packages, [
    before.data.worths,
    added.data.worths,
  ])
  for (let at = 0; at < users.length; at += 1) {
    const { data } = packages.sides[at] === 0 ? before : added
    const id = packages.ids[at]!
    const known = packages.sides[at] === 0 ? data.users[id]! : before.usersOf(names[at]!)
    users[at] = known + (more.get(names[at]!) ?? 0)
    if (users[at] !== data.users[id])
      worths[at] = standingWorth(facesOf(names[at]!, data.flags[id]!), users[at]!)
  }
  return { users, worths, ...missingSections(sides[0], { packages, there: new Set(names), more }) }
}

/** By name, by how many more packages it is used than before; by fewer, where less than 0. */
function moreUsers({ data, packageCount, nameOf }: SearchIndex, gone: Iterable<string>): Map<string, number> {
  const more = new Map<string, number>()
  for (const name of gone) more.set(name, (more.get(name) ?? 0) - 1)
  // Packages of one name say the same.
  const come = new Map(Array.from({ length: packageCount }, (_, at) => [nameOf(at), data.users[at]!]))
  const missing = stringsOf(data.missingText, data.missingStarts)
  for (const [at, name] of missing.entries()) come.set(name, data.missingUsers[at]!)
  for (const [name, count] of come) more.set(name, (more.get(name) ?? 0) + count)
  return more
}

interface Left {
  readonly packages: Merged
  readonly there: ReadonlySet<string>
  readonly more: ReadonlyMap<string, number>
}

function facesOf(name: string, flags: number) {
  return { name, role: roles[roleIn(flags)]!, looks: looksIn(flags) }
}

/** Used names that nobody has now: nobody had them before, or who had them went, or only what came uses them. */
function missingSections({ index: { data }, names }: Side, { packages, there, more }: Left) {
  const users = new Map(Array.from(more.keys(), (name) => [name, 0]))
  for (const [at, name] of stringsOf(data.missingText, data.missingStarts).entries())
    users.set(name, data.missingUsers[at]!)
  for (const [at, name] of names.entries()) if (packages.places[0][at]! < 0) users.set(name, data.users[at]!)
  const missing = Array.from(users, ([name, count]) => [name, count + (more.get(name) ?? 0)] as const)
    .filter(([name, count]) => count > 0 && !there.has(name))
    .sort(([a], [b]) => compare(a, b))
  const { text: missingText, starts: missingStarts } = textSections(missing.map(([name]) => name))
  return { missingText, missingStarts, missingUsers: Uint32Array.from(missing, ([, count]) => count) }
}

function cardSections(indexes: Indexes, packages: Merged): Pick<Sections, 'cardText' | 'cardStarts'> {
  const cards = both(indexes, ({ data }) => ({ starts: data.cardStarts, items: data.cardText }))
  const room = new Uint8Array(cards[0].items.length + cards[1].items.length)
  const { starts: cardStarts, items: cardText } = mergeLists(packages, cards, room)
  return { cardText, cardStarts }
}

/** Each order of before without what went, and what comes in its place. */
function orders(sides: Both<Side>, packages: Merged): Pick<Sections, 'byTitle' | 'byDay' | 'bySize'> {
  const [{ titles }, { titles: more }] = sides
  const [before, added] = both(sides, ({ index }) => index.data)
  const [places, morePlaces] = packages.places
  const orderBy = (key: 'byTitle' | 'byDay' | 'bySize', compareBoth: (a: number, b: number) => number) => {
    const order = before[key]
    const stays = numbersWhere(order.length, (at) => places[order[at]!]! >= 0).map((at) => order[at]!)
    // Equal ones come in the order of packages; none is the same one.
    const merged = mergeSorted(
      [stays, added[key]],
      [places.length, morePlaces.length],
      (a, b) => compareBoth(a, b) || places[a]! - morePlaces[b]!,
    )
    return merged.ids.map((id, at) => packages.places[merged.sides[at] as 0 | 1][id]!)
  }
  return {
    byTitle: orderBy('byTitle', (a, b) => compare(titles[a]!, more[b]!)),
    byDay: orderBy('byDay', (a, b) => added.moments[b]! - before.moments[a]!),
    bySize: orderBy('bySize', (a, b) => before.sizes[a]! - added.sizes[b]!),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
