import type { FileHandle } from 'node:fs/promises'
import { DebProblem } from './deb-problem.ts'
import { maximumParts } from './limits.ts'

/** A part of an ar archive: where its bytes are in the file. */
export interface ArPart {
  readonly name: string
  readonly start: number
  /** Bytes. */
  readonly size: number
}

const magic = '!<arch>\n'
const headerBytes = 60

/** The parts of a .deb in their order (deb(5)): `debian-binary`, `control.tar.*`, `data.tar.*`, and `_…` in between. */
export async function readAr(handle: FileHandle): Promise<readonly ArPart[]> {
  const { size: fileBytes } = await handle.stat()
  if ((await textAt(handle, 0, magic.length)) !== magic) throw new DebProblem('not-a-deb', '')
  const parts: ArPart[] = []
  for (let at = magic.length; at < fileBytes;) {
    const part = partOf(await textAt(handle, at, headerBytes), at + headerBytes)
    if (part.start + part.size > fileBytes) throw new DebProblem('archive', 'ends in the middle')
    if (parts.length === maximumParts) throw new DebProblem('archive', `more than ${maximumParts} parts`)
    parts.push(part)
    at = part.start + part.size + (part.size % 2)
  }
  return parts
}

/** Name, time, owner, group and mode, which say nothing here, then the size and two bytes that end it. */
const grammar = /^([!-.0-~]{1,16}?)\/? *[0-9 ]{12}[0-9 ]{6}[0-9 ]{6}[0-7 ]{8}([0-9]{1,10}) *`\n$/

function partOf(header: string, start: number): ArPart {
  const match = header.length === headerBytes ? grammar.exec(header) : null
  if (match === null) throw new DebProblem('archive', 'a part without a whole header')
  return { name: match[1]!, start, size: Number(match[2]) }
}

async function textAt(handle: FileHandle, position: number, length: number): Promise<string> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.toString('latin1', 0, bytesRead)
}
