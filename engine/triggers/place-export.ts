import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import {
  chmod,
  copyFile,
  link,
  lstat,
  readFile,
  readlink,
  rename,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from '../system-errors.ts'
import { linkMark, type Wanted } from './wanted-exports.ts'

/** What stands at a path, by what it looks like: `mark` is the SHA-256 of a file, or `-> target` of a link. */
export type Standing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'marked'; readonly mark: string }
  /** A folder, a device: never ours. */
  | { readonly kind: 'other' }

/** Bytes. What is larger than this was not put there by us. */
const largest = 64_000_000

export async function standingAt(file: string): Promise<Standing> {
  const status = await lstat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null
    throw error
  })
  if (status === null) return { kind: 'nothing' }
  if (status.isSymbolicLink()) return { kind: 'marked', mark: linkMark(await readlink(file)) }
  if (!status.isFile() || status.size > largest) return { kind: 'other' }
  return {
    kind: 'marked',
    mark: createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  }
}

export type Decision = 'write' | 'replace' | 'remove' | 'keep' | 'forget' | 'foreign' | 'edited'

/**
 * What to do at a path. `ours` are the marks by which it is known as ours, null where it was never recorded;
 * `wanted` is the mark it shall have, null for gone. Only what carries one of our marks is replaced or removed.
 */
export function decide(standing: Standing, ours: readonly string[] | null, wanted: string | null): Decision {
  if (standing.kind === 'nothing') return wanted === null ? 'forget' : 'write'
  if (standing.kind === 'marked' && standing.mark === wanted) return 'keep'
  const isOurs = standing.kind === 'marked' && (ours ?? []).includes(standing.mark)
  if (!isOurs) return ours === null ? 'foreign' : 'edited'
  return wanted === null ? 'remove' : 'replace'
}

/** Where a file waits until it is whole and on disk. One for each path, so that the next run finds what a cut one left. */
export function temporaryOf(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.multios-new`)
}

/** Never through a link: the temporary name must not be there. */
export async function stageFile({ root, path: member, content, kind }: Wanted): Promise<void> {
  const temporary = temporaryOf(path.join(root, member))
  const mode = kind === 'command' ? 0o755 : 0o644
  if (content.kind === 'text') await writeFile(temporary, content.text, { flag: 'wx', mode })
  if (content.kind !== 'copy') return
  await copyFile(content.source, temporary, constants.COPYFILE_EXCL)
  // The store's files are read-only, and the person's copy is theirs.
  await chmod(temporary, 0o644)
}

/** Gives a staged export its name. False where somebody else took the name in the meantime. */
export async function placeStaged(
  { root, path: member, content }: Wanted,
  decision: 'write' | 'replace',
): Promise<boolean> {
  const file = path.join(root, member)
  const temporary = temporaryOf(file)
  try {
    if (content.kind === 'link') {
      if (decision === 'write') await symlink(content.target, file)
      else await symlink(content.target, temporary)
    } else if (decision === 'write') {
      await link(temporary, file).catch(async (error: unknown) => {
        // No hard links on this file system: then the name may be taken in this very moment.
        if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes(systemCode(error) ?? '')) throw error
        await rename(temporary, file)
      })
    }
    if (decision === 'replace') await rename(temporary, file)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    await unlinkIfThere(temporary)
  }
}

export async function unlinkIfThere(file: string): Promise<void> {
  await unlink(file).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw error
  })
}
