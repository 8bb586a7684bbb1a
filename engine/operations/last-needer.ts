import type { InstalledRelease } from '../model/generation.ts'
import { isProblem } from '../model/version-range.ts'
import { parseRelation } from '../model/relation.ts'
import { isInStore, readStoredManifest } from '../store/content-store.ts'
import { keptGenerations, readGeneration } from '../store/generation-file.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

/** Of a package that nothing needs: which one that is gone needed it, in the newest kept generation that had such a one. */
export async function neederFinder(toolbox: Toolbox): Promise<(name: string) => string | null> {
  const { layout } = toolbox
  const here = installedReleases(toolbox)
  const needers = new Map<string, string>()
  const seen = new Set<string>()
  const note = ({ name, version, manifest_sha256: digest, directory }: InstalledRelease): void => {
    if (here.has(name) || seen.has(digest) || !isInStore(layout, digest, name, version)) return
    seen.add(digest)
    for (const needed of namesIn(readStoredManifest(layout, directory).dependencies))
      if (!needers.has(needed)) needers.set(needed, name)
  }
  for (const number of (await keptGenerations(layout)).toReversed())
    for (const release of (await readGeneration(layout, number)).releases) note(release)
  return (name) => needers.get(name) ?? null
}

function namesIn(relations: readonly string[]): string[] {
  return relations.flatMap((text) => {
    const relation = parseRelation(text)
    return isProblem(relation) ? [] : relation.alternatives.map(({ name }) => name)
  })
}
