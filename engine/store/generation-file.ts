import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { canonicalJson } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { emptyGeneration, Generation } from '../model/generation.ts'
import { toDiskFailure } from '../system-errors.ts'
import { syncFolder, writeDurably } from './durable.ts'
import type { Layout } from './layout.ts'
import { readOwn } from '../plain-file.ts'

export async function writeGeneration(layout: Layout, generation: Generation): Promise<void> {
  await writeDurably(generationFile(layout, generation.number), `${canonicalJson(generation)}\n`)
}

/** Throws `generation/not-found` with the numbers that are kept. */
export async function readGeneration(layout: Layout, number: number): Promise<Generation> {
  if (number === 0) return emptyGeneration
  const file = generationFile(layout, number)
  const bytes = await readOwn(file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw await toDiskFailure(error, file)
    const kept = await keptGenerations(layout)
    throw new EngineError('generation/not-found', { generation: number, kept }, { cause: error })
  })
  const parsed = v.safeParse(Generation, parse(bytes.toString(), file))
  if (!parsed.success) throw new EngineError('state/damaged', { file, detail: parsed.issues[0].message })
  if (parsed.output.number !== number)
    throw new EngineError('state/damaged', {
      file,
      detail: `it says that it is generation ${parsed.output.number}`,
    })
  return parsed.output
}

/** For good: a power cut does not bring it back, when nothing speaks of it any more. */
export async function removeGeneration(layout: Layout, number: number): Promise<void> {
  const file = generationFile(layout, number)
  if (!existsSync(file)) return
  await rm(file)
  await syncFolder(layout.generations)
}

/** Ascending, the empty generation 0 among them. */
export async function keptGenerations(layout: Layout): Promise<number[]> {
  const names = await readdir(layout.generations).catch(() => [] as string[])
  // A number that nobody could have come to is no generation, but a file of somebody's.
  const numbers = names.flatMap((name) =>
    /^[1-9]\d{0,8}\.json$/.test(name) ? [Number.parseInt(name, 10)] : [],
  )
  return [0, ...numbers].toSorted((a, b) => a - b)
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new EngineError('state/damaged', { file, detail: 'not JSON' }, { cause: error })
  }
}

export function generationFile(layout: Layout, number: number): string {
  return path.join(layout.generations, `${number}.json`)
}
