import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ParsedInput } from '../api/operations.ts'
import type { Report, Step } from '../api/progress.ts'
import { EngineError } from '../model/failure.ts'
import type { Generation } from '../model/generation.ts'
import type { Plan, Receipt } from '../model/plan.ts'
import { getRepository } from '../state/repositories.ts'
import { addToStore, isInStore } from '../store/content-store.ts'
import { readGeneration } from '../store/generation-file.ts'
import { freeBytes } from '../system-errors.ts'
import { acquire, type Wanted } from '../transaction/acquire.ts'
import { commit, contentOf } from '../transaction/commit.ts'
import type { Draft, NextRelease } from './draft.ts'
import { type Drafted, planWithDraft } from './plan-changes.ts'
import { currentGeneration, openedCatalog, type Toolbox } from './toolbox.ts'

const steps: readonly Step[] = ['resolve', 'download', 'stage', 'verify', 'commit', 'record']

/** Carries out exactly the plan that was shown, or throws and changes nothing. Only under the writer lock. */
export async function applyPlan(
  toolbox: Toolbox,
  input: ParsedInput<'plan.apply'>,
  report: Report,
  signal: AbortSignal,
): Promise<Receipt> {
  const enter = (step: Step) =>
    report({ kind: 'step', step, index: steps.indexOf(step), count: steps.length })
  enter('resolve')
  const { plan, draft } = await sameAgain(toolbox, input, signal)
  await checkSpace(toolbox, plan)
  enter('download')
  const wanted = wantedArtifacts(toolbox, draft)
  const arrivals = await acquire(
    wanted,
    {
      transport: toolbox.transport,
      cache: toolbox.layout.packages,
      atOnce: toolbox.config.general.max_concurrent_downloads,
      mayBeUnsigned: toolbox.config.security.allow_unsigned && !toolbox.config.security.require_signature,
    },
    report,
    signal,
  )
  enter('stage')
  await forgetReinstalled(toolbox, draft)
  await addToStore(toolbox.layout, arrivals, signal)
  const before = await readGeneration(toolbox.layout, currentGeneration(toolbox))
  const after = generationOf(toolbox, plan, draft)
  contentOf(toolbox.layout, after)
  const rebuild = draft.reinstall.size > 0
  await commit({ layout: toolbox.layout, state: toolbox.state, before, after, rebuild }, report, signal)
  toolbox.announce({ kind: 'machine-changed', generation: after.number })
  return {
    generation: after.number,
    previous: before.number,
    digest: plan.digest,
    lines: [...plan.install, ...plan.change, ...plan.remove],
  }
}

/** What was planned is what happens: the world is asked again, and must answer the same. */
async function sameAgain(
  toolbox: Toolbox,
  input: ParsedInput<'plan.apply'>,
  signal: AbortSignal,
): Promise<Drafted> {
  const answer = await planWithDraft(toolbox, input.request, signal)
  switch (answer.kind) {
    case 'unsolvable':
      throw new EngineError('plan/unsolvable', { explanation: answer.explanation })
    case 'nothing':
      throw new EngineError('plan/stale', { planned: input.digest, now: '' })
    case 'plan':
      if (answer.plan.digest === input.digest) return answer
      throw new EngineError('plan/stale', { planned: input.digest, now: answer.plan.digest })
  }
}

async function checkSpace(toolbox: Toolbox, plan: Plan): Promise<void> {
  const unpacked = [...plan.install, ...plan.change].reduce((sum, { disk }) => sum + Math.max(0, disk), 0)
  const needed = plan.download + unpacked
  const free = await freeBytes(toolbox.layout.root)
  if (free !== null && needed > free)
    throw new EngineError('disk/full', { path: toolbox.layout.root, needed, free })
}

function wantedArtifacts(toolbox: Toolbox, draft: Draft): Wanted[] {
  const catalog = openedCatalog(toolbox)
  return draft.next
    .filter((next) => mustArrive(toolbox, draft, next))
    .map(({ release, offer }) => {
      if (offer === null) {
        throw new EngineError('release/not-found', {
          name: release.name,
          wanted: release.version,
          available: [],
        })
      }
      return {
        record: offer.record,
        base: getRepository(toolbox.state, offer.repository).url,
        keys: catalog.about(offer.repository)?.publishers.flatMap(({ keys }) => keys) ?? [],
      }
    })
}

function mustArrive(toolbox: Toolbox, draft: Draft, { release }: NextRelease): boolean {
  return (
    draft.reinstall.has(release.name) ||
    !isInStore(toolbox.layout, release.manifest_sha256, release.name, release.version)
  )
}

/**
 * A release to be unpacked again leaves the store first. The running tree keeps its files: they are hard links.
 * Killed here: the release is in no store folder, the trees are whole, and the same request repairs it.
 */
async function forgetReinstalled(toolbox: Toolbox, draft: Draft): Promise<void> {
  for (const { release } of draft.next.filter((next) => draft.reinstall.has(next.release.name))) {
    await rm(path.join(toolbox.layout.store, release.directory), { recursive: true, force: true })
  }
}

function generationOf(toolbox: Toolbox, plan: Plan, draft: Draft): Generation {
  return {
    format: 1,
    number: plan.to,
    at: new Date(toolbox.clock.now()).toISOString(),
    request: plan.request,
    previous: plan.from,
    releases: draft.next.map(({ release }) => release).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
