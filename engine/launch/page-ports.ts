import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { EngineError } from '../model/failure.ts'
import { PackageName } from '../model/manifest.ts'
import { writeDurably } from '../store/durable.ts'
import { readOwn } from '../plain-file.ts'

const first = 45_000
const count = 4_000
const Reserved = v.array(v.tuple([PackageName, v.number()]))

/**
 * Ports for the pages of an app, its own first. What a page keeps in the browser belongs to its port, so that no
 * other app may ever have it: `file` remembers whose it is, also when the app is long gone.
 */
export async function portsFor(file: string, name: string): Promise<readonly number[]> {
  const reserved = await readReserved(file)
  const known = reserved.get(name)
  const others = new Set([...reserved].flatMap(([other, port]) => (other === name ? [] : [port])))
  const start = known ?? first + (createHash('sha256').update(name).digest().readUInt16BE(0) % count)
  const ports = Array.from({ length: count }, (_, step) => first + ((start - first + step) % count))
  const free = ports.filter((port) => !others.has(port))
  if (known === undefined && free[0] !== undefined)
    await reserve(file, new Map([...reserved, [name, free[0]]]))
  return free
}

async function readReserved(file: string): Promise<ReadonlyMap<string, number>> {
  try {
    const parsed = v.safeParse(Reserved, JSON.parse((await readOwn(file)).toString()))
    return new Map(parsed.success ? parsed.output : [])
  } catch {
    // None yet, or damaged: pages lose what they kept in the browser, at worst.
    return new Map()
  }
}

async function reserve(file: string, reserved: ReadonlyMap<string, number>): Promise<void> {
  try {
    await writeDurably(file, JSON.stringify([...reserved]))
  } catch (error) {
    // Whoever may not write here can still look at the page.
    if (!(error instanceof EngineError)) throw error
  }
}
