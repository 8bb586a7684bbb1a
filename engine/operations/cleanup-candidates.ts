import path from 'node:path'
import type { CleanupItem } from '../api/history-operations.ts'
import type { Generation } from '../model/generation.ts'
import { bytesOnDisk, namesIn, unsharedBytes } from '../store/disk-usage.ts'
import { keptGenerations, readGeneration } from '../store/generation-file.ts'
import type { Layout } from '../store/layout.ts'
import { busyTrees } from '../store/leases.ts'
import { currentTree } from '../store/tree-state.ts'
import { isDamaged } from '../state/backup.ts'
import { isUnfinished } from '../store/sweep.ts'
import { recordedGenerations } from '../transaction/journal.ts'
import { checkRecorded } from './believed-content.ts'
import { currentGeneration, runningGeneration, type Toolbox } from './toolbox.ts'

/** Something to remove, and where it lies. */
export interface Candidate extends CleanupItem {
  readonly place: string
}

export interface Keeping {
  /** How many of the newest generations stay, the running one and pinned ones among them. */
  readonly keep: number
  /** Of the others, those younger than so many days stay too. */
  readonly days: number
}

export interface Generations {
  readonly kept: readonly Generation[]
  readonly pruned: readonly Generation[]
}

const day = 86_400_000

/**
 * The running generation, the one that undo leads to, pinned ones, the newest and the young stay. With `changes`, as it
 * will be once a change has made another generation.
 */
export async function divideGenerations(
  toolbox: Toolbox,
  { keep, days }: Keeping,
  changes = false,
): Promise<Generations> {
  const { layout, state, clock } = toolbox
  const current = currentGeneration(toolbox)
  // What it holds must not be taken for left over, because its file is gone, or says something else.
  const running = await runningGeneration(toolbox)
  checkRecorded(toolbox, running)
  const numbers = (await keptGenerations(layout)).filter((number) => number !== 0)
  const all = await Promise.all(numbers.map((number) => readGeneration(layout, number)))
  const pinned = new Set(recordedGenerations(state).flatMap((one) => (one.pinned ? [one.number] : [])))
  const always = new Set(changes ? [current] : [current, running.previous])
  const others = changes ? numbers : numbers.filter((number) => number !== current)
  const newest = new Set(keep > 1 ? others.slice(-(keep - 1)) : [])
  const oldest = clock.now() - days * day
  const stays = ({ number, at }: Generation): boolean =>
    always.has(number) ||
    pinned.has(number) ||
    newest.has(number) ||
    // A clock that was set back or forward makes a generation younger or older, and nothing worse.
    Date.parse(at) > oldest
  return { kept: all.filter(stays), pruned: all.filter((one) => !stays(one)) }
}

/** Files of generations that go; the empty sum of bytes of their releases is told with these. */
export function prunedGenerations({ layout }: Toolbox, { pruned }: Generations): Candidate[] {
  return pruned.map(({ number, at }) => {
    const place = path.join(layout.generations, `${number}.json`)
    return { kind: 'generation', name: String(number), bytes: bytesOnDisk(place), because: at, place }
  })
}

/** Releases and outputs of triggers in the store that no kept generation holds. */
export function unheldFolders({ layout }: Toolbox, { kept, pruned }: Generations): Candidate[] {
  const held = new Set(
    kept.flatMap(({ releases, triggers }) => [...releases, ...triggers].map(({ directory }) => directory)),
  )
  const lastHeld = (folder: string) =>
    pruned.findLast(({ releases, triggers }) =>
      [...releases, ...triggers].some(({ directory }) => directory === folder),
    )
  const seen = new Set<string>()
  return namesIn(layout.store)
    .filter((name) => !held.has(name) && !isUnfinished(name))
    .map((name) => {
      const place = path.join(layout.store, name)
      const last = lastHeld(name)
      return {
        kind: name.startsWith('trigger-') ? 'trigger' : 'release',
        name,
        bytes: bytesOnDisk(place, seen),
        because: last === undefined ? null : String(last.number),
        place,
      }
    })
}

/** What killed processes left half-made. */
export function unfinishedThings({ layout }: Toolbox): Candidate[] {
  const { root, store, generations, profile, trees, metadata, config, purged } = layout
  return [root, store, generations, profile, trees, metadata, config, purged].flatMap((folder) =>
    namesIn(folder)
      .filter(isUnfinished)
      .map((name) => candidate('unfinished', path.join(folder, name), name)),
  )
}

/** Put aside for whoever can read more of it; only where nobody may want that any more. */
export function damagedThings({ layout }: Toolbox): Candidate[] {
  const aside = namesIn(layout.generations).filter((name) => /^\d+\.json\.damaged$/.test(name))
  return [
    ...namesIn(layout.root)
      .filter(isDamaged)
      .map((name) => candidate('damaged', path.join(layout.root, name), name)),
    ...namesIn(layout.profile)
      .filter((name) => name === 'current.damaged')
      .map((name) => candidate('damaged', path.join(layout.profile, name), name)),
    ...aside.map((name) => candidate('damaged', path.join(layout.generations, name), name)),
  ]
}

/** Configuration that was purged: no way leads back to it once its generation is gone, or where that is not wanted. */
export function purgedThings({ layout }: Toolbox, { kept }: Pick<Generations, 'kept'>): Candidate[] {
  const numbers = new Set(kept.map(({ number }) => String(number)))
  return namesIn(layout.purged)
    .filter((name) => !isUnfinished(name) && !numbers.has(name))
    .map((name) => candidate('purged', path.join(layout.purged, name), name))
}

/** Idle trees beyond the one that the next change is made in. */
export async function spareTrees({ layout }: Toolbox): Promise<Candidate[]> {
  const [, ...spare] = await otherTrees(layout)
  const busy = busyTrees(layout)
  return spare.flatMap((name) =>
    // Its files are links: only its folders take room.
    busy.has(name) ? [] : [candidate('tree', path.join(layout.trees, name), name, unsharedBytes)],
  )
}

/** All trees that nothing runs from, with the one that the next change is made in. */
export async function idleTrees(layout: Layout): Promise<string[]> {
  const busy = busyTrees(layout)
  const idle = (await otherTrees(layout)).filter((name) => !busy.has(name))
  return idle.map((name) => path.join(layout.trees, name))
}

async function otherTrees(layout: Layout): Promise<string[]> {
  const current = await currentTree(layout)
  return namesIn(layout.trees).filter((name) => /^[A-Z]$/.test(name) && name !== current)
}

/** Downloads, pictures and manifests that can be had again. */
export function cachedThings({ layout }: Toolbox): Candidate[] {
  const downloads = namesIn(layout.packages).map((name) =>
    candidate('download', path.join(layout.packages, name), name),
  )
  const pictures = [layout.media, layout.manifests].flatMap((folder) =>
    namesIn(folder).map((name) => candidate('picture', path.join(folder, name), name)),
  )
  return [...downloads, ...pictures]
}

function candidate(
  kind: CleanupItem['kind'],
  place: string,
  name: string,
  measure: (place: string) => number = bytesOnDisk,
): Candidate {
  return { kind, name, bytes: measure(place), because: null, place }
}
