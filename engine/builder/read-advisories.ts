import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { byCodePoint } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { Advisory, type AdvisoryFile } from '../model/advisory.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { readVex } from './read-vex.ts'

/** The OSV records in `advisories/` of a repository, by id, and the statements in `vex/`. */
export async function readAdvisories(repository: string): Promise<AdvisoryFile> {
  const advisories: Advisory[] = []
  for (const file of await advisoryFiles(repository)) advisories.push((await readAdvisory(file)).advisory)
  const vex = await readVex(repository)
  return {
    format: 1,
    advisories: advisories.sort((a, b) => byCodePoint(a.id, b.id)),
    ...(vex.length === 0 ? {} : { vex }),
  }
}

export async function advisoryFiles(repository: string): Promise<string[]> {
  const folder = path.join(repository, 'advisories')
  const names = await onDisk(folder, async () =>
    readdir(folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return []
      throw error
    }),
  )
  return names.filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name))
}

/** What the file says, whole, and the part of it that we use. */
export async function readAdvisory(
  file: string,
): Promise<{ readonly value: object; readonly advisory: Advisory }> {
  const text = await onDisk(file, async () => readFile(file, 'utf8'))
  const accepted = 'an OSV 1.6 record'
  const facts = { file, line: null, accepted }
  let value: unknown
  try {
    value = parseJsonStrict(text)
  } catch (error) {
    throw new EngineError('recipe/invalid', { ...facts, key: '', problem: 'is no JSON' }, { cause: error })
  }
  const checked = v.safeParse(Advisory, value)
  if (checked.success) return { value: value as object, advisory: checked.output }
  const [issue] = checked.issues
  const key = v.getDotPath(issue) ?? ''
  throw new EngineError('recipe/invalid', { ...facts, key, problem: issue.message })
}
