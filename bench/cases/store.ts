import { rmSync } from 'node:fs'
import path from 'node:path'
import { silent } from '../../engine/api/progress.ts'
import type { Generation, InstalledRelease } from '../../engine/model/generation.ts'
import { checkEntries } from '../../engine/store/check-entries.ts'
import { readStoredManifest } from '../../engine/store/content-store.ts'
import { prepareTree } from '../../engine/store/profile-tree.ts'
import { currentTree } from '../../engine/store/tree-state.ts'
import { applyDelta, firstMisplaced } from '../../engine/store/tree-delta.ts'
import { commit, treeChange } from '../../engine/transaction/commit.ts'
import { contentsWhereDifferent } from '../../engine/transaction/tree-sources.ts'
import { costOf, median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import {
  addRelease,
  fillStore,
  type FullMachine,
  generation,
  nameAt,
  openMachine,
} from '../store/full-machine.ts'
import { withDataDirectory } from '../world.ts'

const bench = 'store'
const rounds = 9
const never = new AbortController().signal

/** What a change costs beside unpacking, on a machine with 750 packages and 55,000 files. */
export async function benchStore(): Promise<Measured[]> {
  return withDataDirectory(async (folder) => {
    const machine = openMachine(folder)
    try {
      return await measureStore(machine)
    } finally {
      machine.close()
    }
  })
}

async function measureStore(machine: FullMachine): Promise<Measured[]> {
  const releases = fillStore(machine)
  let last = generation(0, [])
  const change = async (next: readonly InstalledRelease[]): Promise<number> => {
    const after = generation(last.number + 1, next)
    const milliseconds = await timed(() => commitTo(machine, last, after))
    last = after
    return milliseconds
  }
  await change(releases)
  // Both trees are there from now on, as after any second change.
  await change(releases.slice(1))
  await change(releases)
  await change(releases)
  const rebuild = await fullRebuild(machine, last)
  const lines: Measured[] = []
  for (const [at, files, budget] of [
    [0, 10, 5],
    [1, 400, 60],
  ] as const) {
    const updated = addRelease(machine, { name: nameAt(at), version: '2.0', files })
    const next = releases.with(at, updated)
    // There and back: an update, and the return to the generation before it; the first round warms up.
    const turns = Array.from({ length: rounds + 1 }, () => [next, releases]).flat()
    const tree: number[] = []
    const whole: number[] = []
    for (const wanted of turns) {
      tree.push(await treeWork(machine, last, generation(last.number, wanted)))
      whole.push(await change(wanted))
    }
    const title = `an update of ${files} files, and back`
    const ours = median(tree.slice(2))
    lines.push(
      measured(
        { bench, case: title, metric: 'tree work, wall ms', ours, ...against(rebuild, ours) },
        budget,
        0.02,
      ),
      measured({ bench, case: title, metric: 'whole change, wall ms', ours: median(whole.slice(2)) }, null),
    )
  }
  return [...lines, await verifySpeed(machine, last)]
}

function against(rebuild: number, ours: number) {
  return { rival: rebuild, rivalName: 'a full rebuild of the tree', ratio: ours / rebuild }
}

async function commitTo(machine: FullMachine, before: Generation, after: Generation): Promise<void> {
  await commit({ ...machine, before, after, again: new Set() }, silent, never)
}

/** Finding what differs, linking it, and looking at it: in the idle tree, there and back, half of which counts. */
async function treeWork(machine: FullMachine, before: Generation, after: Generation): Promise<number> {
  const folder = path.join(machine.layout.trees, await idleTree(machine))
  const run = async (from: Generation, to: Generation): Promise<void> => {
    const [held, wanted] = contentsWhereDifferent(machine, { holdings: [from, to], again: new Set() })
    const delta = { held: held!, wanted: wanted!, unknown: new Set<string>() }
    await applyDelta(folder, delta, never)
    await firstMisplaced(folder, delta, never)
  }
  return (
    (await timed(async () => {
      await run(before, after)
      await run(after, before)
    })) / 2
  )
}

async function idleTree({ layout }: FullMachine): Promise<string> {
  return (await currentTree(layout)) === 'A' ? 'B' : 'A'
}

async function fullRebuild(machine: FullMachine, wanted: Generation): Promise<number> {
  const { layout } = machine
  const name = await idleTree(machine)
  rmSync(path.join(layout.trees, `${name}.json`))
  rmSync(path.join(layout.trees, name), { recursive: true })
  return timed(async () => {
    await prepareTree(layout, treeChange(machine, wanted), never)
  })
}

/** Every file hashed and compared, against sha256sum on all cores. */
async function verifySpeed(machine: FullMachine, { releases }: Generation): Promise<Measured> {
  const { layout } = machine
  const expected = releases.flatMap(({ directory }) =>
    readStoredManifest(layout, directory).files.map((entry) => ({
      file: path.join(layout.store, directory, entry.path),
      entry,
    })),
  )
  const script = `find "${layout.store}" -type f -not -path '*/.multios/*' -print0 | xargs -0 -P "$(nproc)" -n 500 sha256sum`
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= 3; round += 1) {
    const mine = await timed(async () => {
      const problems = await checkEntries(expected, never)
      if (problems.some((problem) => problem !== null)) throw new Error('the store is damaged')
    })
    const { wall } = await costOf({ file: 'sh', args: ['-c', script] })
    if (round === 0) continue
    ours.push(mine)
    theirs.push(wall)
  }
  const ratio = median(ours.map((value, at) => value / theirs[at]!))
  return measured(
    {
      ...{ bench, case: `verify ${expected.length} files and folders`, metric: 'wall ms' },
      ...{ ours: median(ours), rival: median(theirs), rivalName: 'sha256sum on all cores', ratio },
    },
    null,
    1.25,
  )
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
