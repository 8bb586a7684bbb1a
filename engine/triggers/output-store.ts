import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, readFile, readlink, rename, rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { byCodePoint, canonicalJson } from '../base/canonical-json.ts'
import { FileEntry, Sha256 } from '../model/manifest.ts'
import { syncFileSystem, syncFolder } from '../store/durable.ts'
import { readOwn } from '../plain-file.ts'

/** Where the output of a trigger lists what it is. */
export const listPath = '.multios/trigger.json'

const TriggerList = v.strictObject({
  format: v.literal(1),
  id: v.string(),
  key: Sha256,
  files: v.array(FileEntry),
})
type TriggerList = v.InferOutput<typeof TriggerList>

/** The files of an output that is whole in the store; null where there is none, or something of it is gone. */
export async function wholeOutput(
  folder: string,
  id: string,
  key: string,
): Promise<readonly FileEntry[] | null> {
  const list = await readList(path.join(folder, listPath))
  if (list === null || list.id !== id || list.key !== key) return null
  for (const entry of list.files) {
    const status = await lstat(path.join(folder, entry.path)).catch(() => null)
    if (status === null) return null
    const fits = entry.type === 'file' ? status.isFile() && status.size === entry.size : !status.isFile()
    if (!fits) return null
  }
  return list.files
}

/** What is wrong with the list of an output; null where it is the one of these inputs. */
export async function listProblem(
  folder: string,
  id: string,
  key: string,
): Promise<'missing' | 'changed' | null> {
  const file = path.join(folder, listPath)
  const list = await readList(file)
  if (list !== null) return list.id === id && list.key === key ? null : 'changed'
  return (await lstat(file).catch(() => null)) === null ? 'missing' : 'changed'
}

/** Makes a folder with files in place an output: read-only, listed, but not yet on disk for certain. */
export async function finishOutput(
  folder: string,
  id: string,
  key: string,
  members: readonly string[],
): Promise<FileEntry[]> {
  const parents = new Set(members.flatMap(parentsOf))
  const files: FileEntry[] = [...parents].map((member) => ({ type: 'directory', path: member }))
  for (const member of members) files.push(await finished(folder, member))
  files.sort((a, b) => byCodePoint(a.path, b.path))
  const list: TriggerList = { format: 1, id, key, files }
  await mkdir(path.join(folder, path.dirname(listPath)), { recursive: true })
  await writeFile(path.join(folder, listPath), `${canonicalJson(list)}\n`, { mode: 0o444 })
  return files
}

/** Gives outputs their names, all of them after one sync. Killed between two: whole outputs that nobody lists. */
export async function placeOutputs(
  store: string,
  outputs: readonly { readonly from: string; readonly directory: string }[],
): Promise<void> {
  if (outputs.length === 0) return
  await syncFileSystem(store)
  for (const { from, directory } of outputs) {
    // What is there is not whole; trees that link to its files keep them.
    await rm(path.join(store, directory), { recursive: true, force: true })
    await rename(from, path.join(store, directory))
  }
  await syncFolder(store)
}

async function finished(folder: string, member: string): Promise<FileEntry> {
  const file = path.join(folder, member)
  const status = await lstat(file)
  if (status.isSymbolicLink()) return { type: 'symlink', path: member, target: await readlink(file) }
  const isProgram = (status.mode & 0o111) !== 0
  const bytes = await readFile(file)
  await chmod(file, isProgram ? 0o555 : 0o444)
  // Readers of caches trust one that is no older than its folder, which is made when the tree is.
  await utimes(file, afterAll, afterAll)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { type: 'file', path: member, mode: isProgram ? 0o755 : 0o644, size: bytes.length, sha256 }
}

/** Seconds since the epoch: 2100-01-01. */
const afterAll = 4_102_444_800

function parentsOf(member: string): string[] {
  const names = member.split('/')
  return names.slice(1).map((_name, index) => names.slice(0, index + 1).join('/'))
}

async function readList(file: string): Promise<TriggerList | null> {
  try {
    const parsed = v.safeParse(TriggerList, JSON.parse((await readOwn(file)).toString()))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
