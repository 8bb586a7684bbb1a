import type { OperationName, Output, ParsedInput } from '../api/operations.ts'
import type { Report } from '../api/progress.ts'
import type { Launcher } from '../launch/launcher.ts'
import { nearest } from '../base/nearest.ts'
import { EngineError } from '../model/failure.ts'
import { commandsOf } from '../model/commands.ts'
import type { Manifest } from '../model/manifest.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { discover, listInstalled } from './browse-catalog.ts'
import { toleratingDamage } from './check-paths.ts'
import { diffGenerations } from './diff-generations.ts'
import { checkPolicyText, explainPolicy, showPolicy } from './explain-policy.ts'
import { findOwners } from './find-owners.ts'
import { checkDependencies, solveRequest, whyNotPackage, whyPackage } from './inspect-dependencies.ts'
import { labelGeneration, pinGeneration } from './keep-generations.ts'
import { listUpdates } from './list-updates.ts'
import { configureRepository, listRepositoryViews, removeRepository } from './manage-repositories.ts'
import { makePlan } from './plan-changes.ts'
import { addRules, listPolicy, removeRules } from './policy.ts'
import { listHistory } from './read-history.ts'
import { readStatus } from './read-status.ts'
import { searchCatalog } from './search-catalog.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'
import { distrustPublisher, trustedPublishers, trustPublisher } from './trusted-publishers.ts'

export interface HandlerCall {
  readonly report: Report
  readonly signal: AbortSignal
}

/** One handler an operation: a row that is missing does not compile. */
export type Handlers = {
  readonly [N in OperationName]: (input: ParsedInput<N>, call: HandlerCall) => Output<N> | Promise<Output<N>>
}

export function handlers(toolbox: Toolbox, launcher: Launcher): Handlers {
  return {
    ...policyHandlers(toolbox),
    'catalog.discover': (input, { signal }) => discover(toolbox, input, signal),
    'catalog.search': (input, { signal }) => searchCatalog(toolbox, input, signal),
    'package.info': async (input, { signal }) => (await telling()).packageInfo(toolbox, input, signal),
    'package.preview': async (input, { signal }) =>
      (await previewing()).previewPackage(toolbox, input, signal),
    'package.installed': (input) => listInstalled(toolbox, input),
    'package.verify': async (input, { signal }) => (await verifying()).verifyPackages(toolbox, input, signal),
    'package.audit': async (input) => (await auditing()).auditPackages(toolbox, input),
    'package.restore': async (input, { report, signal }) =>
      (await restoring()).restorePackages(toolbox, input, report, signal),
    'package.owners': (input) => findOwners(toolbox, input),
    'package.storage': async (input) => (await measuring()).packageStorage(toolbox, input),
    'package.launch': ({ name }) => launcher.open(installedManifest(toolbox, name)),
    'plan.make': (input, { signal }) => makePlan(toolbox, input, signal),
    'plan.apply': async (input, { report, signal }) =>
      (await applying()).applyPlan(toolbox, input, report, signal),
    'updates.list': (input) => listUpdates(toolbox, input),
    'history.list': () => listHistory(toolbox),
    'history.diff': (input) => diffGenerations(toolbox, input),
    'history.label': (input) => labelGeneration(toolbox, input),
    'history.pin': (input) => pinGeneration(toolbox, input),
    'system.cleanup': async (input, { report, signal }) =>
      (await cleaning()).cleanUp(toolbox, input, report, signal),
    'system.bill': async () => (await billing()).billOfMaterials(toolbox),
    'system.status': () => readStatus(toolbox),
    'dependency.solve': ({ request }, { signal }) => solveRequest(toolbox, request, signal),
    'dependency.why': ({ name }, { signal }) => whyPackage(toolbox, name, signal),
    'dependency.whyNot': (input, { signal }) => whyNotPackage(toolbox, input, signal),
    'dependency.check': (_, { signal }) => checkDependencies(toolbox, signal),
    'trust.explain': async (input, { signal }) => (await explaining()).explainTrust(toolbox, input, signal),
    'publisher.trusted': () => trustedPublishers(toolbox),
    'publisher.trust': (input) => trustPublisher(toolbox, input),
    'publisher.distrust': (input) => distrustPublisher(toolbox, input),
    'repository.list': () => listRepositoryViews(toolbox),
    'repository.inspect': async (input, { signal }) =>
      (await adding()).inspectRepository(toolbox, input, signal),
    'repository.inspectKey': async (input, { signal }) => (await adding()).inspectKey(toolbox, input, signal),
    'repository.setKey': async (input) => (await adding()).setRepositoryKey(toolbox, input),
    'repository.add': async (input, { signal }) => (await adding()).addRepository(toolbox, input, signal),
    'repository.remove': ({ name }) => removeRepository(toolbox, name),
    'repository.configure': (input) => configureRepository(toolbox, input),
    'repository.sync': async (input, { report, signal }) =>
      (await syncing()).syncRepositories(toolbox, input, report, signal),
    'audit.list': async (input) => (await readingLog()).listAuditLog(toolbox, input),
    'audit.verify': async (input) => (await readingLog()).verifyAuditLog(toolbox, input),
    'audit.export': async (input) => (await readingLog()).exportAuditLog(toolbox, input),
  }
}

