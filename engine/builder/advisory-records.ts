/** `advisories/` of a repository as files: fields that we do not use are a person's, and stay. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { byCodePoint } from '../base/canonical-json.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { publishBytes } from './publish-file.ts'
import { advisoryFiles, readAdvisory } from './read-advisories.ts'

export interface AdvisoryRecord {
  /** Name of the file, in the folder. */
  readonly file: string
  readonly id: string
  readonly aliases: readonly string[]
  readonly value: object
}

export async function readAdvisoryRecords(repository: string): Promise<AdvisoryRecord[]> {
  const records: AdvisoryRecord[] = []
  for (const file of await advisoryFiles(repository)) {
    const { value, advisory } = await readAdvisory(file)
    records.push({ file: path.basename(file), id: advisory.id, aliases: advisory.aliases, value })
  }
  return records.sort((a, b) => byCodePoint(a.file, b.file))
}

/** Writes what differs from what is there, and gives the ids of that. */
export async function writeAdvisoryRecords(
  repository: string,
  records: readonly AdvisoryRecord[],
): Promise<string[]> {
  const written: string[] = []
  for (const { file, id, value } of records) {
    const target = path.join(repository, 'advisories', file)
    const text = `${JSON.stringify(inOrder(value), null, 2)}\n`
    if ((await textAt(target)) === text) continue
    await publishBytes(target, text)
    written.push(id)
  }
  return written
}

async function textAt(file: string): Promise<string | null> {
  return onDisk(file, async () =>
    readFile(file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null
      throw error
    }),
  )
}

/** Members by name, so that equal records are equal files. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => byCodePoint(a, b))
      .map(([key, member]) => [key, inOrder(member)]),
  )
}
