import { raterFor } from '../advisories/risk.ts'
import type { GenerationDiff } from '../api/history-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import type { AdvisorySummary } from '../api/package-operations.ts'
import { bytesMissing } from '../download/fetch-artifact.ts'
import type { Generation, InstalledRelease } from '../model/generation.ts'
import { isInStore, readStoredManifest } from '../store/content-store.ts'
import { readGeneration } from '../store/generation-file.ts'
import { isSameEntry, type TreeContent, type TreeEntry } from '../store/tree-content.ts'
import { editedConfiguration } from '../transaction/settle-configuration.ts'
import { contentsWhereDifferent } from '../transaction/tree-sources.ts'
import { type AdvisoriesAbout, advisoriesByName, advisoriesOf } from './advisories-of.ts'
import { sameOffer } from './same-offer.ts'
import { summarizer } from './summaries.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

const mostShown = 500

/** What differs between two kept generations. Throws `generation/not-found`. */
export async function diffGenerations(
  toolbox: Toolbox,
  { from, to, locales }: ParsedInput<'history.diff'>,
): Promise<GenerationDiff> {
  const before = await readGeneration(toolbox.layout, from)
  const after = await readGeneration(toolbox.layout, to)
  const [held, wanted] = contentsWhereDifferent(toolbox, { holdings: [before, after], again: new Set() })
  const changes = changedPaths(held!, wanted!)
  const packages = changedPackages(toolbox, [before, after], locales)
  const edited = editedConfiguration(toolbox.layout, toolbox.state)
  const count = (kind: FileChange['change']) => changes.filter(({ change }) => change === kind).length
  return {
    from,
    to,
    packages,
    files: {
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      shown: changes.slice(0, mostShown).map(({ path, change, owner }) => ({ path, change, owner })),
    },
    configuration: changes
      .filter(({ isConfiguration }) => isConfiguration)
      .map(({ path, change, owner }) => ({ path, change, owner, edited: edited.has(path) })),
    weaknesses: await newWeaknesses(toolbox, before, after),
    disk: packages.reduce((sum, { disk }) => sum + disk, 0),
    download: await downloadFor(toolbox, after),
  }
}

interface FileChange {
  readonly path: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly owner: string
  readonly isConfiguration: boolean
}

/** Sorted by path; directories only say where files are. */
function changedPaths(held: TreeContent, wanted: TreeContent): FileChange[] {
  const paths = [...new Set([...held.keys(), ...wanted.keys()])].sort()
  return paths.flatMap((path): FileChange[] => {
    const [before, after] = [fileAt(held, path), fileAt(wanted, path)]
    const entry = after ?? before
    if (entry === null || (before !== null && after !== null && isSameDefault(before, after))) return []
    const change = before === null ? 'added' : after === null ? 'removed' : 'changed'
    const isConfiguration = entry.type === 'symlink' && entry.configuration !== undefined
    return [{ path, change, owner: entry.owner, isConfiguration }]
  })
}

function fileAt(content: TreeContent, path: string): TreeEntry | null {
  const entry = content.get(path)
  return entry === undefined || entry.type === 'directory' ? null : entry
}

/** The link to a configuration file is always the same; what it leads to may have another default. */
function isSameDefault(before: TreeEntry, after: TreeEntry): boolean {
  if (!isSameEntry(before, after)) return false
  const digest = (entry: TreeEntry) => (entry.type === 'symlink' ? entry.configuration?.sha256 : undefined)
  return digest(before) === digest(after)
}

function changedPackages(
  toolbox: Toolbox,
  [before, after]: readonly [Generation, Generation],
  locales: readonly string[],
): GenerationDiff['packages'] {
  const summarize = summarizer(openedCatalog(toolbox), new Map())
  const old = byName(before)
  const young = byName(after)
  const names = [...new Set([...old.keys(), ...young.keys()])].sort()
  return names.flatMap((name) => {
    const [one, other] = [old.get(name) ?? null, young.get(name) ?? null]
    const release = other ?? one
    if (release === null || one?.manifest_sha256 === other?.manifest_sha256) return []
    const manifest = () => readStoredManifest(toolbox.layout, release.directory)
    const { title, icon } = summarize.ofInstalled(release, manifest, locales)
    return [{ name, title, icon, chosen: release.chosen, ...moveBetween(one, other) }]
  })
}

function moveBetween(
  one: InstalledRelease | null,
  other: InstalledRelease | null,
): Pick<GenerationDiff['packages'][number], 'from' | 'to' | 'disk'> {
  const size = (release: InstalledRelease | null) => release?.installed_size ?? 0
  return { from: one?.version ?? null, to: other?.version ?? null, disk: size(other) - size(one) }
}

function byName({ releases }: Generation): ReadonlyMap<string, InstalledRelease> {
  return new Map(releases.map((release) => [release.name, release]))
}

/** What whoever goes there is exposed to, and is not now. */
async function newWeaknesses(
  toolbox: Toolbox,
  before: Generation,
  after: Generation,
): Promise<GenerationDiff['weaknesses']> {
  const about = advisoriesByName(openedCatalog(toolbox))
  const old = byName(before)
  const weaknesses: GenerationDiff['weaknesses'] = []
  for (const release of after.releases) {
    const { name, version, manifest_sha256 } = release
    const former = old.get(name)
    if (former?.manifest_sha256 === manifest_sha256) continue
    const known = new Set(former === undefined ? [] : (await against(about, former)).map(({ id }) => id))
    for (const { id, summary } of await against(about, release))
      if (!known.has(id)) weaknesses.push({ id, summary, name, version })
  }
  return weaknesses
}

async function against(about: AdvisoriesAbout, release: InstalledRelease): Promise<AdvisorySummary[]> {
  const advisories = about(release)
  const all = advisoriesOf(advisories, release, await raterFor(advisories))
  return all.filter(({ state }) => state === 'affected')
}

/** Normally nothing: a kept generation's releases are kept with it. */
async function downloadFor(toolbox: Toolbox, { releases }: Generation): Promise<number> {
  const catalog = openedCatalog(toolbox)
  let bytes = 0
  for (const release of releases) {
    if (isInStore(toolbox.layout, release.manifest_sha256, release.name, release.version)) continue
    const offer = sameOffer(catalog, release)
    if (offer === null) bytes += release.size
    else bytes += await bytesMissing(toolbox.layout.packages, offer.record.sha256, offer.record.size)
  }
  return bytes
}
