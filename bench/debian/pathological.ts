import path from 'node:path'
import type { Declaration } from '../../engine/resolver/package-source.ts'
import { measured, type Measured } from '../report.ts'
import { solveFresh, wishesFor, writePool } from './ours.ts'

/** Milliseconds of processor time in which the usual budget of steps must have ended anything. */
const longest = 5_000
/** Milliseconds after which a process that has not ended is ended. */
const patience = 60_000

/** Universes made to be hard: each must be answered, or given up, before the budget of a request ends. */
export async function measurePathological(solver: string): Promise<Measured[]> {
  const results: Measured[] = []
  for (const { name, declarations } of universes()) {
    const pool = writePool(path.join(path.dirname(solver), 'pathological.pool'), declarations)
    const job = { pool, installed: null, requests: [wishesFor(['root'])] }
    const answer = await solveFresh(solver, job, patience).then(
      ({ answers }) => answers[0],
      () => undefined,
    )
    console.error(`bench: ${name}: ${answer?.kind ?? 'stopped from outside'}`)
    const ours = answer?.solve.cpu ?? patience
    results.push(measured({ bench: 'resolver', case: name, metric: 'solve cpu ms', ours }, longest))
  }
  return results
}

function universes(): readonly { readonly name: string; readonly declarations: readonly Declaration[] }[] {
  return [
    { name: 'pigeonhole, 7 into 6', declarations: pigeons(6) },
    { name: 'pigeonhole, 11 into 10', declarations: pigeons(10) },
    { name: 'pigeonhole, 21 into 20', declarations: pigeons(20) },
    { name: 'alternatives, 1,000 deep', declarations: alternatives(1_000) },
    { name: 'versions, 60 names of 60', declarations: lockstep(60) },
  ]
}

/** One pigeon more than there are holes; each sits in one of the holes, and nobody shares one. */
function pigeons(holes: number): readonly Declaration[] {
  const numbers = Array.from({ length: holes + 1 }, (_, at) => at)
  const seats = numbers.flatMap((pigeon) =>
    numbers
      .slice(0, holes)
      .map((hole) =>
        declared(`seat-${pigeon}-${hole}`, '1', { provides: [`hole-${hole}`], conflicts: [`hole-${hole}`] }),
      ),
  )
  const birds = numbers.map((pigeon) => {
    const free = numbers.slice(0, holes).map((hole) => `seat-${pigeon}-${hole}`)
    return declared(`pigeon-${pigeon}`, '1', { dependencies: [free.join(' | ')] })
  })
  const root = declared('root', '1', { dependencies: birds.map(({ name }) => name) })
  return [root, ...birds, ...seats]
}

/** On every level both ways lead on, and only at the bottom it shows that one of them is closed. */
function alternatives(depth: number): readonly Declaration[] {
  const levels = Array.from({ length: depth }, (_, level) => {
    const next = level + 1 < depth ? [`left-${level + 1} | right-${level + 1}`] : []
    return [
      declared(`left-${level}`, '1', { dependencies: [...next, ...(level + 1 < depth ? [] : ['closed'])] }),
      declared(`right-${level}`, '1', { dependencies: next, conflicts: [`left-${Math.max(0, level - 1)}`] }),
    ]
  })
  return [declared('root', '1', { dependencies: ['left-0 | right-0'] }), ...levels.flat()]
}

/** Each name wants its neighbour in the next lower version, round in a circle, which cannot come out. */
function lockstep(size: number): readonly Declaration[] {
  const ring = Array.from({ length: size }, (_, at) => at)
  const releases = ring.flatMap((at) =>
    ring.map((version) =>
      declared(`ring-${at}`, `${version + 1}`, {
        dependencies: [`ring-${(at + 1) % size} (<< ${version + 1})`],
      }),
    ),
  )
  return [declared('root', '1', { dependencies: ['ring-0'] }), ...releases]
}

function declared(name: string, version: string, fields: Partial<Declaration>): Declaration {
  return {
    name,
    version,
    scheme: 'debian',
    architecture: 'universal',
    repository: 'debian',
    digest: '0'.repeat(64),
    dependencies: [],
    recommends: [],
    suggests: [],
    provides: [],
    conflicts: [],
    breaks: [],
    replaces: [],
    size: 0,
    installedSize: 0,
    ...fields,
  }
}
