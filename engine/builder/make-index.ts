/** The index and the lists beside it: pure functions of what was published. */
import { commandsOf } from '../model/commands.ts'
import { byCodePoint } from '../base/canonical-json.ts'
import { appLimits } from '../model/app-record.ts'
import type { AppRecord, Manifest } from '../model/manifest.ts'
import { type IndexRecord, shownReleases } from '../model/repository-index.ts'
import { compareVersions } from '../model/version.ts'
import type { Media } from './media.ts'
import type { PublishedPackage } from './repository-record.ts'

/** What the index says of one release. */
export function indexRecord(manifest: Manifest, entry: PublishedPackage, media: Media): IndexRecord {
  const { files: _files, app, format: _format, ...declared } = manifest
  return {
    ...declared,
    ...(app === undefined ? {} : { app: shownApp(app, media) }),
    commands: commandsOf(manifest),
    path: entry.path,
    size: entry.size,
    sha256: entry.sha256,
    manifest_sha256: entry.manifest_sha256,
    published: entry.published,
    ...(entry.signed_by.length === 0 ? {} : { signed_by: entry.signed_by }),
    ...(entry.revoked === undefined ? {} : { revoked: entry.revoked }),
  }
}

/** By name, then version, then architecture: the same packages always give the same index. */
export function inOrder(records: readonly IndexRecord[]): IndexRecord[] {
  return records.toSorted(
    (a, b) =>
      byCodePoint(a.name, b.name) ||
      byVersion(a, b) ||
      byCodePoint(a.version, b.version) ||
      byCodePoint(a.architecture, b.architecture),
  )
}

/** One list for each category, by the name that its file bears. */
export function categoryLists(records: readonly IndexRecord[]): ReadonlyMap<string, object> {
  const lists = new Map<string, { category: string; records: IndexRecord[] }>()
  for (const record of records) {
    for (const category of record.categories) {
      const file = category.toLowerCase().replaceAll(/[^a-z0-9._+-]+/g, '-')
      const list = lists.get(file) ?? { category, records: [] }
      if (!list.records.includes(record)) list.records.push(record)
      lists.set(file, list)
    }
  }
  const sorted = [...lists].sort(([a], [b]) => byCodePoint(a, b))
  return new Map(
    sorted.map(([file, list]) => [
      file,
      { format: 1, category: list.category, packages: list.records.map(listed) },
    ]),
  )
}

/** `packages.txt`: name, version, architecture and path of each release, for people and shell scripts. */
export function packageList(records: readonly IndexRecord[]): string {
  return records
    .map(({ name, version, architecture, path }) => `${name} ${version} ${architecture} ${path}\n`)
    .join('')
}

function listed({ name, version, architecture, path, size, sha256 }: IndexRecord): object {
  return { name, version, architecture, path, size, sha256 }
}

function shownApp(app: AppRecord, media: Media): NonNullable<IndexRecord['app']> {
  const { icon, screenshots, releases, ...rest } = app
  return {
    ...rest,
    ...(icon === undefined ? {} : { icon: published(media, icon.sha256) }),
    screenshots: screenshots
      .slice(0, appLimits.screenshots)
      .map(({ sha256, caption }) => ({ ...published(media, sha256), caption })),
    releases: shownReleases(releases),
  }
}

function published(media: Media, sha256: string): NonNullable<ReturnType<Media['get']>> {
  const found = media.get(sha256)
  if (found === undefined) throw new Error(`The picture ${sha256} was not published`)
  return found
}

/** Releases of one name under two version orders have none in common; text order keeps the result stable. */
function byVersion(a: IndexRecord, b: IndexRecord): number {
  return a.version_scheme === b.version_scheme ? compareVersions(a.version, b.version, a.version_scheme) : 0
}
