import { compareLists } from '../base/merge-sorted.ts'
import { orderOfNumbers, orderOfTexts } from '../base/orders.ts'
import type { NumberedRelations } from './numbered-relations.ts'
import { compareText } from './order-releases.ts'

/** The numbers that everything has in a pool, by the number that it had when it was met; and back. */
export interface PoolOrder {
  /** Names of packages, sorted, then those that nobody bears as a package. */
  readonly packages: readonly string[]
  readonly virtual: readonly string[]
  readonly names: Uint32Array
  readonly terms: Uint32Array
  readonly termsInOrder: Uint32Array
  /** Of clauses of several terms. */
  readonly several: Uint32Array
  readonly severalInOrder: Uint32Array
}

/** `nameOf`: by release, the number of its name. */
export function orderOf(relations: NumberedRelations, nameOf: Uint32Array): PoolOrder {
  const { ranks, packages, virtual, names } = orderNames(relations.names.texts, nameOf)
  const constraintTexts = relations.texts.texts
  const termsInOrder = orderOfNumbers(relations.terms.map(({ name }) => ranks[name]!))
  const constraintsOf = (term: number) => constraintTexts[relations.terms[term]!.constraintText]!
  for (const [from, to] of runsOf(termsInOrder, (term) => relations.terms[term]!.name))
    termsInOrder.subarray(from, to).sort((a, b) => compareText(constraintsOf(a), constraintsOf(b)))
  const terms = placesOf(termsInOrder)
  const lists = relations.several.map((clause) => clause.map((term) => terms[term]!))
  const severalInOrder = Uint32Array.from(lists.keys()).sort((a, b) => compareLists(lists[a]!, lists[b]!))
  return { packages, virtual, names, terms, termsInOrder, several: placesOf(severalInOrder), severalInOrder }
}

function orderNames(texts: readonly string[], nameOf: Uint32Array) {
  const isPackage = new Uint8Array(texts.length)
  for (const name of nameOf) isPackage[name] = 1
  const inOrder = orderOfTexts(texts)
  const packages = inOrder.filter((name) => isPackage[name] === 1)
  const virtual = inOrder.filter((name) => isPackage[name] === 0)
  const numbered = new Uint32Array(texts.length)
  numbered.set(packages)
  numbered.set(virtual, packages.length)
  const written = (names: Uint32Array) => Array.from(names, (name) => texts[name]!)
  return {
    ranks: placesOf(inOrder),
    names: placesOf(numbered),
    packages: written(packages),
    virtual: written(virtual),
  }
}

/** From where to where several neighbours have the same value. */
function* runsOf(
  order: Uint32Array,
  valueOf: (number: number) => number,
): Generator<readonly [number, number]> {
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = valueOf(order[from]!)
    do to += 1
    while (to < order.length && valueOf(order[to]!) === value)
    if (to > from + 1) yield [from, to]
  }
}

/** Where each number stands. */
function placesOf(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place += 1) places[order[place]!] = place
  return places
}
