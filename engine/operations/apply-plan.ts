import type { ParsedInput } from '../api/operations.ts'
import type { Report, Step } from '../api/progress.ts'
import { EngineError } from '../model/failure.ts'
import type { Generation, InstalledRelease } from '../model/generation.ts'
import type { Plan, Receipt } from '../model/plan.ts'
import { addToStore, isWhole, readStoredManifest } from '../store/content-store.ts'
import { touchedReleases } from '../store/touched-releases.ts'
import { type Arrival, checkTold } from '../store/stage-release.ts'
import { freeBytes } from '../system-errors.ts'
import { behindTheSwitch } from '../transaction/behind-the-switch.ts'
import { forgetUses } from '../store/last-used.ts'
import { commit } from '../transaction/commit.ts'
import { acquireOffered, proveOffered } from './acquire-releases.ts'
import { checkRecorded } from './believed-content.ts'
import { comparePaths, toleratingDamage } from './check-paths.ts'
import { checkedPlan, unmanaged } from './check-plan.ts'
import { checkConsents, expectedSigners, goesBack } from './consents.ts'
import { exportPrograms, triggerOutputs } from './derived-files.ts'
import type { Draft, NextRelease } from './draft.ts'
import { keepGeneration } from './keep-generations.ts'
import { type Drafted, planWithDraft } from './plan-changes.ts'
import { checkScriptsMayRun } from './plan-scripts.ts'
import { scriptOutputs } from './script-outputs.ts'
import { checkTrusted } from './signers.ts'
import { runningGeneration, type Toolbox } from './toolbox.ts'
import { unexportedOf } from './unexported.ts'

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
  const accepted = input.accepted ?? []
  checkConsents(plan, accepted)
  const wanted = input.runScripts === true
  if (wanted) checkScriptsMayRun(plan)
  await checkSpace(toolbox, plan)
  enter('download')
  const before = await runningGeneration(toolbox)
  // Everything is a difference to that.
  checkRecorded(toolbox, before)
  const renewed = await renewedBy(toolbox, draft, before, signal)
  const arrivals = await bring(toolbox, { draft, before, accepted, renewed }, report, signal)
  enter('stage')
  await addToStore(toolbox.layout, arrivals, { again: renewed, isAlone: toolbox.isAlone }, signal)
  checkAsTold(toolbox, draft, before)
  checkPathsOf(toolbox, draft, before)
  const bare = generationOf(toolbox, plan, draft)
  const made = await triggerOutputs(toolbox, before, bare, signal)
  const { outputs, ran } = await scriptOutputs(toolbox, { plan, draft, before, after: bare, wanted }, signal)
  const after = { ...bare, triggers: [...made, ...outputs] }
  const again = new Set(
    after.releases.flatMap(({ name, manifest_sha256 }) => (renewed.has(name) ? [manifest_sha256] : [])),
  )
  const { layout, state, files } = toolbox
  const configuration = await commit({ layout, state, files, before, after, again }, report, signal)
  forgetUses(layout, new Set(after.releases.map(({ name }) => name)))
  if (draft.backup) keepGeneration(toolbox, before.number)
  await behindTheSwitch({ generation: after.number, folder: layout.root }, () =>
    exportPrograms(toolbox, signal),
  )
  toolbox.announce({ kind: 'machine-changed', generation: after.number })
  const lines = [...plan.install, ...plan.change, ...plan.remove]
  return {
    generation: after.number,
    previous: before.number,
    digest: plan.digest,
    lines,
    unexported: await unexportedOf(toolbox, new Set(lines.map(({ name }) => name))),
    ...(configuration.length === 0 ? {} : { configuration }),
    ...(ran.length === 0 ? {} : { scripts: [...ran] }),
    // None is left open here.
    ...(plan.consents === undefined ? {} : { consents: plan.consents }),
  }
}

