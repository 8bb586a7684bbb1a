import type { Report } from '../api/progress.ts'
import { failureOf } from '../model/failure.ts'
import type { ConfigurationNews } from '../model/configuration-news.ts'
import type { Generation } from '../model/generation.ts'
import type { FileIndex } from '../state/file-index.ts'
import type { State } from '../state/state.ts'
import { readGeneration, removeGeneration, writeGeneration } from '../store/generation-file.ts'
import type { Layout } from '../store/layout.ts'
import { prepareTree, switchTo, type TreeChange } from '../store/profile-tree.ts'
import { runningGeneration } from '../store/tree-state.ts'
import { behindTheSwitch } from './behind-the-switch.ts'
import { changesBetween, dropIntent, record, writeIntent } from './journal.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { purgingOf } from './purged-configuration.ts'
import { settleConfiguration } from './settle-configuration.ts'
import {
  contentsWhereDifferent,
  type Holding,
  identityOf,
  wholeContent,
  withoutLost,
} from './tree-sources.ts'

/** What a change is made in. */
export interface Machine {
  readonly layout: Layout
  readonly state: State
  /** Which release brings which path; opened when somebody asks. */
  readonly files: () => FileIndex
}

export interface Commit extends Machine {
  readonly before: Generation
  readonly after: Generation
  /** Digests of releases whose files are linked again although they do not change. */
  readonly again: ReadonlySet<string>
}

/**
 * Makes `after` what the machine holds. All its releases are in the store. Order: what could still fail for a
 * reason of the packages (file conflicts), intent, generations/N.json, idle tree, a look at what stands there, then
 * `current` by one rename, which is the commit point, then configuration and the record. Killed before the rename: the
 * old state, and `recover` takes the intent back. Killed after it: the new state, and `recover` finishes the rest.
 */
export async function commit(
  change: Commit,
  report: Report,
  signal: AbortSignal,
): Promise<ConfigurationNews[]> {
  const { layout, state, before, after } = change
  // Throws where two packages want one path, before anything is written.
  const difference = differenceOf(change)
  signal.throwIfAborted()
  // Before the file: a generation that no journal speaks of could be rolled back to, though it never was.
  writeIntent(state, { target: after.number, origin: before.number }, after.at)
  try {
    await writeGeneration(layout, after)
    report({ kind: 'step', step: 'verify', index: 3, count: 6 })
    const { tree } = await prepareTree(layout, treeChange(change, after), signal)
    report({ kind: 'step', step: 'commit', index: 4, count: 6 })
    signal.throwIfAborted()
    report({ kind: 'committing' })
    await switchTo(layout, tree)
  } catch (error) {
    // The rename may have happened and only its sync failed: then the change is made, and is recorded.
    if ((await runningGeneration(layout)) !== after.number) {
      // What a failing disk does not let us take back here, recovery takes back: the intent goes last.
      await takeBack(change).catch(() => undefined)
      throw error
    }
  }
  report({ kind: 'step', step: 'record', index: 5, count: 6 })
  return behindTheSwitch({ generation: after.number, folder: layout.root }, () =>
    finish(change, before, after, difference),
  )
}

async function takeBack({ layout, state, after }: Commit): Promise<void> {
  await removeGeneration(layout, after.number)
  // Killed here: recovery finds nothing to remove, and drops the intent.
  dropIntent(state)
}

/** What is left to do behind the commit point; may be killed and done again. */
export async function finish(
  machine: Machine,
  before: Generation,
  after: Generation,
  difference?: Difference,
): Promise<ConfigurationNews[]> {
  const news = await settle(machine, before, after, difference)
  record(machine.state, after, changesBetween(before, after))
  return news
}

/** Configuration files as `after` has them, where `before` had others. */
export async function settle(
  machine: Machine,
  before: Generation,
  after: Generation,
  difference: Difference = differenceOf({ ...machine, before, after, again: new Set() }),
): Promise<ConfigurationNews[]> {
  const purging = purgingOf(machine.state, {
    request: after.request,
    previous: before.previous,
    before: namesIn(before),
    after: namesIn(after),
  })
  return settleConfiguration({ ...machine, ...difference, generation: after.number, purging })
}

/** How a tree comes to a generation, whatever version it has now. */
export function treeChange(
  { layout, files, again = new Set() }: Pick<Machine, 'layout' | 'files'> & Partial<Pick<Commit, 'again'>>,
  wanted: Generation,
): TreeChange {
  return {
    generation: wanted.number,
    identity: identityOf(wanted),
    whole: () => wholeContent(layout, wanted),
    again: pathsOf(layout, wanted, again),
    whereDifferent: async (versions) => {
      const holdings: Holding[] = []
      for (const { generation, identity } of versions) {
        const held = await readGeneration(layout, generation).catch(() => null)
        // A pruned generation cannot be compared with: then the tree is made anew.
        if (held === null || identityOf(held) !== identity) return null
        holdings.push(held)
      }
      // Nor can one whose releases are gone from the store. What the wanted one lacks, is told by `whole`.
      return orNullWhereDamaged(() =>
        contentsWhereDifferent({ layout, files }, { holdings: [...holdings, wanted], again }),
      )
    },
  }
}

function orNullWhereDamaged<T>(compare: () => T): T | null {
  try {
    return compare()
  } catch (error) {
    if (failureOf(error)?.code === 'state/damaged') return null
    throw error
  }
}

/** What the tree of one generation holds, and that of the next, where they differ. */
interface Difference {
  readonly held: TreeContent
  readonly wanted: TreeContent
}

function differenceOf({ layout, files, before, after, again }: Omit<Commit, 'state'>): Difference {
  const between = (from: Holding): Difference => {
    const [held, wanted] = contentsWhereDifferent({ layout, files }, { holdings: [from, after], again })
    return { held: held!, wanted: wanted! }
  }
  return orNullWhereDamaged(() => between(before)) ?? between(withoutLost(layout, before, after))
}

function pathsOf(
  layout: Layout,
  { releases }: Generation,
  digests: ReadonlySet<string>,
): ReadonlySet<string> {
  const wanted = releases.filter(({ manifest_sha256 }) => digests.has(manifest_sha256))
  if (wanted.length === 0) return new Set()
  const content = wholeContent(layout, { releases: wanted, triggers: [] })
  return new Set([...content].flatMap(([place, { type }]) => (type === 'directory' ? [] : [place])))
}

function namesIn({ releases }: Generation): ReadonlySet<string> {
  return new Set(releases.map(({ name }) => name))
}
