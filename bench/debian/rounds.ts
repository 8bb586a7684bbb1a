import type { Archive } from './archive.ts'
import type { InstalledState } from './installed.ts'
import { solveFresh, wishesFor } from './ours.ts'
import { requests, type InstalledSet, type Request } from './requests.ts'
import { hasBinding, libapt, libsolv, type Rival, type RivalAnswer } from './rivals.ts'
import type { Outcome } from './solve-once.ts'

/** Null where a rival is not installed. */
export interface Rivals {
  readonly libsolv: Rival | null
  /** libsolv again, with nothing in its file but what ours has too. */
  readonly relations: Rival | null
  readonly libapt: Rival | null
}

export interface Contest {
  readonly solver: string
  readonly pool: string
  readonly states: Readonly<Record<InstalledSet, InstalledState>>
  readonly rivals: Rivals
}

/** One request, answered by everyone, each in a fresh process. */
export interface Round {
  readonly ours: Outcome
  readonly libsolv: RivalAnswer | null
  readonly relations: RivalAnswer | null
  readonly libapt: RivalAnswer | null
}

export async function openRivals(archive: Archive): Promise<Rivals> {
  const [hasSolv, hasApt] = await Promise.all([hasBinding('solv'), hasBinding('apt_pkg')])
  if (!hasSolv || !hasApt) console.error('bench: a rival is not installed; ./multios bench --setup does that')
  return {
    libsolv: hasSolv ? await libsolv(archive, 'everything') : null,
    relations: hasSolv ? await libsolv(archive, 'relations') : null,
    libapt: hasApt ? libapt : null,
  }
}

/** All in turns, so that a busy machine slows all; the first round warms the file cache and is not counted. */
export async function runRounds(
  contest: Contest,
  count: number,
): Promise<ReadonlyMap<Request, readonly Round[]>> {
  const rounds = new Map<Request, Round[]>()
  for (let round = 0; round <= count; round += 1) {
    for (const request of requests) {
      const measured = await runOnce(contest, request)
      if (round > 0) rounds.set(request, [...(rounds.get(request) ?? []), measured])
    }
  }
  return rounds
}

async function runOnce({ solver, pool, states, rivals }: Contest, request: Request): Promise<Round> {
  const state = states[request.installed]
  const job = { pool, installed: state.entries, requests: [wishesFor(request.names)] }
  const words = [...request.names, '--names']
  const ours = await solveFresh(solver, job)
  const ask = async (rival: Rival | null): Promise<RivalAnswer | null> =>
    (await rival?.(state, words)) ?? null
  return {
    ours,
    libsolv: await ask(rivals.libsolv),
    relations: await ask(rivals.relations),
    libapt: await ask(rivals.libapt),
  }
}
