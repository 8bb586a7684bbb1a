import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { oneArchive, packageListFiles, plainText, readPackageList, type Offer } from './package-lists.ts'

/** Debian's packages as this machine's lists have them. */
export interface Archive {
  readonly offers: readonly Offer[]
  /** What the largest list has: the main suite, whose releases the others update. */
  readonly main: readonly Offer[]
  /** A folder with the lists as apt has them where nobody asked for compressed ones, which it reads slowly. */
  readonly lists: string
  /** Where files made from these very lists are kept from run to run. */
  readonly folder: string
}

/** No numbers where this machine has no package lists. */
export async function withArchive<T>(use: (archive: Archive) => Promise<T[]>): Promise<T[]> {
  const files = await packageListFiles()
  if (files.length === 0) {
    console.error('bench: apt has no package lists on this machine; apt-get update fetches them')
    return []
  }
  const archive = await readArchive(files)
  const { offers, folder } = archive
  console.error(`bench: ${offers.length} releases of Debian; what is made of them is kept in ${folder}`)
  return use(archive)
}

async function readArchive(files: readonly string[]): Promise<Archive> {
  const lists = await Promise.all(files.map(readPackageList))
  const [main = []] = lists.toSorted((a, b) => b.length - a.length)
  const folder = folderFor(files)
  return {
    offers: oneArchive(lists),
    main,
    lists: await plainLists(path.join(folder, 'lists'), files),
    folder,
  }
}

async function plainLists(folder: string, files: readonly string[]): Promise<string> {
  await madeOnce(path.join(folder, 'ready'), async (ready) => {
    mkdirSync(path.join(folder, 'partial'), { recursive: true })
    for (const file of files) {
      writeFileSync(
        path.join(folder, path.basename(file).replace(/_Packages\..*$/, '_Packages')),
        await plainText(file),
      )
    }
    for (const place of new Set(files.map((file) => path.dirname(file)))) {
      for (const name of readdirSync(place).filter((each) => /Release(\.gpg)?$/.test(each))) {
        copyFileSync(path.join(place, name), path.join(folder, name))
      }
    }
    writeFileSync(ready, '')
  })
  return folder
}

/** Makes a file once; a run that is ended in between leaves none. */
export async function madeOnce(file: string, make: (file: string) => Promise<void> | void): Promise<string> {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true })
    const unfinished = `${file}.${process.pid}`
    await make(unfinished)
    renameSync(unfinished, file)
  }
  return file
}

export function writtenOnce(file: string, content: () => string): Promise<string> {
  return madeOnce(file, (target) => writeFileSync(target, content()))
}

/** A set of lists is known by paths, sizes and times of change: apt writes new files at every update. */
function folderFor(files: readonly string[]): string {
  const seen = files.map((file) => [file, statSync(file).size, statSync(file).mtimeMs])
  const key = createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 16)
  const folder = path.join(homedir(), '.cache/multios-bench', key)
  mkdirSync(folder, { recursive: true })
  return folder
}
