import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { byCodePoint } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { Advisory, type AdvisoryFile } from '../model/advisory.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk, systemCode } from '../system-errors.ts'

/** The OSV records in `advisories/` of a repository, by id. */
export async function readAdvisories(repository: string): Promise<AdvisoryFile> {
  const folder = path.join(repository, 'advisories')
  const names = await onDisk(folder, async () =>
    readdir(folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return []
      throw error
    }),
  )
  const advisories: Advisory[] = []
  for (const name of names.filter((file) => file.endsWith('.json'))) {
    advisories.push(await readAdvisory(path.join(folder, name)))
  }
  return { format: 1, advisories: advisories.sort((a, b) => byCodePoint(a.id, b.id)) }
}

async function readAdvisory(file: string): Promise<Advisory> {
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
  if (checked.success) return checked.output
  const [issue] = checked.issues
  const key = v.getDotPath(issue) ?? ''
  throw new EngineError('recipe/invalid', { ...facts, key, problem: issue.message })
}
