import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { EngineError } from '../model/failure.ts'
import {
  type Generation,
  type InstalledRelease,
  isScriptOutput,
  type TriggerOutput,
} from '../model/generation.ts'
import { FileEntry, type Manifest } from '../model/manifest.ts'
import type { FileIndex } from '../state/file-index.ts'
import { isWhole, readStoredManifest } from '../store/content-store.ts'
import type { Layout } from '../store/layout.ts'
import { mergeTrees, type TreeContent, type TreeSource } from '../store/tree-content.ts'
import { readOwnSync } from '../plain-file.ts'

/** What decides what a tree holds. */
export type Holding = Pick<Generation, 'releases' | 'triggers'>

/** Where manifests are, and what is known of their paths. */
export interface Manifests {
  readonly layout: Layout
  readonly files: () => FileIndex
  /** Of a release that is in the store, unless something else is said. */
  readonly manifestOf?: (release: InstalledRelease) => Manifest
}

/** Where a trigger lists what it made. */
const triggerList = '.multios/trigger.json'
const TriggerList = v.object({ files: v.array(FileEntry) })

/** Equal for equal trees. The number in front goes up when the same releases come to another tree. */
export function identityOf({ releases, triggers }: Holding): string {
  const decisive = [
    2,
    releases.map(({ name, manifest_sha256 }) => [name, manifest_sha256]),
    triggers.map(({ id, key }) => [id, key]),
  ]
  return createHash('sha256').update(canonicalJson(decisive)).digest('hex')
}

/** Everything that a tree holds. Throws `plan/file-conflict`, `state/damaged`. */
export function wholeContent(layout: Layout, { releases, triggers }: Holding): TreeContent {
  return mergeTrees(layout, [
    ...releases.map((release) => sourceOf(release, storedManifest(layout, release))),
    ...triggers.map((output) => triggerSource(layout, output)),
  ])
}

/**
 * What goes away may be damaged beyond repair, and must not be what keeps it: a release whose manifest is lost, and that
 * `after` does not have, is left out. Its configuration stays, as what a person edited does.
 */
export function withoutLost<H extends Holding>(layout: Layout, before: H, after: Holding): H {
  const staying = new Set(after.releases.map(({ manifest_sha256 }) => manifest_sha256))
  const releases = before.releases.filter(
    (release) => staying.has(release.manifest_sha256) || isWhole(layout, release),
  )
  return { ...before, releases }
}

/**
 * Of each holding, what its tree has at the paths at which they may differ, and at those of releases in `again` (by
 * digest). Looks at the releases that are not in all of them, and at what shares a path with one of these, so the price
 * is that of the difference. Throws as `wholeContent`.
 */
export function contentsWhereDifferent(
  { layout, files, manifestOf = (release) => storedManifest(layout, release) }: Manifests,
  { holdings, again }: { readonly holdings: readonly Holding[]; readonly again: ReadonlySet<string> },
): readonly TreeContent[] {
  const { changed, staying } = divided(holdings, again)
  const releases = new Map([...changed, ...staying])
  files().know([...releases.keys()], (digest) => manifestOf(releases.get(digest)!))
  const question = JSON.stringify([holdings.map(identityOf), [...again]])
  const last = lastAnswers.get(layout)
  const kept = last?.question === question ? last.contents.deref() : undefined
  if (kept !== undefined) return kept
  const manifests = new Map(Array.from(changed, ([digest, release]) => [digest, manifestOf(release)]))
  const shared = sharedPaths(files(), manifests, staying)
  const contents = holdings.map((holding) =>
    mergeTrees(layout, [
      ...holding.releases.flatMap((release): TreeSource[] => {
        const manifest = manifests.get(release.manifest_sha256)
        if (manifest !== undefined) return [sourceOf(release, manifest)]
        const paths = shared.get(release.manifest_sha256)
        return paths === undefined ? [] : [sharingSource(release, manifestOf(release), paths)]
      }),
      ...holding.triggers.map((output) => triggerSource(layout, output)),
    ]),
  )
  lastAnswers.set(layout, { question, contents: new WeakRef(contents) })
  return contents
}

