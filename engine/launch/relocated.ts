import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * How a program below usr/ that names no path there is started where there is no box: by the loader and with the
 * libraries of its tree, which no variable hands on to the machine's programs that it starts.
 */
export function relocatedWords(tree: string, member: string): string[] {
  const program = path.join(tree, member)
  const interpreter = interpreterOf(program)
  const loader = interpreter === null ? null : inTree(tree, interpreter)
  return loader === null ? [program] : [loader, '--library-path', libraries(tree).join(':'), program]
}

function inTree(tree: string, interpreter: string): string | null {
  const below = interpreter.replace(/^\/(?:usr\/)?/, 'usr/')
  const loader = path.join(tree, below)
  return statSync(loader, { throwIfNoEntry: false })?.isFile() === true ? loader : null
}

/** Where Debian's and most other systems' loaders look: lib/, and its folder for the architecture. */
function libraries(tree: string): string[] {
  const base = path.join(tree, 'usr/lib')
  const triplets = readdirSync(base).filter((name) => /^[a-z0-9_]+-linux-gnu[a-z0-9]*$/.test(name))
  return [...triplets.map((name) => path.join(base, name)), base, path.join(tree, 'usr/lib64')]
}

/** Bytes. Program headers stand at the beginning, and so does what they name. */
const headSize = 65_536
const interpreterHeader = 3

/** The loader that an ELF file (System V ABI, 64 bits, little endian) asks for; null where it asks for none. */
function interpreterOf(file: string): string | null {
  const head = headOf(file)
  const isElf = head.length >= 64 && head.readUInt32BE(0) === 0x7f454c46 && head[4] === 2 && head[5] === 1
  if (!isElf) return null
  const [start, size, count] = [
    Number(head.readBigUInt64LE(32)),
    head.readUInt16LE(54),
    head.readUInt16LE(56),
  ]
  for (let index = 0; index < count; index += 1) {
    const at = start + index * size
    if (size < 56 || at + 56 > head.length) return null
    if (head.readUInt32LE(at) !== interpreterHeader) continue
    const [offset, length] = [Number(head.readBigUInt64LE(at + 8)), Number(head.readBigUInt64LE(at + 32))]
    return offset + length > head.length ? null : head.toString('latin1', offset, offset + length - 1)
  }
  return null
}

function headOf(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(headSize)
    return buffer.subarray(0, readSync(handle, buffer))
  } finally {
    closeSync(handle)
  }
}
