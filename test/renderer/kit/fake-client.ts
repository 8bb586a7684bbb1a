import { OperationFailed, type Call, type Client } from '../../../engine/api/client.ts'
import type { EngineEvent } from '../../../engine/api/events.ts'
import type { Input, OperationName, Output } from '../../../engine/api/operations.ts'
import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import type { ChangeRequest, HeldBack, Plan } from '../../../engine/model/plan.ts'
import { repositories, root, summaries } from './fake-catalog.ts'
import { cleanAudit } from './fake-audit.ts'
import { detailsOf, discoverOf, searchIn } from './fake-answers.ts'
import { cleanMachine, cleanupHandlers } from './fake-cleanup.ts'
import { noRules, ruleHandlers } from './fake-rules.ts'
import { emptyEntry, historyHandlers } from './fake-history.ts'
import { applied, planOf } from './fake-plans.ts'

export interface FakeOptions {
  /** What is offered and installed; the usual catalog where nothing is said. */
  readonly packages?: readonly PackageSummary[]
  readonly repositories?: Output<'repository.list'>
  /** Newest first; only generation 0 where nothing is said. */
  readonly history?: Output<'history.list'>
  readonly diff?: Output<'history.diff'>
  readonly cleanup?: Output<'system.cleanup'>
  /** Updates that something is in the way of, by name. */
  readonly held?: Readonly<Record<string, HeldBack>>
  readonly verified?: Output<'package.verify'>
  /** What a repair says of packages that cannot be had again. */
  readonly unrepaired?: NonNullable<Output<'package.restore'>['failures']>
  readonly audit?: Output<'package.audit'>
  readonly policy?: Output<'policy.show'>
  readonly rules?: Output<'policy.list'>
  readonly requests?: Output<'policy.requests'>
  readonly activity?: Output<'audit.list'>
  readonly checkedLog?: Output<'audit.verify'>
  /** Operations that fail, each with its failure. */
  readonly failing?: Partial<Record<OperationName, Failure>>
  /** Waits so many milliseconds; a test's fake does not wait at all. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export interface FakeClient extends Client {
  /** Every call so far, in order. */
  readonly calls: { readonly name: OperationName; readonly input: unknown }[]
  readonly tell: (event: EngineEvent) => void
  readonly failing: Partial<Record<OperationName, Failure>>
}

type Handlers = { [N in OperationName]?: (input: Input<N>, call: Call) => Output<N> | Promise<Output<N>> }

