import type { AuditList, AuditVerification } from './api/audit-operations.ts'
import type { Status, Update } from './api/change-operations.ts'
import { OperationFailed } from './api/client.ts'
import type { SolveAnswer, StateProblem, WhyAnswer, WhyNotAnswer } from './api/dependency-operations.ts'
import type { CleanupReport, GenerationDiff, HistoryEntry } from './api/history-operations.ts'
import type { Output } from './api/operations.ts'
import type { PackageDetails, PackageSummary, PathOwner } from './api/package-operations.ts'
import type { EffectivePolicy, PolicyExplanation, PolicyRule, PolicyView } from './api/policy-operations.ts'
import type { Distrusted, TrustAnswer, TrustedPublishers } from './api/publisher-operations.ts'
import type { RemovedRepository, RepositoryView, SyncResult } from './api/repository-operations.ts'
import { createEngine, type Engine } from './engine.ts'
import type { ChangeRequest, Receipt } from './model/plan.ts'
import { PolicyRequests } from './policy-requests.ts'
import type { Leave, PackageManagerOptions } from './package-manager-options.ts'

/**
 * The specification's API. Each change is planned and applied in one call; null means that the machine already
 * was as asked. Methods reject with `OperationFailed`, whose `failure` says what and why.
 */
export class MultiOSPackageManager {
  readonly #opening: Promise<Engine>
  readonly #signal: AbortSignal
  readonly requests: PolicyRequests

