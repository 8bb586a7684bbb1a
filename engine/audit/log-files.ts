import { createReadStream, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { onDisk, systemCode } from '../system-errors.ts'

/** A line as it lies there, whatever it says. */
export interface RawLine {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly text: string
  /** False for what a crash left: the last one, without its line feed. */
  readonly isWhole: boolean
}

export function fileName(number: number): string {
  return `${String(number).padStart(6, '0')}.jsonl`
}

export function fileNumber(name: string): number {
  return Number.parseInt(name, 10)
}

/** Names of the files of a log, the oldest first. A handful: asking for them waits for less than a thread would cost. */
export function logFiles(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => /^\d{6}\.jsonl$/.test(name) && isPlain(path.join(folder, name)))
    .sort()
}

/** Every line of a log, the oldest first; of files from this number on. */
export async function* logLines(folder: string, first = 1): AsyncGenerator<RawLine> {
  const files = await onDisk(folder, async () => logFiles(folder))
  for (const file of files.filter((name) => fileNumber(name) >= first))
    yield* fileLines(path.join(folder, file), file)
}

/** Lines of one file, called `name`. */
function fileLines(place: string, name: string): AsyncGenerator<RawLine> {
  return streamLines(createReadStream(place), name)
}

export async function* streamLines(stream: Readable, name: string): AsyncGenerator<RawLine> {
  let rest = ''
  let line = 0
  // Bytes that are no UTF-8 become a sign that no line of ours has in their place.
  for await (const chunk of stream.setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    for (const text of parts) yield { file: name, line: (line += 1), text, isWhole: true }
    // No crash leaves so much without a line feed.
    if (rest.length > longestRest) {
      yield { file: name, line: line + 1, text: rest, isWhole: true }
      return
    }
  }
  if (rest !== '') yield { file: name, line: line + 1, text: rest, isWhole: false }
}

/** What stands in the place of a file has no lines, which are missed where they were; a pipe would be waited for. */
function isPlain(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true
}

export function sizeOf(place: string): number {
  return isPlain(place) ? statSync(place).size : 0
}

const longestRest = 2_000_000

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
