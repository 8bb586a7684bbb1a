import { compareLists } from '../base/merge-sorted.ts'
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
  const termsInOrder = Uint32Array.from(relations.terms.keys()).sort((a, b) => {
    const [one, other] = [relations.terms[a]!, relations.terms[b]!]
    return (
      ranks[one.name]! - ranks[other.name]! ||
      compareText(constraintTexts[one.constraintText]!, constraintTexts[other.constraintText]!)
    )
  })
  const terms = placesOf(termsInOrder)
  const lists = relations.several.map((clause) => clause.map((term) => terms[term]!))
  const severalInOrder = Uint32Array.from(lists.keys()).sort((a, b) => compareLists(lists[a]!, lists[b]!))
  return { packages, virtual, names, terms, termsInOrder, several: placesOf(severalInOrder), severalInOrder }
}

function orderNames(texts: readonly string[], nameOf: Uint32Array) {
  const isPackage = new Uint8Array(texts.length)
  for (const name of nameOf) isPackage[name] = 1
  const inOrder = Uint32Array.from(texts.keys()).sort((a, b) => compareText(texts[a]!, texts[b]!))
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

/** Where each number stands. */
function placesOf(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place += 1) places[order[place]!] = place
  return places
}
