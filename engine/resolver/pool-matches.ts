import type { Provision } from '../model/relation.ts'
import { type Match, matchTerm, type Provider, type Versioned } from './match-term.ts'
import type { PoolContent } from './pool-content.ts'
import { fits } from './pool-layout.ts'
import type { PoolOrder } from './pool-order.ts'

/** By the number of a name as it was met: what fits this machine and provides it, in the order of releases. */
export type Providers = ReadonlyMap<number, readonly Provider[]>

export function providersOf({ releases, relations, lists }: PoolContent, flags: Uint8Array): Providers {
  const providers = new Map<number, (Provider & { readonly provided: Pick<Provision, 'version'>[] })[]>()
  const { provides } = lists
  for (const [id, { version, scheme }] of releases.entries()) {
    if ((flags[id]! & fits) === 0) continue
    for (let at = provides.startOf(id); at < provides.startOf(id + 1); at += 1) {
      const provision = relations.provisions[provides.itemAt(at)]!
      const list = providers.get(provision.name) ?? []
      if (list.at(-1)?.id === id) list.at(-1)!.provided.push(provision)
      else list.push({ id, version, scheme, provided: [provision] })
      providers.set(provision.name, list)
    }
  }
  return providers
}

interface Known {
  readonly providers: Providers
  readonly nameReleases: Uint32Array
  readonly releaseFlags: Uint8Array
}

interface Group {
  readonly group: readonly Versioned[]
  readonly first: number
}

const nobody: Group = { group: [], first: 0 }

/** By term, in the order of a pool, the releases that meet it. */
export function matchesOf({ releases, relations }: PoolContent, order: PoolOrder, known: Known): Match[] {
  // Terms of one name lie together.
  let last = { name: -1, own: nobody }
  return Array.from(order.termsInOrder, (id) => {
    const term = relations.terms[id]!
    if (term.name !== last.name)
      last = { name: term.name, own: groupOf(order.names[term.name]!, { releases, order, known }) }
    return matchTerm(term, last.own, known.providers.get(term.name) ?? [])
  })
}

/** Of a name those releases that fit this machine: they come first, so they are neighbours. */
function groupOf(
  name: number,
  {
    releases,
    order,
    known,
  }: Pick<PoolContent, 'releases'> & { readonly order: PoolOrder; readonly known: Known },
): Group {
  if (name >= order.packages.length) return nobody
  const { nameReleases, releaseFlags } = known
  const [first, end] = [nameReleases[name]!, nameReleases[name + 1]!]
  let last = first
  while (last < end && (releaseFlags[last]! & fits) !== 0) last += 1
  return last === first ? nobody : { group: releases.slice(first, last), first }
}