type OfPolicy = Extract<OperationName, `policy.${string}`>

function policyHandlers(toolbox: Toolbox): Pick<Handlers, OfPolicy> {
  return {
    'policy.list': () => listPolicy(toolbox),
    'policy.add': ({ rules }) => addRules(toolbox, rules),
    'policy.remove': ({ rules }) => removeRules(toolbox, rules),
    'policy.show': () => showPolicy(toolbox),
    'policy.explain': ({ name }) => explainPolicy(toolbox, name),
    'policy.check': (input) => checkPolicyText(input),
    'policy.request': async (input) => (await requesting()).requestLeave(toolbox, input),
    'policy.requests': async () => (await requesting()).listRequests(toolbox),
    'policy.withdraw': async (input) => (await requesting()).withdrawRequest(toolbox, input),
    'policy.approve': async (input) => (await deciding()).approveRequest(toolbox, input),
    'policy.refuse': async (input) => (await deciding()).refuseRequest(toolbox, input),
  }
}

// The TUF client is loaded by whoever goes to a repository, and what unpacks by whoever changes something; a search
// must not wait for them.
const requesting = () => import('./policy-requests.ts')
const deciding = () => import('./decide-request.ts')
const telling = () => import('./package-info.ts')
const measuring = () => import('./package-storage.ts')
const previewing = () => import('./preview-package.ts')
const verifying = () => import('./verify-packages.ts')
const auditing = () => import('./audit-packages.ts')
const readingLog = () => import('./read-audit-log.ts')
const billing = () => import('./bill-of-materials.ts')
const cleaning = () => import('./clean-up.ts')
const restoring = () => import('./restore-packages.ts')
const applying = () => import('./apply-plan.ts')
const adding = () => import('./add-repository.ts')
const explaining = () => import('./explain-trust.ts')
const syncing = () => import('./sync-repositories.ts')

/** Throws `package/not-installed`. */
export function installedManifest(toolbox: Toolbox, name: string): Manifest {
  const installed = installedReleases(toolbox)
  const release = installed.get(name)
  if (release !== undefined) return readStoredManifest(toolbox.layout, release.directory)
  const meant = [...bringersOf(toolbox, installed, name), ...nearest(name, installed.keys())]
  throw new EngineError('package/not-installed', { name, nearest: [...new Set(meant)] })
}

/** Who types a command means the package that brings it: `rg` is of ripgrep. */
function bringersOf(
  { layout }: Toolbox,
  installed: ReturnType<typeof installedReleases>,
  command: string,
): string[] {
  const names: string[] = []
  for (const { name, directory } of installed.values())
    toleratingDamage(() => {
      if (commandsOf(readStoredManifest(layout, directory)).includes(command)) names.push(name)
    })
  return names
}
