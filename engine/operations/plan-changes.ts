import { createHash } from 'node:crypto'
import { canonicalJson } from '../base/canonical-json.ts'
import { bytesMissing } from '../download/fetch-artifact.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Because, ChangeRequest, Plan, PlanAnswer, PlanLine } from '../model/plan.ts'
import { compareVersions } from '../model/version.ts'
import { isInStore } from '../store/content-store.ts'
import { keptGenerations } from '../store/generation-file.ts'
import { freeBytes } from '../system-errors.ts'
import type { Draft, NextRelease } from './draft.ts'
import { draftChanges } from './draft-changes.ts'
import { openAdvisories } from './advisories-of.ts'
import { summarizer } from './summaries.ts'
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
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<PlanAnswer> {
  const answer = await planWithDraft(toolbox, request, signal)
  return answer.kind === 'plan' ? { kind: 'plan', plan: answer.plan } : answer
}

export async function planWithDraft(
  toolbox: Toolbox,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<DraftedAnswer> {
  const answer = await draftChanges(toolbox, request, signal)
  if (answer.kind === 'unsolvable') return answer
  const { draft } = answer
  const lines = await linesOf(toolbox, draft)
  const changing = lines.filter(({ action }) => action !== 'keep')
  if (changing.length === 0 && !changesChoice(toolbox, draft)) {
    return { kind: 'nothing', names: namesOf(draft.request) }
  }
  return { kind: 'plan', draft, plan: await planOf(toolbox, draft, lines) }
}

async function planOf(toolbox: Toolbox, draft: Draft, lines: readonly PlanLine[]): Promise<Plan> {
  const of = (...actions: PlanLine['action'][]) => lines.filter(({ action }) => actions.includes(action))
  const from = currentGeneration(toolbox)
  const sum = (value: (line: PlanLine) => number) => lines.reduce((total, line) => total + value(line), 0)
  return {
    digest: digestOf(draft, from),
    request: draft.request,
    install: of('install', 'reinstall'),
    change: of('upgrade', 'downgrade'),
    remove: of('remove'),
    keep: of('keep'),
    download: sum(({ download }) => download),
    disk: sum(({ disk }) => disk),
    diskFree: (await freeBytes(toolbox.layout.root)) ?? 0,
    from,
    to:
      (await keptGenerations(toolbox.layout)).reduce((highest, number) => Math.max(highest, number), from) +
      1,
    losesChosen: of('remove')
      .filter(({ name, chosen }) => chosen && !draft.askedToRemove.has(name))
      .map(({ name }) => name),
  }
}

/** What decides what will happen; sizes and free space may change without making it another plan. */
function digestOf(draft: Draft, from: number): string {
  const decisive = {
    from,
    request: draft.request,
    next: draft.next.map(({ release: { name, manifest_sha256, repository, chosen } }) => ({
      name,
      manifest_sha256,
      repository,
      chosen,
    })),
  }
  return createHash('sha256').update(canonicalJson(decisive)).digest('hex')
}

async function linesOf(toolbox: Toolbox, draft: Draft): Promise<PlanLine[]> {
  const installed = installedReleases(toolbox)
  const lines = await Promise.all(
    draft.next.map(async (next) => lineOf(toolbox, draft, next, installed.get(next.release.name))),
  )
  const removed = [...draft.removed].flatMap(([name, because]) => {
    const here = installed.get(name)
    return here === undefined ? [] : [removal(toolbox, here, because)]
  })
  return [...lines.flat(), ...removed].toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
}

/** What was asked for comes first. */
function rank({ because }: PlanLine): number {
  return because.kind === 'requested' ? 0 : 1
}

async function lineOf(
  toolbox: Toolbox,
  draft: Draft,
  next: NextRelease,
  here: InstalledRelease | undefined,
): Promise<PlanLine[]> {
  const action = actionOf(draft, next.release, here)
  const common = {
    ...faceOf(toolbox, next),
    from: here?.version ?? null,
    to: next.release.version,
    chosen: here?.chosen ?? next.release.chosen,
  }
  if (action !== null) {
    return [
      {
        ...common,
        action,
        because: next.because,
        download: await downloadOf(toolbox, draft, next),
        disk: next.release.installed_size - (here?.installed_size ?? 0),
        fixes: here === undefined ? [] : fixesOf(toolbox, here, next.release),
      },
    ]
  }
  const because = whyKept(draft, next, here)
  return because === null ? [] : [{ ...common, action: 'keep', because, download: 0, disk: 0, fixes: [] }]
}

/** A release that stays is a line only where that says something: it is held, or becomes a choice. */
function whyKept(draft: Draft, next: NextRelease, here: InstalledRelease | undefined): Because | null {
  const held = draft.held.find(({ name }) => name === next.release.name)
  if (held !== undefined) return { kind: 'held', reason: held.reason }
  return isNewlyChosen(next, here) ? next.because : null
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

function isNewlyChosen(next: NextRelease, here: InstalledRelease | undefined): boolean {
  return here !== undefined && next.release.chosen && !here.chosen
}

function changesChoice(toolbox: Toolbox, draft: Draft): boolean {
  const installed = installedReleases(toolbox)
  return draft.next.some((next) => isNewlyChosen(next, installed.get(next.release.name)))
}

async function downloadOf(toolbox: Toolbox, draft: Draft, { release, offer }: NextRelease): Promise<number> {
  const { manifest_sha256: digest, name, version } = release
  if (offer === null) return 0
  if (isInStore(toolbox.layout, digest, name, version) && !draft.reinstall.has(name)) return 0
  return bytesMissing(toolbox.layout.packages, offer.record.sha256, offer.record.size)
}

function fixesOf(toolbox: Toolbox, here: InstalledRelease, next: InstalledRelease): string[] {
  const advisories = openedCatalog(toolbox).advisories()
  const after = new Set(openAdvisories(advisories, next))
  return openAdvisories(advisories, here).filter((id) => !after.has(id))
}

function removal(toolbox: Toolbox, here: InstalledRelease, because: Because): PlanLine {
  return {
    ...faceOf(toolbox, { release: here, offer: null }),
    action: 'remove',
    from: here.version,
    to: null,
    because,
    download: 0,
    disk: -here.installed_size,
    chosen: here.chosen,
    fixes: [],
  }
}

function faceOf(
  toolbox: Toolbox,
  { release, offer }: Pick<NextRelease, 'release' | 'offer'>,
): Pick<PlanLine, 'name' | 'title' | 'icon' | 'repository' | 'publisher'> {
  const summarize = summarizer(openedCatalog(toolbox), new Map())
  const summary =
    offer === null
      ? summarize.ofInstalled(release, () => readStoredManifest(toolbox.layout, release.directory))
      : summarize.ofOffer(offer)
  return {
    name: release.name,
    title: summary.title,
    icon: summary.icon,
    repository: release.repository,
    publisher: release.publisher,
  }
}

function namesOf(request: ChangeRequest): string[] {
  switch (request.kind) {
    case 'install':
      return request.packages.map(({ name }) => name)
    case 'remove':
    case 'downgrade':
      return [...request.packages]
    case 'update':
      return [...(request.packages ?? [])]
    case 'replace':
      return [request.by]
    case 'together':
      return request.requests.flatMap(namesOf)
    case 'autoremove':
    case 'repair':
    case 'rollback':
    case 'undo':
      return []
  }
}
