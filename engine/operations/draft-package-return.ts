import { nearest } from '../base/nearest.ts'
import { EngineError, failureOf } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { ChangeRequest, ResolvedRequest } from '../model/plan.ts'
import { isInStore } from '../store/content-store.ts'
import { keptGenerations, readGeneration } from '../store/generation-file.ts'
import { machineState } from './ask-resolver.ts'
import type { DraftAnswer } from './draft.ts'
import { draftResolved, draftSolved } from './draft-resolved.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

type Request = Extract<ChangeRequest, { kind: 'rollback-package' }>

/**
 * One package as a kept generation had it, offline; where none is kept, as a repository offers it. The rest changes only
 * as far as that release needs it.
 */
export async function draftPackageReturn(
  toolbox: Toolbox,
  request: Request,
  signal: AbortSignal,
): Promise<DraftAnswer> {
  const { name, version } = request
  const here = installedReleases(toolbox)
  const now = here.get(name)
  if (now === undefined)
    throw new EngineError('package/not-installed', { name, nearest: nearest(name, here.keys()) })
  if (now.version === version) return { kind: 'nothing' }
  const wanted: ResolvedRequest = { kind: 'install', packages: [{ name, version }], force: false }
  const kept = await keptRelease(toolbox, name, version)
  const answer = await toolbox.pool
    .use((pool) => {
      if (kept === null) return draftResolved(toolbox, pool, { request: wanted, signal })
      // As if it were here already: so the solver may take it although nobody offers it, and finds what it needs.
      const installed = new Map(here).set(name, { ...kept, chosen: now.chosen })
      const wish = { kind: 'install', name, constraints: [{ operator: '=', version }] } as const
      const input = { ...machineState(toolbox, pool, installed), wishes: [wish] }
      return draftSolved(toolbox, pool, { request: wanted, signal, input, installed })
    }, signal)
    .catch(async (error: unknown) => {
      throw await withWaysBack(toolbox, error, now)
    })
  if (answer.kind !== 'draft') return answer
  return { kind: 'draft', draft: { ...answer.draft, request, backup: request.backup } }
}

async function keptRelease(
  toolbox: Toolbox,
  name: string,
  version: string,
): Promise<InstalledRelease | null> {
  for await (const release of keptReleases(toolbox, name)) if (release.version === version) return release
  return null
}

/** What the store still has of it, of the newest generation first. */
async function* keptReleases({ layout }: Toolbox, name: string): AsyncGenerator<InstalledRelease> {
  for (const number of (await keptGenerations(layout)).toReversed()) {
    const { releases } = await readGeneration(layout, number)
    const found = releases.find((release) => release.name === name)
    if (found !== undefined && isInStore(layout, found.manifest_sha256, name, found.version)) yield found
  }
}

/** What runs is no way back, and what generations hold is one, although nobody offers it any more. */
async function withWaysBack(toolbox: Toolbox, error: unknown, now: InstalledRelease): Promise<unknown> {
  const failure = failureOf(error)
  if (failure?.code !== 'release/not-found') return error
  const versions = new Set(failure.facts.available)
  for await (const { version } of keptReleases(toolbox, now.name)) versions.add(version)
  const available = [...versions].filter((version) => version !== now.version)
  return new EngineError('release/not-found', { ...failure.facts, available }, { cause: error })
}
