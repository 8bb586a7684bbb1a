import { link, lstat, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { followLink, type UnpackedTree } from '../appstream/read-apps.ts'
import { systemCode } from '../system-errors.ts'

/** Bytes. Larger ones are no icons that anybody would be shown. */
const largest = 512 * 1024

/**
 * Debian often puts an app's icons into another package of the same source: those of gimp lie in gimp-data. Each package
 * keeps what it has for the others, by source and name, in the work folder of the import.
 */
export async function keepIcons(folder: string, tree: UnpackedTree): Promise<void> {
  const { files, links = [] } = tree
  const found = [
    ...files.map((file) => ({ place: file.path, file: () => file })),
    ...links.map((one) => ({ place: one.path, file: () => followLink(tree, one) })),
  ]
  for (const { place, file } of found.filter((one) => isIcon(one.place))) {
    const icon = file()
    if (icon === null || icon.size > largest) continue
    await mkdir(path.join(folder, path.dirname(place)), { recursive: true })
    await link(path.join(tree.folder, icon.path), path.join(folder, place))
  }
}

/** What other packages of the source kept, in the order of their names. */
export async function iconsBeside(folder: string, own: string): Promise<readonly UnpackedTree[]> {
  const names = (await entriesOf(folder)).filter((name) => !name.startsWith(`${own}_`))
  return Promise.all(
    names.toSorted().map(async (name) => {
      const root = path.join(folder, name)
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      const places = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
      const files = await Promise.all(
        places.map(async (place) => ({
          path: path.relative(root, place),
          size: (await lstat(place)).size,
        })),
      )
      return { folder: root, files }
    }),
  )
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
}

function isIcon(place: string): boolean {
  return /^usr\/share\/(?:icons\/hicolor\/[^/]+\/apps|pixmaps)\/[^/]+\.(?:png|svg|xpm)$/.test(place)
}
