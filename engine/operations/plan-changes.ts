import { createHash } from 'node:crypto'
import { type Rate, raterFor } from '../advisories/risk.ts'
import { compareUrgency } from '../advisories/urgency.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { ParsedInput } from '../api/operations.ts'
import { bytesMissing } from '../download/fetch-artifact.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { PlannedConfiguration } from '../model/configuration-news.ts'
import type { Consent } from '../model/consent.ts'
import type { Because, ChangeRequest, Plan, PlanAnswer, PlanLine, PlanScript } from '../model/plan.ts'
import { compareVersions } from '../model/version.ts'
import { isInStore } from '../store/content-store.ts'
import { keptGenerations } from '../store/generation-file.ts'
import { freeBytes } from '../system-errors.ts'
import { checkPaths } from './check-paths.ts'
import { checkedPlan, refusalBehind } from './check-plan.ts'
import { consentsOf } from './consents.ts'
import type { Draft, NextRelease } from './draft.ts'
import { draftChanges } from './draft-changes.ts'
import { type AdvisoriesAbout, advisoriesByName, repairedBy, urgencyOfRepairs } from './advisories-of.ts'
import { plannedConfiguration } from './kept-configuration.ts'
import { decisiveOf, scriptsOf } from './plan-scripts.ts'
import { namesOf } from './request-names.ts'
import { type Summarizer, summarizer } from './summaries.ts'
import { currentGeneration, installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'
import { readStoredManifest } from '../store/content-store.ts'

/** A plan together with what applying it needs. */
export interface Drafted {
  readonly plan: Plan
  readonly draft: Draft
}

export type DraftedAnswer = Exclude<PlanAnswer, { kind: 'plan' }> | ({ readonly kind: 'plan' } & Drafted)

export async function makePlan(
  toolbox: Toolbox,
  { request, locales }: ParsedInput<'plan.make'>,
  signal: AbortSignal,
): Promise<PlanAnswer> {
  const answer = await planWithDraft(toolbox, request, signal, { locales })
  return answer.kind === 'plan' ? { kind: 'plan', plan: answer.plan } : answer
}

interface PlanOptions {
  /** Whether files in the way are told now, or when it is carried out; usually now. */
  readonly paths?: 'compared' | 'later'
  /** Languages for titles, the dearest first. */
  readonly locales?: readonly string[]
}

export async function planWithDraft(
  toolbox: Toolbox,
  request: ChangeRequest,
  signal: AbortSignal,
  options: PlanOptions = {},
): Promise<DraftedAnswer> {
  const answer = await draftChanges(toolbox, request, signal)
  if (answer.kind === 'unsolvable') {
    const refusal = refusalBehind(toolbox, request, answer.explanation)
    if (refusal !== null) throw refusal
    return answer
  }
  if (answer.kind === 'nothing') return { kind: 'nothing', names: namesOf(request) }
  const { draft } = answer
  if (options.paths !== 'later') await checkPaths(toolbox, draft, signal)
  const lines = await linesOf(toolbox, draft, options)
  const changing = lines.filter(({ action }) => action !== 'keep')
  const configuration = await plannedConfiguration(toolbox, draft)
  if (changing.length + configuration.length === 0 && !changesRecord(toolbox, draft)) {
    return { kind: 'nothing', names: namesOf(request), ...(lines.length === 0 ? {} : { kept: lines }) }
  }
  const scripts = await scriptsOf(toolbox, draft, signal)
  const consents = consentsOf(toolbox, draft)
  const plan = await planOf(toolbox, draft, { lines, configuration, scripts, consents })
  return { kind: 'plan', draft, plan: checkedPlan(toolbox, draft, plan) }
}

interface Content {
  readonly lines: readonly PlanLine[]
  readonly configuration: readonly PlannedConfiguration[]
  readonly scripts: readonly PlanScript[]
  readonly consents: readonly Consent[]
}

async function planOf(toolbox: Toolbox, draft: Draft, content: Content): Promise<Plan> {
  const { lines, configuration, scripts, consents } = content
  const of = (...actions: PlanLine['action'][]) => lines.filter(({ action }) => actions.includes(action))
  const from = currentGeneration(toolbox)
  const sum = (value: (line: PlanLine) => number) => lines.reduce((total, line) => total + value(line), 0)
  return {
    digest: digestOf(draft, from, content),
    request: draft.request,
    install: of('install', 'reinstall'),
    change: of('upgrade', 'downgrade'),
    remove: of('remove'),
    keep: of('keep'),
    download: sum(({ download }) => download),
    disk: sum(({ disk }) => disk),
    diskFree: await freeBytes(toolbox.layout.root),
    from,
    to:
      (await keptGenerations(toolbox.layout)).reduce((highest, number) => Math.max(highest, number), from) +
      1,
    losesChosen: of('remove')
      .filter(({ name, chosen }) => chosen && !draft.askedToRemove.has(name))
      .map(({ name }) => name),
    ...(configuration.length === 0 ? {} : { configuration: [...configuration] }),
    ...(scripts.length === 0 ? {} : { scripts: [...scripts] }),
    ...(consents.length === 0 ? {} : { consents: [...consents] }),
  }
}

/** What decides what will happen; sizes and free space may change without making it another plan. */
function digestOf(draft: Draft, from: number, { configuration, scripts, consents }: Content): string {
  const decisive = {
    from,
    request: draft.request,
    consents,
    next: draft.next.map(({ release: { name, manifest_sha256, repository, chosen, unmet } }) => ({
      name,
      manifest_sha256,
      repository,
      chosen,
      unmet,
    })),
    scripts: decisiveOf(scripts),
    ...(configuration.length === 0 ? {} : { configuration }),
  }
  return createHash('sha256').update(canonicalJson(decisive)).digest('hex')
}

async function linesOf(toolbox: Toolbox, draft: Draft, { locales = [] }: PlanOptions): Promise<PlanLine[]> {
  const installed = installedReleases(toolbox)
  const catalog = openedCatalog(toolbox)
  const advisoriesAbout = advisoriesByName(catalog)
  const writer: Writer = {
    toolbox,
    draft,
    locales,
    summarize: summarizer(catalog, new Map()),
    advisoriesAbout,
    rate: await raterFor(
      draft.next.flatMap(({ release: { name } }) => {
        const here = installed.get(name)
        return here === undefined ? [] : advisoriesAbout(here)
      }),
    ),
  }
  const lines: PlanLine[] = []
  for (const next of draft.next) {
    const line = await lineOf(writer, next, installed.get(next.release.name))
    if (line !== null) lines.push(line)
  }
  const removed = [...draft.removed].flatMap(([name, because]) => {
    const here = installed.get(name)
    return here === undefined ? [] : [removal(writer, here, because)]
  })
  return [...lines, ...removed].toSorted(
    (a, b) =>
      rank(a) - rank(b) || compareUrgency(a.urgency ?? null, b.urgency ?? null) || (a.name < b.name ? -1 : 1),
  )
}

/** What was asked for comes first, then what is urgent. */
function rank({ because }: PlanLine): number {
  return because.kind === 'requested' ? 0 : 1
}

/** What lines are written with; made once, because a plan may have thousands of releases that stay. */
interface Writer {
  readonly toolbox: Toolbox
  readonly draft: Draft
  readonly summarize: Summarizer
  readonly locales: readonly string[]
  readonly advisoriesAbout: AdvisoriesAbout
  readonly rate: Rate
}

/** Null for a release that stays and of which there is nothing to say. */
async function lineOf(
  writer: Writer,
  next: NextRelease,
  here: InstalledRelease | undefined,
): Promise<PlanLine | null> {
  const action = actionOf(writer.draft, next.release, here)
  const because = action === null ? whyKept(writer, next, here) : (next.because ?? requested)
  if (because === null) return null
  return {
    ...faceOf(writer, next),
    action: action ?? 'keep',
    from: here?.version ?? null,
    to: next.release.version,
    fromRepository: repositoryLeft(next.release, here),
    because,
    chosen: here?.chosen ?? next.release.chosen,
    ...(action === null ? nothingMoves : await movesOf(writer, next, here)),
  }
}

function repositoryLeft(next: InstalledRelease, here: InstalledRelease | undefined): string | null {
  return here === undefined || here.repository === next.repository ? null : here.repository
}

type Moves = Pick<PlanLine, 'download' | 'disk' | 'fixes' | 'urgency'>
const nothingMoves: Moves = { download: 0, disk: 0, fixes: [] }

async function movesOf(
  { toolbox, draft, advisoriesAbout, rate }: Writer,
  next: NextRelease,
  here: InstalledRelease | undefined,
): Promise<Moves> {
  const repaired = here === undefined ? [] : repairedBy(advisoriesAbout(here), here, next.release)
  const urgency = urgencyOfRepairs(repaired, rate)
  return {
    download: await downloadOf(toolbox, draft, next),
    disk: next.release.installed_size - (here?.installed_size ?? 0),
    fixes: repaired.map(({ id }) => id),
    ...(urgency === null ? {} : { urgency }),
  }
}

const requested: Because = { kind: 'requested' }

/** A release that stays is a line only where that says something: it is held, or becomes a choice, or none. */
function whyKept(writer: Writer, next: NextRelease, here: InstalledRelease | undefined): Because | null {
  const held = writer.draft.held.get(next.release.name)
  if (held !== undefined) return held
  return isOtherChoice(next, here) ? (next.because ?? requested) : null
}

function actionOf(
  draft: Draft,
  next: InstalledRelease,
  here: InstalledRelease | undefined,
): Exclude<PlanLine['action'], 'remove' | 'keep'> | null {
  if (here === undefined) return 'install'
  if (here.manifest_sha256 === next.manifest_sha256)
    return draft.reinstall.has(next.name) ? 'reinstall' : null
  const order =
    here.version_scheme === next.version_scheme
      ? compareVersions(next.version, here.version, next.version_scheme)
      : 0
  if (order === 0) return 'reinstall'
  return order > 0 ? 'upgrade' : 'downgrade'
}

function isOtherChoice({ release }: NextRelease, here: InstalledRelease | undefined): boolean {
  return here !== undefined && release.chosen !== here.chosen
}

/** Whether what is recorded changes although every release stays. */
function changesRecord(toolbox: Toolbox, draft: Draft): boolean {
  const installed = installedReleases(toolbox)
  return draft.next.some((next) => {
    const here = installed.get(next.release.name)
    if (here === undefined || isOtherChoice(next, here)) return here !== undefined
    return here.unmet.join('\n') !== next.release.unmet.join('\n')
  })
}

async function downloadOf(toolbox: Toolbox, draft: Draft, { release, offer }: NextRelease): Promise<number> {
  const { manifest_sha256: digest, name, version } = release
  if (offer === null) return 0
  if (isInStore(toolbox.layout, digest, name, version) && !draft.reinstall.has(name)) return 0
  return bytesMissing(toolbox.layout.packages, offer.record.sha256, offer.record.size)
}

function removal(writer: Writer, here: InstalledRelease, because: Because): PlanLine {
  return {
    ...faceOf(writer, { release: here, offer: null }),
    action: 'remove',
    from: here.version,
    to: null,
    fromRepository: null,
    because,
    download: 0,
    disk: -here.installed_size,
    chosen: here.chosen,
    fixes: [],
  }
}

function faceOf(
  { toolbox, summarize, locales }: Writer,
  { release, offer }: Pick<NextRelease, 'release' | 'offer'>,
): Pick<PlanLine, 'name' | 'title' | 'icon' | 'repository' | 'publisher'> {
  const summary =
    offer === null
      ? summarize.ofInstalled(release, () => readStoredManifest(toolbox.layout, release.directory), locales)
      : summarize.ofOffer(offer, locales)
  return {
    name: release.name,
    title: summary.title,
    icon: summary.icon,
    repository: release.repository,
    publisher: release.publisher,
  }
}
