import { EngineError } from '../model/failure.ts'
import type { ChangeRequest } from '../model/plan.ts'
import { readGeneration } from '../store/generation-file.ts'
import { draftPackageReturn } from './draft-package-return.ts'
import type { DraftAnswer } from './draft.ts'
import { draftResolved } from './draft-resolved.ts'
import { sameOffer } from './same-offer.ts'
import {
  currentGeneration,
  installedReleases,
  openedCatalog,
  runningGeneration,
  type Toolbox,
} from './toolbox.ts'

export async function draftChanges(
  toolbox: Toolbox,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<DraftAnswer> {
  switch (request.kind) {
    case 'rollback':
      return draftReturn(toolbox, request, request.generation)
    case 'undo':
      return draftReturn(toolbox, request, await previousGeneration(toolbox))
    case 'rollback-package':
      return draftPackageReturn(toolbox, request, signal)
    default:
      return toolbox.pool.use((pool) => draftResolved(toolbox, pool, { request, signal }), signal)
  }
}

async function previousGeneration(toolbox: Toolbox): Promise<number> {
  const generation = currentGeneration(toolbox)
  const { previous } = await runningGeneration(toolbox)
  if (previous === null) throw new EngineError('history/nothing-to-undo', { generation })
  return previous
}

/** Everything as a kept generation held it. No solving: that state was consistent once and still is. */
async function draftReturn(toolbox: Toolbox, request: ChangeRequest, number: number): Promise<DraftAnswer> {
  const target = await readGeneration(toolbox.layout, number)
  const because = { kind: 'generation' as const, generation: number }
  const here = installedReleases(toolbox)
  const catalog = openedCatalog(toolbox)
  const gone = [...here.keys()].filter((name) => !target.releases.some((release) => release.name === name))
  return {
    kind: 'draft',
    draft: {
      request,
      next: target.releases.map((release) =>
        release.manifest_sha256 === here.get(release.name)?.manifest_sha256
          ? { release, offer: null, because }
          : { release, offer: sameOffer(catalog, release), because },
      ),
      removed: new Map(gone.map((name) => [name, because])),
      held: new Map(),
      reinstall: new Set(),
      backup: false,
      // The person asked for that state, so losing what it did not have is what was asked for.
      askedToRemove: new Set(gone),
    },
  }
}
