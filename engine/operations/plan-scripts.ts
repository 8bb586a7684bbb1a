import { createHash } from 'node:crypto'
import { EngineError, failureOf } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { lineDifference } from '../model/line-difference.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ChangeRequest, Plan, PlanScript } from '../model/plan.ts'
import type { Sandbox } from '../sandbox/find-sandbox.ts'
import { readStoredManifest } from '../store/content-store.ts'
import type { Draft, NextRelease } from './draft.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

type Scripts = Manifest['install_scripts']

const moments = ['pre_install', 'post_install'] as const

/** The scripts of what a plan brings, each with whether it may run. What only goes, or comes back, runs none. */
export async function scriptsOf(toolbox: Toolbox, draft: Draft, signal: AbortSignal): Promise<PlanScript[]> {
  if (draft.request.kind === 'undo' || draft.request.kind === 'rollback') return []
  const here = installedReleases(toolbox)
  const scripts: PlanScript[] = []
  for (const next of comingIn(draft, here)) {
    const brought = next.offer?.record.install_scripts ?? {}
    if (moments.every((when) => brought[when] === undefined)) continue
    const before = scriptsBefore(toolbox, here.get(next.release.name))
    const refusal = await refusalOf(toolbox, draft.request, next, signal)
    scripts.push(
      ...moments.flatMap((when) => scriptOf({ release: next.release, when, brought, before, refusal })),
    )
  }
  return scripts
}

/** Releases that are unpacked into the next generation, and are known by an index. */
function comingIn({ next, reinstall }: Draft, here: ReadonlyMap<string, InstalledRelease>): NextRelease[] {
  return next.filter(
    ({ release, offer }) =>
      offer !== null &&
      (reinstall.has(release.name) || here.get(release.name)?.manifest_sha256 !== release.manifest_sha256),
  )
}

interface OneScript {
  readonly release: InstalledRelease
  readonly when: PlanScript['when']
  readonly brought: Scripts
  readonly before: Scripts
  readonly refusal: PlanScript['refusal']
}

function scriptOf({ release, when, brought, before, refusal }: OneScript): PlanScript[] {
  const text = brought[when]
  if (text === undefined) return []
  const old = before[when]
  return [
    {
      package: release.name,
      version: release.version,
      when,
      text,
      sha256: createHash('sha256').update(text).digest('hex'),
      difference: old === undefined ? null : lineDifference(old, text),
      refusal,
    },
  ]
}

function scriptsBefore({ layout }: Toolbox, here: InstalledRelease | undefined): Scripts {
  if (here === undefined) return {}
  try {
    return readStoredManifest(layout, here.directory).install_scripts
  } catch (error) {
    // This very plan may be what repairs the release.
    if (failureOf(error)?.code !== 'state/damaged') throw error
    return {}
  }
}

async function refusalOf(
  toolbox: Toolbox,
  request: ChangeRequest,
  { release }: NextRelease,
  signal: AbortSignal,
): Promise<PlanScript['refusal']> {
  if (request.kind === 'rollback-package') return { reason: 'going-back', detail: '' }
  const { leaveRefusal } = await import('../scripts/leave.ts')
  const reason = leaveRefusal(toolbox.config.security, release)
  if (reason !== null) return { reason, detail: '' }
  const { findSandbox } = await import('../sandbox/find-sandbox.ts')
  const answer = await findSandbox(toolbox, toolbox.layout.root, signal)
  return answer.kind === 'works' ? null : { reason: 'no-sandbox', detail: answer.detail }
}

/** Throws `script/refused` where it went away since the plan was made. */
export async function workingSandbox(toolbox: Toolbox, name: string, signal: AbortSignal): Promise<Sandbox> {
  const { findSandbox } = await import('../sandbox/find-sandbox.ts')
  const answer = await findSandbox(toolbox, toolbox.layout.root, signal)
  if (answer.kind === 'works') return answer.sandbox
  throw new EngineError('script/refused', { package: name, reason: 'no-sandbox', detail: answer.detail })
}

/** What of the scripts decides what will happen. */
export function decisiveOf(scripts: readonly PlanScript[]): readonly (readonly (string | null)[])[] {
  return scripts.map(({ package: name, when, sha256, refusal }) => [
    name,
    when,
    sha256,
    refusal?.reason ?? null,
  ])
}

/** Throws `script/refused` where none of them may run: the plan told which do, and somebody counts on it. */
export function checkScriptsMayRun({ scripts = [] }: Plan): void {
  const [first] = scripts
  if (first === undefined || scripts.some(({ refusal }) => refusal === null)) return
  throw new EngineError('script/refused', { package: first.package, ...first.refusal! })
}