/** A change asks the same several times. What releases hold is decided by their digests: nothing else can come out. */
const lastAnswers = new WeakMap<
  Layout,
  { readonly question: string; readonly contents: WeakRef<readonly TreeContent[]> }
>()

type ByDigest<T> = ReadonlyMap<string, T>

/** Releases that are in all holdings, and those that are not, or are to be looked at again. */
function divided(
  holdings: readonly Holding[],
  again: ReadonlySet<string>,
): {
  readonly changed: ByDigest<InstalledRelease>
  readonly staying: ByDigest<InstalledRelease>
} {
  const counts = new Map<string, number>()
  const releases = new Map<string, InstalledRelease>()
  for (const release of holdings.flatMap((holding) => holding.releases)) {
    counts.set(release.manifest_sha256, (counts.get(release.manifest_sha256) ?? 0) + 1)
    releases.set(release.manifest_sha256, release)
  }
  const isStaying = ([digest]: readonly [string, InstalledRelease]) =>
    counts.get(digest) === holdings.length && !again.has(digest)
  const all = [...releases]
  return {
    staying: new Map(all.filter(isStaying)),
    changed: new Map(all.filter((one) => !isStaying(one))),
  }
}

/** By digest of a release that stays: paths that a changed one brings, too. Of a directory one owner is enough. */
function sharedPaths(
  index: FileIndex,
  changed: ByDigest<Manifest>,
  staying: ByDigest<InstalledRelease>,
): ByDigest<ReadonlySet<string>> {
  const shared = new Map<string, Set<string>>()
  if (staying.size === 0) return shared
  const share = (digest: string, place: string) => {
    const paths = shared.get(digest) ?? new Set()
    shared.set(digest, paths.add(place))
  }
  const directories = new Set<string>()
  for (const [digest, { files }] of changed) {
    for (const owned of index.sharedWith(digest))
      if (staying.has(owned.digest)) share(owned.digest, owned.path)
    for (const { path: place, type } of files) if (type === 'directory') directories.add(place)
  }
  for (const place of directories) {
    const owner = index.anyOwnerOf(place, staying)
    if (owner !== null) share(owner, place)
  }
  return shared
}

function sharingSource(
  release: InstalledRelease,
  manifest: Manifest,
  paths: ReadonlySet<string>,
): TreeSource {
  const source = sourceOf(release, manifest)
  return { ...source, files: source.files.filter((file) => paths.has(file.path)) }
}

function sourceOf({ directory }: InstalledRelease, manifest: Manifest): TreeSource {
  const replaces = new Set(manifest.replaces.map(nameIn))
  return { name: manifest.name, directory, files: manifest.files, replaces }
}

/** What a trigger makes, takes the place of what packages brought; what a script makes, never does. */
function triggerSource(layout: Layout, { id, directory }: TriggerOutput): TreeSource {
  const file = path.join(layout.store, directory, triggerList)
  const parsed = v.safeParse(TriggerList, readJson(file))
  if (!parsed.success) throw new EngineError('state/damaged', { file, detail: parsed.issues[0].message })
  const isScript = isScriptOutput(id)
  const name = isScript ? id.replace('-', ':') : `trigger:${id}`
  return { name, directory, files: parsed.output.files, replaces: isScript ? new Set() : null }
}

function storedManifest(layout: Layout, { directory }: InstalledRelease): Manifest {
  const folder = path.join(layout.store, directory)
  if (!existsSync(folder)) throw new EngineError('state/damaged', { file: folder, detail: 'missing' })
  return readStoredManifest(layout, directory)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readOwnSync(file).toString())
  } catch (error) {
    throw new EngineError('state/damaged', { file, detail: 'missing or not JSON' }, { cause: error })
  }
}

/** The name that a relation is about. */
function nameIn(relation: string): string {
  return /^[^\s(<>=!~^|,]+/.exec(relation)?.[0] ?? relation
}
