import type {
  Solution,
  SolutionLine,
  SolveAnswer,
  StateProblem,
  WhyAnswer,
  WhyNotAnswer,
} from '../api/dependency-operations.ts'
import { nearest } from '../base/nearest.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { ChangeRequest, ResolvedRequest } from '../model/plan.ts'
import { compareVersions } from '../model/version.ts'
import { checkInstalled, hiddenReleases, whyInstalled } from '../resolver/inspect.ts'
import type { InstalledPackage, Release, Wish } from '../resolver/package-source.ts'
import type { Pool } from '../resolver/pool.ts'
import { resolve, type Resolution, usualBudget } from '../resolver/resolve.ts'
import { machineState, resolverInput } from './ask-resolver.ts'
import type { Toolbox } from './toolbox.ts'

/** From the pool alone: no records, manifests, icons or advisories are read. */
export async function solveRequest(
  toolbox: Toolbox,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<SolveAnswer> {
  if (request.kind === 'rollback' || request.kind === 'undo' || request.kind === 'rollback-package') {
    throw new EngineError('request/invalid', {
      what: 'request',
      value: request.kind,
      problem: 'it goes back to a state that was solved once',
    })
  }
  return toolbox.pool.use((pool) => solve(toolbox, pool, { request, signal }), signal)
}

export async function whyPackage(toolbox: Toolbox, name: string, signal: AbortSignal): Promise<WhyAnswer> {
  return toolbox.pool.use((pool) => {
    const state = machineState(toolbox, pool)
    const why = whyInstalled(state, name)
    if (why === null) throw notInstalled(name, state.installed)
    return {
      name,
      version: why.release.version,
      chosen: why.chosen,
      chains: why.chains.map((chain) => chain.map((link) => ({ ...link }))),
    }
  }, signal)
}

export async function whyNotPackage(
  toolbox: Toolbox,
  { name, version }: { readonly name: string; readonly version?: string | undefined },
  signal: AbortSignal,
): Promise<WhyNotAnswer> {
  return toolbox.pool.use((pool) => {
    const wanted = version === undefined ? { name } : { name, version }
    const request: ResolvedRequest = { kind: 'install', packages: [wanted], force: false }
    const answer = solve(toolbox, pool, { request, signal })
    const state = machineState(toolbox, pool)
    const hidden = hiddenReleases(state, name).map(({ release, reason, verdict }) => ({
      version: release.version,
      repository: release.repository,
      reason,
      ...(verdict === null ? {} : { verdict }),
    }))
    if (answer.kind === 'unsolvable') return { ...answer, kind: 'impossible', hidden }
    const here = state.installed.find((one) => one.name === name)
    return here !== undefined && answer.lines.length === 0
      ? { kind: 'installed', name, version: here.version, hidden }
      : { ...answer, kind: 'possible', hidden }
  }, signal)
}

export async function checkDependencies(toolbox: Toolbox, signal: AbortSignal): Promise<StateProblem[]> {
  return toolbox.pool.use(
    (pool) =>
      checkInstalled(machineState(toolbox, pool)).map((problem) =>
        problem.kind === 'unmet'
          ? { ...problem, release: named(problem.release) }
          : { ...problem, release: named(problem.release), other: named(problem.other) },
      ),
    signal,
  )
}

interface Asking {
  readonly request: ResolvedRequest
  readonly signal: AbortSignal
}

function solve(toolbox: Toolbox, pool: Pool, { request, signal }: Asking): SolveAnswer {
  const { input, installed } = resolverInput(toolbox, pool, request)
  if (input.wishes.length === 0) return { kind: 'solved', lines: [], unmet: [], size: 0, installedSize: 0 }
  const resolution = resolve(input, usualBudget, () => signal.aborted)
  signal.throwIfAborted()
  switch (resolution.kind) {
    case 'unsolvable':
      return resolution
    case 'gave-up':
      throw new EngineError('plan/gave-up', { packages: input.wishes.length })
    case 'solved':
      return { kind: 'solved', ...solutionOf(resolution, installed, input.wishes) }
  }
}

type Solved = Extract<Resolution, { kind: 'solved' }>

function solutionOf(
  { releases, removed }: Solved,
  installed: ReadonlyMap<string, InstalledRelease>,
  wishes: readonly Wish[],
): Solution {
  const lines = [
    ...releases.flatMap((line) => arrival(line, installed.get(line.release.name))),
    ...removed.map(departure),
  ].toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
  const touched = new Set([...lines, ...wishes].flatMap((one) => ('name' in one ? [one.name] : [])))
  const sizeBefore = (name: string) => installed.get(name)?.installed_size ?? 0
  return {
    lines,
    unmet: releases.flatMap(({ release, unmet }) =>
      touched.has(release.name) ? unmet.map((clause) => `${named(release)}: ${clause}`) : [],
    ),
    size: sum(lines, ({ size }) => size),
    installedSize: sum(lines, (line) => (line.to === null ? 0 : line.installedSize) - sizeBefore(line.name)),
  }
}

/** None for a release that stays. */
function arrival(
  { release, because }: Solved['releases'][number],
  here: InstalledRelease | undefined,
): SolutionLine[] {
  const action = actionOf(release, here)
  if (because === null || action === null) return []
  return [
    {
      action,
      name: release.name,
      from: here?.version ?? null,
      to: release.version,
      repository: release.repository,
      because,
      size: release.size,
      installedSize: release.installedSize,
    },
  ]
}

function departure({ release, because }: Solved['removed'][number]): SolutionLine {
  return {
    action: 'remove',
    name: release.name,
    from: release.version,
    to: null,
    repository: release.repository,
    because,
    size: 0,
    installedSize: release.installedSize,
  }
}

/** Null for a release that stays. */
function actionOf(
  release: Release,
  here: InstalledRelease | undefined,
): Exclude<SolutionLine['action'], 'remove'> | null {
  if (here === undefined) return 'install'
  if (here.version === release.version) return here.repository === release.repository ? null : 'reinstall'
  return compareVersions(release.version, here.version, release.scheme) > 0 ? 'upgrade' : 'downgrade'
}

/** What was asked for comes first. */
function rank({ because }: SolutionLine): number {
  return because.kind === 'requested' ? 0 : 1
}

function sum<T>(list: readonly T[], value: (one: T) => number): number {
  return list.reduce((total, one) => total + value(one), 0)
}

function named({ name, version }: Release): string {
  return `${name} ${version}`
}

function notInstalled(name: string, installed: readonly InstalledPackage[]): EngineError {
  return new EngineError('package/not-installed', {
    name,
    nearest: nearest(
      name,
      installed.map((one) => one.name),
    ),
  })
}