  constructor(options: PackageManagerOptions | string = {}) {
    const { signal, environment, ...rest } =
      typeof options === 'string' ? { dataDirectory: options } : options
    this.#signal = signal ?? new AbortController().signal
    this.#opening = createEngine({
      ...rest,
      environment: environment ?? process.env,
      command: 'MultiOSPackageManager',
    })
    this.requests = new PolicyRequests(this.#opening, this.#signal)
    // Reported by the first call instead of ending the process now.
    this.#opening.catch(() => undefined)
  }

  async installPackages(packages: readonly string[], versions?: readonly string[]): Promise<Receipt | null> {
    const wanted = packages.map((name, index) => {
      const version = versions?.[index]
      return version === undefined ? { name } : { name, version }
    })
    return this.#change({ kind: 'install', packages: wanted, force: false })
  }

  async uninstallPackages(packages: readonly string[], purge = false): Promise<Receipt | null> {
    return this.#change({ kind: 'remove', packages: [...packages], purge, force: false })
  }

  async updatePackages(packages?: readonly string[]): Promise<Receipt | null> {
    return this.#change(
      packages === undefined ? { kind: 'update' } : { kind: 'update', packages: [...packages] },
    )
  }

  /** To the newest releases that are older than the installed ones. */
  async downgradePackages(packages: readonly string[]): Promise<Receipt | null> {
    return this.#change({ kind: 'downgrade', packages: [...packages] })
  }

  /** `name` goes and `by` comes, in one change. */
  async replacePackage(name: string, by: string): Promise<Receipt | null> {
    return this.#change({ kind: 'replace', name, by })
  }

  /** Removes what came along with others and is no longer needed. */
  async autoremove(): Promise<Receipt | null> {
    return this.#change({ kind: 'autoremove' })
  }

  /** Brings what installed packages lack. */
  async repair(): Promise<Receipt | null> {
    return this.#change({ kind: 'repair' })
  }

  /**
   * Any request, with all its options. `runScripts`: install scripts that may run do so, in a sandbox.
   * `accepted`: packages for which others may vouch than before.
   */
  async change(request: ChangeRequest, options: Leave = {}): Promise<Receipt | null> {
    return this.#change(request, options)
  }

  /** What vouches for an installed package, a file of it or its artifact, from the root down. */
  async explainTrust(what: string): Promise<TrustAnswer> {
    return (await this.#opening).run('trust.explain', { what }, this.#call)
  }

  /** Publishers' keys that the person trusts. */
  async getTrustedPublishers(): Promise<TrustedPublishers> {
    return (await this.#opening).run('publisher.trusted', {}, this.#call)
  }

  /** `who`: the id of a key, or a publisher as repositories name it. */
  async trustPublisher(who: string, repository?: string): Promise<TrustedPublishers> {
    const input = repository === undefined ? { who } : { who, repository }
    return (await this.#opening).run('publisher.trust', input, this.#call)
  }

  async distrustPublisher(who: string): Promise<Distrusted> {
    return (await this.#opening).run('publisher.distrust', { who }, this.#call)
  }

  /** Which packages a request comes down to, without making a plan. */
  async solveDependencies(request: ChangeRequest): Promise<SolveAnswer> {
    return (await this.#opening).run('dependency.solve', { request }, this.#call)
  }

  async whyInstalled(name: string): Promise<WhyAnswer> {
    return (await this.#opening).run('dependency.why', { name }, this.#call)
  }

  async whyNotInstalled(name: string, version?: string): Promise<WhyNotAnswer> {
    const input = version === undefined ? { name } : { name, version }
    return (await this.#opening).run('dependency.whyNot', input, this.#call)
  }

  async checkDependencies(): Promise<StateProblem[]> {
    return (await this.#opening).run('dependency.check', {}, this.#call)
  }

  async getPolicy(): Promise<PolicyView> {
    return (await this.#opening).run('policy.list', {}, this.#call)
  }

  async addRules(rules: readonly PolicyRule[]): Promise<PolicyView> {
    return (await this.#opening).run('policy.add', { rules: [...rules] }, this.#call)
  }

  async removeRules(rules: readonly PolicyRule[]): Promise<PolicyView> {
    return (await this.#opening).run('policy.remove', { rules: [...rules] }, this.#call)
  }

  /** The policy files that rule this machine, the administrator's first. */
  async getEffectivePolicy(): Promise<EffectivePolicy> {
    return (await this.#opening).run('policy.show', {}, this.#call)
  }

  async explainPolicy(name: string): Promise<PolicyExplanation> {
    return (await this.#opening).run('policy.explain', { name }, this.#call)
  }

  async rollbackTo(generation: number): Promise<Receipt | null> {
    return this.#change({ kind: 'rollback', generation })
  }

  /** One package in an earlier version. With `backup`, the generation that is left is pinned. */
  async rollbackPackage(name: string, version: string, backup = true): Promise<Receipt | null> {
    return this.#change({ kind: 'rollback-package', name, version, backup })
  }

  async undo(): Promise<Receipt | null> {
    return this.#change({ kind: 'undo' })
  }

  async searchPackages(query: string, limit = 50): Promise<PackageSummary[]> {
    const input = { query, limit, description: true, tags: true }
    return (await (await this.#opening).run('catalog.search', input, this.#call)).packages
  }

  async getInstalledPackages(): Promise<PackageSummary[]> {
    return (await this.#opening).run('package.installed', {}, this.#call)
  }

  /** Null for a name that nobody offers and that is not installed. */
  async getPackageInfo(name: string): Promise<PackageDetails | null> {
    try {
      return await (await this.#opening).run('package.info', { name }, this.#call)
    } catch (error) {
      if (error instanceof OperationFailed && error.failure.code === 'package/not-found') return null
      throw error
    }
  }

  async getRepositories(): Promise<RepositoryView[]> {
    return (await this.#opening).run('repository.list', {}, this.#call)
  }

  /** `fingerprint` is the SHA-256 of the repository's first root file: trust is never taken on first use. */
  async addRepository(
    name: string,
    url: string,
    options: {
      readonly fingerprint: string
      readonly description?: string
      readonly priority?: number
      /** Other addresses of the same files, in the order in which they are asked. */
      readonly mirrors?: readonly string[]
      /** For a repository that signs with OpenPGP: its public key, armored; `fingerprint` is then the key's. */
      readonly openPgpKey?: string
    },
  ): Promise<RepositoryView> {
    const { fingerprint, description = '', priority = 0, mirrors = [], openPgpKey } = options
    return (await this.#opening).run(
      'repository.add',
      {
        name,
        url,
        fingerprint,
        description,
        priority,
        mirrors: [...mirrors],
        ...(openPgpKey === undefined ? {} : { openPgpKey }),
      },
      this.#call,
    )
  }

  async setMirrors(name: string, mirrors: readonly string[]): Promise<RepositoryView> {
    return (await this.#opening).run('repository.configure', { name, mirrors: [...mirrors] }, this.#call)
  }

  /** Another key for an OpenPGP repository, or a newer copy of its key; `fingerprint` is the one that was confirmed. */
  async setRepositoryKey(name: string, openPgpKey: string, fingerprint: string): Promise<RepositoryView> {
    return (await this.#opening).run('repository.setKey', { name, openPgpKey, fingerprint }, this.#call)
  }

  async removeRepository(name: string): Promise<RemovedRepository> {
    return (await this.#opening).run('repository.remove', { name }, this.#call)
  }

  async syncRepositories(force = false): Promise<SyncResult[]> {
    return (await this.#opening).run('repository.sync', { force }, this.#call)
  }

  async checkForUpdates(): Promise<Update[]> {
    return (await this.#opening).run('updates.list', {}, this.#call)
  }

  async verifyPackages(packages?: readonly string[]): Promise<Output<'package.verify'>> {
    const input = packages === undefined ? {} : { packages: [...packages] }
    return (await this.#opening).run('package.verify', input, this.#call)
  }

  /** Repairs installed files, and looks at them again. */
  async restorePackages(packages?: readonly string[]): Promise<Output<'package.restore'>> {
    const input = packages === undefined ? {} : { packages: [...packages] }
    return (await this.#opening).run('package.restore', input, this.#call)
  }

  /** Which installed packages bring a path, or offer it as an alternative. */
  async findOwners(path: string): Promise<PathOwner[]> {
    return (await this.#opening).run('package.owners', { path }, this.#call)
  }

  async getHistory(): Promise<HistoryEntry[]> {
    return (await this.#opening).run('history.list', {}, this.#call)
  }

  async diffGenerations(from: number, to: number): Promise<GenerationDiff> {
    return (await this.#opening).run('history.diff', { from, to }, this.#call)
  }

  /** Removes what nothing needs any more; with `dryRun`, only tells what that would free. */
  async cleanup(
    oldVersions = true,
    clearCache = false,
    orphaned = true,
    dryRun = false,
  ): Promise<CleanupReport> {
    const input = { oldVersions, clearCache, orphaned, dryRun }
    return (await this.#opening).run('system.cleanup', input, this.#call)
  }

  async getStatus(): Promise<Status> {
    return (await this.#opening).run('system.status', {}, this.#call)
  }

  /** What was changed, refused and trusted here, and by whom; the newest first. */
  async getAuditLog(limit = 100, since?: string): Promise<AuditList> {
    const input = since === undefined ? { limit } : { limit, since }
    return (await this.#opening).run('audit.list', input, this.#call)
  }

  async verifyAuditLog(): Promise<AuditVerification> {
    return (await this.#opening).run('audit.verify', {}, this.#call)
  }

  async close(): Promise<void> {
    await (await this.#opening).close()
  }

  get #call(): { readonly signal: AbortSignal } {
    return { signal: this.#signal }
  }

  async #change(request: ChangeRequest, leave: Leave = {}): Promise<Receipt | null> {
    const engine = await this.#opening
    const answer = await engine.run('plan.make', { request }, this.#call)
    switch (answer.kind) {
      case 'nothing':
        return null
      case 'unsolvable':
        throw new OperationFailed({ code: 'plan/unsolvable', facts: { explanation: answer.explanation } })
      case 'plan':
        return engine.run('plan.apply', { request, digest: answer.plan.digest, ...leave }, this.#call)
    }
  }
}