/** What was planned is what happens: the world is asked again, and must answer the same. */
async function sameAgain(
  toolbox: Toolbox,
  input: ParsedInput<'plan.apply'>,
  signal: AbortSignal,
): Promise<Drafted> {
  const { request, locales } = input
  const answer = await planWithDraft(toolbox, request, signal, { paths: 'later', locales })
  if (answer.kind !== 'plan' || answer.plan.digest !== input.digest) await blamePolicy(toolbox, input, signal)
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

/** Throws `policy/refused` where the plan that was shown is refused by a rule that was not there then. */
async function blamePolicy(
  toolbox: Toolbox,
  { request, digest }: ParsedInput<'plan.apply'>,
  signal: AbortSignal,
): Promise<void> {
  if (toolbox.policyLevels().length === 0) return
  const shown = await planWithDraft(unmanaged(toolbox), request, signal, { paths: 'later' })
  if (shown.kind === 'plan' && shown.plan.digest === digest) checkedPlan(toolbox, shown.draft, shown.plan)
}

async function checkSpace(toolbox: Toolbox, plan: Plan): Promise<void> {
  const unpacked = [...plan.install, ...plan.change].reduce((sum, { disk }) => sum + Math.max(0, disk), 0)
  const needed = plan.download + unpacked
  const free = await freeBytes(toolbox.layout.root)
  if (free !== null && needed > free)
    throw new EngineError('disk/full', { path: toolbox.layout.root, needed, free })
}

/** What is missing comes, and who signed what comes or is here already is checked. */
async function bring(
  toolbox: Toolbox,
  {
    draft,
    before,
    accepted,
    renewed,
  }: {
    readonly draft: Draft
    readonly before: Generation
    readonly accepted: readonly string[]
    readonly renewed: ReadonlySet<string>
  },
  report: Report,
  signal: AbortSignal,
): Promise<Arrival[]> {
  const known = new Set(before.releases.map(({ manifest_sha256: digest }) => digest))
  const expected = expectedSigners(toolbox, draft, accepted)
  const wanted = draft.next.map((next) => ({ ...next, signers: expected(next) }))
  const fresh = wanted.filter(({ release }) => !known.has(release.manifest_sha256))
  const missing = wanted.filter((next) => mustArrive(toolbox, renewed, next))
  const here = fresh.filter((next) => next.offer !== null && !missing.includes(next))
  if (!goesBack(draft)) await proveOffered(toolbox, here, signal)
  checkTrusted(
    toolbox,
    fresh.map(({ release }) => release),
  )
  return acquireOffered(toolbox, missing, report, signal)
}

function mustArrive(toolbox: Toolbox, renewed: ReadonlySet<string>, { release }: NextRelease): boolean {
  return renewed.has(release.name) || !isWhole(toolbox.layout, release)
}

/** Names of what comes again although the store has it: as asked for, or because it is not what it was. */
async function renewedBy(
  { layout }: Toolbox,
  { next, reinstall }: Draft,
  before: Generation,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const known = new Set(before.releases.map(({ manifest_sha256: digest }) => digest))
  const here = next.flatMap(({ release }) =>
    !known.has(release.manifest_sha256) && isWhole(layout, release) ? [release] : [],
  )
  return new Set([...reinstall, ...(await touchedReleases(layout, here, signal))])
}

/** What was in the store already was chosen by what an index says of it, and must be what it says, too. */
function checkAsTold(toolbox: Toolbox, draft: Draft, before: Generation): void {
  if (draft.request.kind === 'undo' || draft.request.kind === 'rollback') return
  const known = new Set(before.releases.map((release) => release.manifest_sha256))
  for (const { release, offer } of draft.next) {
    if (offer === null || known.has(release.manifest_sha256)) continue
    checkTold(offer.record, readStoredManifest(toolbox.layout, release.directory))
  }
}

/** As the plan did where it could; now all manifests are here. */
function checkPathsOf(toolbox: Toolbox, draft: Draft, before: Generation): void {
  const after = draft.next.map(({ release }) => release)
  const manifestOf = ({ directory }: InstalledRelease) => readStoredManifest(toolbox.layout, directory)
  toleratingDamage(() => comparePaths(toolbox, { before: before.releases, after, manifestOf }))
}

function generationOf(toolbox: Toolbox, plan: Plan, draft: Draft): Generation {
  return {
    format: 1,
    number: plan.to,
    at: new Date(toolbox.clock.now()).toISOString(),
    request: plan.request,
    previous: plan.from,
    triggers: [],
    releases: draft.next.map(({ release }) => release).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
