import { cp, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const packagesFolder = path.join(import.meta.dirname, '../packages')

/** The folder of the newest release of a package. */
export async function newestRelease(name: string): Promise<string> {
  const versions = await readdir(path.join(packagesFolder, name))
  const newest = versions.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1)
  if (newest === undefined) throw new Error(`No release of ${name}`)
  return path.join(packagesFolder, name, newest)
}

/** A tree as an installation makes it: all newest releases merged, `without` the one that conflicts. */
export async function mergeProfile(without: string): Promise<string> {
  const profile = await mkdtemp(path.join(tmpdir(), 'starter-profile-'))
  for (const name of await readdir(packagesFolder)) {
    if (name === without) continue
    await cp(path.join(await newestRelease(name), 'src'), profile, { recursive: true })
  }
  return profile
}
