import { constants } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { feed, type Reading } from '../archive/byte-cursor.ts'
import { ArchiveProblem } from '../archive/problem.ts'
import { systemCode } from '../system-errors.ts'
import { parseStanza, type Stanza, StanzaProblem } from './control.ts'
import { DebProblem } from './deb-problem.ts'
import { decompressPart } from './decompress-part.ts'
import { ForeignTarReader } from './foreign-tar.ts'
import { maximumControlBytes, maximumControlMembers } from './limits.ts'
import { memberPath } from './placed-path.ts'
import { type ArPart, readAr } from './read-ar.ts'
import { type WrittenTree, writeTree } from './write-tree.ts'

/** What control.tar has, by name: `control`, `postinst`, `conffiles` and the like. */
export type ControlFiles = ReadonlyMap<string, Buffer>

export interface OpenDeb {
  readonly control: Stanza
  readonly files: ControlFiles
  /** Writes what the package installs below a folder that is made. */
  readonly unpack: (tree: string) => Promise<WrittenTree>
}

/** Opens a .deb, reads what it says of itself, and hands both to `use`. Throws `DebProblem`. */
export async function withDeb<T>(
  file: string,
  use: (deb: OpenDeb) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const handle = await opened(file)
  try {
    const { control, data } = partsOf(await readFormat(handle, await readAr(handle)))
    const files = await inPart(handle, control, (tar) => readControlFiles(tar), signal)
    const unpack = async (tree: string): Promise<WrittenTree> => {
      await mkdir(tree)
      return inPart(handle, data, (tar) => writeTree(tar, tree), signal)
    }
    return await use({ control: stanzaOf(files), files, unpack })
  } finally {
    await handle.close()
  }
}

async function opened(file: string): Promise<FileHandle> {
  try {
    // A pipe that nobody writes to would keep us for ever.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new DebProblem('not-a-deb', 'no such file', { cause: error })
    if (['ENXIO', 'ELOOP'].includes(systemCode(error) ?? ''))
      throw new DebProblem('not-a-deb', 'no file', { cause: error })
    throw error
  }
  throw new DebProblem('not-a-deb', 'no file')
}

/** deb(5): a program that knows 2.x may read any of them, and stops at another number in front. */
async function readFormat(handle: FileHandle, parts: readonly ArPart[]): Promise<readonly ArPart[]> {
  const [first] = parts
  if (first?.name !== 'debian-binary') throw new DebProblem('not-a-deb', '')
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(8), 0, Math.min(8, first.size), first.start)
  const version = buffer.toString('latin1', 0, bytesRead).split('\n')[0]!
  if (!/^2\.[0-9]+$/.test(version))
    throw new DebProblem('not-a-deb', `format ${version || 'unsaid'}, and not 2.0`)
  return parts
}

/** deb(5): `debian-binary`, control, data, in this order; members that begin with `_` say nothing to us. */
function partsOf(parts: readonly ArPart[]): { readonly control: ArPart; readonly data: ArPart } {
  const [, ...rest] = parts
  const [control, data, ...more] = rest.filter(({ name }) => !name.startsWith('_'))
  const isDeb = control?.name.startsWith('control.tar') === true && data?.name.startsWith('data.tar') === true
  if (!isDeb) throw new DebProblem('not-a-deb', 'control and data are not in their places')
  if (more.length > 0) throw new DebProblem('archive', `also has ${more[0]!.name}`)
  return { control, data }
}

async function inPart<T>(
  handle: FileHandle,
  part: ArPart,
  read: (tar: ForeignTarReader) => Reading<T>,
  signal: AbortSignal,
): Promise<T> {
  try {
    return await feed(read(new ForeignTarReader()), decompressPart(handle, part, signal))
  } catch (error) {
    if (error instanceof ArchiveProblem) {
      throw new DebProblem('content', `${part.name}: ${error.message}`, { cause: error })
    }
    throw error
  }
}

function* readControlFiles(tar: ForeignTarReader): Reading<ControlFiles> {
  const files = new Map<string, Buffer>()
  let left = maximumControlBytes
  for (let member = yield* tar.next(); member !== null; member = yield* tar.next()) {
    const name = memberPath(member.path)
    if (name === '' && member.type === 'directory') continue
    if (member.type !== 'file' || name.includes('/')) throw new ArchiveProblem(`odd entry ${name}`)
    if (files.has(name)) throw new ArchiveProblem(`${name} twice`)
    left -= member.size
    if (left < 0 || files.size === maximumControlMembers) throw new ArchiveProblem('bigger than allowed')
    const pieces: Buffer[] = []
    for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some()) {
      pieces.push(Buffer.from(piece))
    }
    files.set(name, Buffer.concat(pieces))
  }
  return files
}

function stanzaOf(files: ControlFiles): Stanza {
  const bytes = files.get('control')
  if (bytes === undefined) throw new DebProblem('control', 'there is no control file')
  try {
    return parseStanza(new TextDecoder('utf-8').decode(bytes))
  } catch (error) {
    if (error instanceof StanzaProblem) throw new DebProblem('control', error.message, { cause: error })
    throw error
  }
}
