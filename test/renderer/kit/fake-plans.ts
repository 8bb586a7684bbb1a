import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import type { ChangeRequest, Plan, PlanLine } from '../../../engine/model/plan.ts'

export interface World {
  readonly packages: readonly PackageSummary[]
  readonly generation: number
  /** What the machine held before the last change. */
  readonly previous: readonly PackageSummary[]
}

export function planOf(request: ChangeRequest, world: World): Plan {
  const lines = linesOf(request, world)
  const install = lines.filter(({ action }) => action === 'install')
  const change = lines.filter(({ action }) => action === 'upgrade' || action === 'downgrade')
  const remove = lines.filter(({ action }) => action === 'remove')
  const moved = [...install, ...change]
  return {
    digest: 'ab'.repeat(32),
    request,
    install,
    change,
    remove,
    keep: [],
    download: moved.reduce((sum, { download }) => sum + download, 0),
    disk: lines.reduce((sum, { disk }) => sum + disk, 0),
    diskFree: 148_000_000_000,
    from: world.generation,
    to: world.generation + 1,
    losesChosen: [],
  }
}

/** The packages as they are once the plan was carried out. */
export function applied(plan: Plan, packages: readonly PackageSummary[]): readonly PackageSummary[] {
  const lines = new Map([...plan.install, ...plan.change, ...plan.remove].map((line) => [line.name, line]))
  return packages.map((one) => {
    const line = lines.get(one.name)
    if (!line) return one
    if (line.to === null) return { ...one, installed: null, update: null }
    const installed = {
      version: line.to,
      chosen: line.because.kind === 'requested',
      at: '2026-11-20T09:30:00Z',
    }
    return { ...one, installed, update: line.to === one.version ? null : one.version }
  })
}

function linesOf(request: ChangeRequest, world: World): PlanLine[] {
  const { packages, previous } = world
  switch (request.kind) {
    case 'install':
      return request.packages.flatMap(({ name }) => installLines(find(packages, name)))
    case 'remove':
      return request.packages.map((name) => line(find(packages, name), 'remove', null))
    case 'update':
      return packages
        .filter(({ name, update }) => update !== null && (request.packages?.includes(name) ?? true))
        .map((one) => line(one, 'upgrade', one.version))
    case 'together':
      return request.requests.flatMap((one) => linesOf(one, world))
    case 'downgrade':
    case 'replace':
    case 'autoremove':
    case 'repair':
    case 'rollback-package':
      return []
    case 'undo':
    case 'rollback':
      return packages.flatMap((one) => backLines(one, find(previous, one.name)))
  }
}

/** A line of a plan about a package of which only the name is known. */
export function lineOf(name: string): PlanLine {
  return {
    action: 'install',
    name,
    title: name,
    icon: null,
    from: null,
    to: null,
    repository: 'main',
    fromRepository: null,
    publisher: null,
    because: { kind: 'requested' },
    download: 0,
    disk: 0,
    chosen: false,
    fixes: [],
  }
}

function installLines(wanted: PackageSummary): PlanLine[] {
  if (wanted.installed !== null) return []
  return [line(wanted, 'install', wanted.version)]
}

function backLines(now: PackageSummary, then: PackageSummary): PlanLine[] {
  if (now.installed?.version === then.installed?.version) return []
  if (then.installed === null) return [line(now, 'remove', null)]
  return [line(now, now.installed === null ? 'install' : 'downgrade', then.installed.version)]
}

function line(one: PackageSummary, action: PlanLine['action'], to: string | null): PlanLine {
  return {
    action,
    name: one.name,
    title: one.title,
    icon: one.icon,
    from: one.installed?.version ?? null,
    to,
    repository: one.repository,
    fromRepository: null,
    publisher: one.publisher,
    because: { kind: 'requested' },
    download: to === null ? 0 : one.size,
    disk: to === null ? -one.installedSize : one.installedSize,
    chosen: true,
    fixes: [],
  }
}

function find(packages: readonly PackageSummary[], name: string): PackageSummary {
  const found = packages.find((one) => one.name === name)
  if (!found) throw new Error(`the fake has no ${name}`)
  return found
}
