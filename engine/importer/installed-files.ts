import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readFileSync, readlinkSync, readSync, type Stats } from 'node:fs'
import type { Reading } from '../archive/byte-cursor.ts'
import { systemCode } from '../system-errors.ts'
import { DebProblem } from './deb-problem.ts'
import type { ForeignMember } from './foreign-tar.ts'

/** What members of a package come from: a tar archive, or the machine's own files. */
export interface MemberSource {
  readonly next: () => Reading<ForeignMember | null>
  readonly some: () => Reading<Uint8Array | null>
}

/** Bytes read at once. */
const readBytes = 256 * 1024

/** Left out of many machines by those who made them small: nothing misses them. */
const dispensable = /^\/usr\/share\/(?:doc|man|info|locale|lintian|help|gtk-doc)\//

/** The files of an installed package, as dpkg's list has them. */
export class InstalledFiles implements MemberSource {
  readonly #paths: Iterator<string>
  /** MD5 of its configuration as it came, by path. */
  readonly #configuration: ReadonlyMap<string, string>
  readonly #edited: string[] = []
  #open: number | null = null

  constructor(paths: readonly string[], configuration: ReadonlyMap<string, string>) {
    this.#paths = paths.values()
    this.#configuration = configuration
  }

  /** Configuration that was edited here, and so is nobody else's; it was passed over. */
  get edited(): readonly string[] {
    return this.#edited
  }

  *next(): Reading<ForeignMember | null> {
    this.close()
    for (let step = this.#paths.next(); step.done !== true; step = this.#paths.next()) {
      const path = step.value
      const status = statusOf(path)
      if (status === null || this.#isEdited(path)) continue
      const member = { path: `.${path}`, target: '', mode: status.mode & 0o7777, size: 0 }
      if (status.isDirectory()) return { ...member, type: 'directory' }
      if (status.isSymbolicLink()) return { ...member, type: 'symlink', target: readlinkSync(path) }
      if (!status.isFile()) throw new DebProblem('content', `${path} is a device, pipe or socket`)
      this.#open = opened(path)
      return { ...member, type: 'file', size: status.size }
    }
    return null
  }

  *some(): Reading<Uint8Array | null> {
    if (this.#open === null) return null
    const buffer = Buffer.allocUnsafe(readBytes)
    const read = readSync(this.#open, buffer)
    return read === 0 ? null : buffer.subarray(0, read)
  }

  close(): void {
    if (this.#open !== null) closeSync(this.#open)
    this.#open = null
  }

  #isEdited(path: string): boolean {
    const md5 = this.#configuration.get(path)
    if (md5 === undefined) return false
    const isSame = createHash('md5').update(readFileSync(path)).digest('hex') === md5
    if (!isSame) this.#edited.push(path)
    return !isSame
  }
}

function statusOf(path: string): Stats | null {
  try {
    return lstatSync(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw error
    if (dispensable.test(path)) return null
    throw new DebProblem('dpkg', `missing: ${path}`, { cause: error })
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw new DebProblem('dpkg', `cannot be read: ${path}`, { cause: error })
  }
}
