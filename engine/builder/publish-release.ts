/** Puts one version of a repository's signed files in place, so that no reader ever sees half of it. */
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { onDisk } from '../system-errors.ts'
import { publishBytes, publishLink } from './publish-file.ts'
import { releasesRole } from '../model/delegation.ts'
import { advisoriesTarget } from '../model/repository-index.ts'
import { filesOf, hashNamed, metadataFolder, publishedFiles, roleVersionIn } from './published-metadata.ts'
import { advisoriesRole, makeRelease, type Release, type TargetDescription } from './tuf-metadata.ts'

/** Versions whose files stay for readers who began before the newest was there. */
const keptVersions = 2

export interface Files {
  /** Signed by the targets role: by name relative to the repository's root. */
  readonly targets: ReadonlyMap<string, Uint8Array>
  /** Unsigned conveniences. */
  readonly plain: ReadonlyMap<string, Uint8Array>
}

/**
 * Targets first under names that hold their hash, then the metadata that names them, the timestamp last: killed
 * anywhere before it, readers still see the version before.
 */
export async function publishRelease(
  repository: string,
  files: Files,
  about: Omit<Release, 'targets'> & {
    /** Shown at the last moment: clients that have it take nothing that older keys signed. */
    readonly root?: { readonly version: number; readonly bytes: Uint8Array } | undefined
  },
): Promise<void> {
  const { advisories } = about
  const targets = describe(files.targets)
  const release = await makeRelease({ ...about, targets })
  const folder = metadataFolder(repository)
  const signed = new Map(files.targets)
  if (advisories !== null) signed.set(advisoriesTarget, advisories.file)
  const named = describe(signed)
  for (const { name, sha256 } of named) {
    const bytes = signed.get(name) ?? new Uint8Array(0)
    await publishBytes(path.join(repository, hashNamed(name, sha256)), bytes)
  }
  if (advisories !== null)
    await publishBytes(path.join(folder, `${advisories.version}.${advisoriesRole}.json`), advisories.role)
  if (release.releases !== null)
    await publishBytes(path.join(folder, `${about.version}.${releasesRole}.json`), release.releases)
  await publishBytes(path.join(folder, `${release.targetsVersion}.targets.json`), release.targets)
  await publishBytes(path.join(folder, `${about.version}.snapshot.json`), release.snapshot)
  for (const { name, sha256 } of named) {
    await publishLink(path.join(repository, name), path.posix.basename(hashNamed(name, sha256)))
  }
  for (const [name, bytes] of files.plain) await publishBytes(path.join(repository, name), bytes)
  if (about.root !== undefined)
    await publishBytes(path.join(folder, `${about.root.version}.root.json`), about.root.bytes)
  await publishBytes(path.join(folder, 'timestamp.json'), release.timestamp)
  await removeOld(repository, about.version, new Set([...signed.keys(), ...files.plain.keys()]))
}

function describe(files: Files['targets']): TargetDescription[] {
  return [...files].map(([name, bytes]) => ({ name, length: bytes.length, sha256: sha256Of(bytes) }))
}

/** What neither this version nor the kept ones before it name. */
async function removeOld(repository: string, version: number, names: ReadonlySet<string>): Promise<void> {
  const folder = metadataFolder(repository)
  const oldest = version - keptVersions
  const needed = new Set<string>()
  for (let kept = Math.max(1, oldest); kept <= version; kept += 1) {
    for (const role of ['targets', advisoriesRole] as const)
      needed.add(`${await roleVersionIn(repository, kept, role)}.${role}.json`)
    const files = [
      ...(await publishedFiles(repository, kept)),
      ...(await filesOf(repository, kept, advisoriesRole)),
    ]
    for (const { name, sha256 } of files) needed.add(path.posix.basename(hashNamed(name, sha256)))
  }
  const isOld = (name: string): boolean => {
    if (/^\d+\.(?:advisories|targets)\.json$/.test(name)) return !needed.has(name)
    const numbered = /^(\d+)\.(?:releases|snapshot)\.json$/.exec(name)?.[1]
    if (numbered !== undefined) return Number(numbered) < oldest
    if (/^[0-9a-f]{64}\./.test(name)) return !needed.has(name)
    return /^(?:category|index-from)-.*\.json(?:\.gz)?$/.test(name) && !names.has(`metadata/${name}`)
  }
  await onDisk(folder, async () => {
    for (const name of await readdir(folder)) {
      if (isOld(name)) await rm(path.join(folder, name), { force: true })
    }
  })
}