/** A client over a machine that is a few arrays. Only for tests and the harness. */
export function createFakeClient(options: FakeOptions = {}): FakeClient {
  const listeners = new Set<(event: EngineEvent) => void>()
  const calls: FakeClient['calls'] = []
  const failing = { ...options.failing }
  const pause = options.pause ?? (async (_, signal) => signal.throwIfAborted())
  const tell = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const handlers = handlersOf(options, pause, tell)

  async function run<N extends OperationName>(name: N, input: Input<N>, call: Call): Promise<Output<N>> {
    calls.push({ name, input })
    call.signal.throwIfAborted()
    await pause(30, call.signal)
    const failure = failing[name]
    if (failure) throw new OperationFailed(failure)
    const handler = handlers[name] as
      ((input: Input<N>, call: Call) => Output<N> | Promise<Output<N>>) | undefined
    if (!handler) throw new Error(`the fake cannot ${name}`)
    return await handler(input, call)
  }

  return {
    run,
    calls,
    tell,
    failing,
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function handlersOf(
  options: FakeOptions,
  pause: NonNullable<FakeOptions['pause']>,
  tell: (event: EngineEvent) => void,
): Handlers {
  let packages = options.packages ?? summaries
  let generation = 143
  let before: { readonly packages: readonly PackageSummary[]; readonly generation: number }[] = []

  function plan(request: ChangeRequest): Plan {
    return planOf(request, { packages, generation, previous: before.at(-1)?.packages ?? packages })
  }

  async function download(made: Plan, signal: AbortSignal, report: Call['report']): Promise<void> {
    for (let part = 1; part <= 40 && made.download > 0; part += 1) {
      await pause(120, signal)
      const received = Math.round((made.download / 40) * part)
      report?.({ kind: 'transfer', name: made.install[0]?.name ?? 'file', received, total: made.download })
    }
  }

  async function apply(request: ChangeRequest, { signal, report }: Call): Promise<Output<'plan.apply'>> {
    const made = plan(request)
    for (const [index, step] of (['resolve', 'download', 'verify', 'stage', 'commit'] as const).entries()) {
      report?.({ kind: 'step', step, index, count: 5 })
      if (step === 'download') await download(made, signal, report)
      if (step === 'commit') report?.({ kind: 'committing' })
      await pause(300, signal)
    }
    before = [...before, { packages, generation }]
    packages = applied(made, packages)
    generation += 1
    tell({ kind: 'machine-changed', generation })
    return {
      generation,
      previous: generation - 1,
      digest: made.digest,
      lines: [...made.install, ...made.change, ...made.remove],
      unexported: [],
    }
  }

  return {
    'catalog.discover': () => discoverOf(packages),
    'catalog.search': (input) => searchIn(packages, input),
    'package.info': ({ name }) => detailsOf(packages, name),
    'package.storage': ({ name }) => {
      const files = packages.find((each) => each.name === name)?.installedSize ?? 0
      return { files, otherVersions: Math.round(files * 0.6), downloads: Math.round(files * 0.2) }
    },
    'package.installed': () => packages.filter(({ installed }) => installed !== null),
    'package.audit': () => options.audit ?? cleanAudit,
    'policy.requests': () => options.requests ?? { requests: [], isAdministrator: false, ignored: 0 },
    ...ruleHandlers(options.rules ?? noRules),
    'policy.show': () => options.policy ?? { levels: [], roles: null },
    'package.launch': ({ name }) => ({ kind: 'started', program: name }),
    ...verifyHandlers(options),
    ...historyHandlers(options.history ?? [{ ...emptyEntry, current: true }], options.diff),
    ...cleanupHandlers(options.cleanup ?? cleanMachine),
    'audit.list': () => options.activity ?? { entries: [], more: false },
    'audit.verify': () => options.checkedLog ?? emptyLog,
    'dependency.solve': () => ({ kind: 'solved', lines: [], unmet: [], size: 0, installedSize: 0 }),
    'plan.make': ({ request }) => {
      const made = plan(request as ChangeRequest)
      const lines = made.install.length + made.change.length + made.remove.length
      return lines === 0 ? { kind: 'nothing', names: [] } : { kind: 'plan', plan: made }
    },
    'plan.apply': ({ request }, call) => apply(request as ChangeRequest, call),
    'updates.list': () => updatesIn(packages, options.held ?? {}),
    'system.status': () => ({
      ...status,
      generation,
      installed: packages.filter((one) => one.installed).length,
    }),
    'trust.explain': ({ what }) => ({ name: what, version: '1.0.0', path: null, links: proofs, holds: true }),
    ...repositoryHandlers(options, tell),
  }
}

const proofs: Output<'trust.explain'>['links'] = [
  { kind: 'root', title: 'main', fingerprint: root, digest: null, expires: null, state: 'valid' },
  { kind: 'manifest', title: '', fingerprint: null, digest: root, expires: null, state: 'valid' },
]

const emptyLog = { lines: 0, entries: 0, checkpoint: null, unsigned: 0, isTorn: false, bad: null }

/** What is wrong stays wrong until it is repaired. */
function verifyHandlers({ verified = [], unrepaired }: FakeOptions): Handlers {
  let results = verified
  const about = (names: readonly string[] | undefined) =>
    results.filter(({ name }) => names === undefined || names.includes(name))
  return {
    'package.verify': ({ packages }) => about(packages),
    'package.restore': ({ packages }) => {
      const broken = about(packages)
      results = results.map((one) => (broken.includes(one) ? { ...one, ok: true, problems: [] } : one))
      return {
        restored: broken.flatMap(({ name, problems }) => problems.map(({ path }) => ({ name, path }))),
        left: [],
        ...(unrepaired === undefined ? {} : { failures: unrepaired }),
      }
    },
  }
}

function repositoryHandlers(options: FakeOptions, tell: (event: EngineEvent) => void): Handlers {
  let all = [...(options.repositories ?? repositories)]

  function find(name: string): Output<'repository.configure'> {
    const found = all.find((one) => one.name === name)
    if (!found) throw new OperationFailed({ code: 'repository/not-found', facts: { name, nearest: [] } })
    return found
  }

  return {
    'repository.list': () => all.toSorted((a, b) => b.priority - a.priority),
    'repository.inspect': ({ url }) => ({
      url,
      fingerprint: root,
      rootVersion: 1,
      keys: 3,
      threshold: 2,
      expires: '2028-03-01T00:00:00Z',
    }),
    'repository.add': ({ name, url, description = '', priority = 0, fingerprint }) => {
      const added = { ...repositories[0]!, name, url, description, priority, fingerprint, enabled: true }
      all = [...all, added]
      tell({ kind: 'catalog-changed' })
      return added
    },
    'repository.remove': ({ name }) => {
      all = all.filter((one) => one !== find(name))
      tell({ kind: 'catalog-changed' })
      return { disowned: [], pinned: [] }
    },
    'repository.configure': ({ name, enabled, priority, description }) => {
      const old = find(name)
      const next = {
        ...old,
        enabled: enabled ?? old.enabled,
        priority: priority ?? old.priority,
        description: description ?? old.description,
      }
      all = all.map((one) => (one === old ? next : one))
      tell({ kind: 'catalog-changed' })
      return next
    },
    'repository.sync': () =>
      all.map(({ name, packages, advisories }) => ({
        ...{ name, outcome: 'unchanged', packages, failure: null },
        advisories,
      })),
  }
}

function updatesIn(
  packages: readonly PackageSummary[],
  held: Readonly<Record<string, HeldBack>>,
): Output<'updates.list'> {
  return packages.flatMap(({ name, title, icon, installed, update, size }) =>
    installed === null || update === null
      ? []
      : [
          {
            name,
            title,
            icon,
            current: installed.version,
            available: update,
            repository: 'main',
            size,
            security: false,
            fixes: [],
            urgency: null,
            notes: null,
            ...(held[name] === undefined ? {} : { held: held[name] }),
          },
        ],
  )
}

const status: Output<'system.status'> = {
  version: '0.1.0',
  dataDirectory: '/home/person/.local/share/multios',
  configFile: '/home/person/.config/multios/config.toml',
  profile: '/home/person/.local/share/multios/profile',
  generation: 0,
  installed: 0,
  chosen: 0,
  repositories: 2,
  storeBytes: 1_200_000_000,
  cacheBytes: 84_000_000,
  diskFree: 148_000_000_000,
  linking: 'hard-links',
  architecture: 'x86_64',
  recovered: null,
  staleAdvisories: [],
}
