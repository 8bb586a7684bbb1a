import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/** What a change changes. Caches and databases are not among it: their files may move without meaning anything. */
const places = ['store', 'generations', 'profile']

/** Every path below those of a data directory with what it is: compare one from before with one from after. */
export function listingOf(data: string): Readonly<Record<string, string>> {
  const listing: Record<string, string> = {}
  for (const place of places.map((name) => path.join(data, name)).filter((folder) => existsSync(folder))) {
    for (const entry of (readdirSync(place, { recursive: true }) as string[]).toSorted()) {
      const file = path.join(place, entry)
      listing[path.relative(data, file)] = contentOf(file)
    }
  }
  return listing
}

function contentOf(file: string): string {
  const status = lstatSync(file)
  const mode = (status.mode & 0o7777).toString(8)
  if (status.isSymbolicLink()) return `-> ${readlinkSync(file)}`
  if (status.isDirectory()) return `folder ${mode}`
  return `${createHash('sha256').update(readFileSync(file)).digest('hex')} ${mode}`
}
