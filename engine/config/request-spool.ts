import { createHash, randomBytes } from 'node:crypto'
import { opendirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { JsonRefused, parseJsonStrict } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { PolicyRequest } from '../model/policy-request.ts'
import { codeOf, folderProblem, readOwned, syncFolder, writeOwned } from './owned-files.ts'

/** The folder in which everybody puts what they ask for, and whose folder it must be. */
export interface Spool {
  readonly folder: string
  readonly uid: number
}

export interface SpooledRequest {
  readonly id: string
  /** The owner of the file: nobody asks in the name of somebody else. */
  readonly user: number
  readonly request: PolicyRequest
}

export interface SpoolContent {
  readonly requests: readonly SpooledRequest[]
  /** Files that are no request of their owner, or more than are read. */
  readonly ignored: number
}

/** Bytes. A request with everything at its longest has less. */
const longest = 32_000
/** Of one user: whoever asks for more hides nobody else. */
export const mostRequests = 100
/** Names that are looked at, however many lie there. */
const mostNames = 20_000

const fileName = /^(\d{1,10})-[0-9a-f]{32}\.json$/

/** Throws `policy/spool` where the folder is not one that can be trusted. */
export function checkSpool({ folder, uid }: Spool): void {
  const problem = folderProblem(folder, uid, true)
  if (problem !== null) throw new EngineError('policy/spool', { folder, problem })
}

/** All that can be read; of one user where that is the only one who matters. */
export function readSpool(spool: Spool, only: number | null): SpoolContent {
  checkSpool(spool)
  const requests: SpooledRequest[] = []
  const counts = new Map<string, number>()
  let ignored = 0
  for (const name of namesIn(spool.folder)) {
    const [, user] = fileName.exec(name) ?? []
    if (user === undefined) {
      // Killed while asking: the beginning of a request has a name of its own.
      ignored += Number(!name.startsWith('.'))
      continue
    }
    if (only !== null && Number(user) !== only) continue
    const count = (counts.get(user) ?? 0) + 1
    counts.set(user, count)
    const found = count > mostRequests ? null : readRequest(spool, path.basename(name, '.json'))
    if (found === null) ignored += 1
    else requests.push(found)
  }
  return { requests, ignored }
}

function* namesIn(folder: string): Generator<string> {
  const directory = opendirSync(folder)
  try {
    for (let count = 0; count < mostNames; count += 1) {
      const entry = directory.readSync()
      if (entry === null) return
      yield entry.name
    }
  } finally {
    directory.closeSync()
  }
}

/** Null where there is none of this id that is its owner's and says what its name says. */
export function readRequest({ folder }: Spool, id: string): SpooledRequest | null {
  const file = readOwned(path.join(folder, `${id}.json`), longest)
  if (file === null || file.names !== 1) return null
  const request = parseRequest(file.text)
  if (request === null || id !== idOf(file.uid, request)) return null
  return { id, user: file.uid, request }
}

function parseRequest(text: string): PolicyRequest | null {
  try {
    const parsed = v.safeParse(PolicyRequest, parseJsonStrict(text, { maxLength: longest }))
    return parsed.success ? parsed.output : null
  } catch (error) {
    if (error instanceof JsonRefused) return null
    throw error
  }
}

function idOf(user: number, request: PolicyRequest): string {
  const digest = createHash('sha256').update(canonicalJson(request)).digest('hex')
  return `${user}-${digest.slice(0, 32)}`
}

/** As whoever runs this, who becomes the owner of the file. Answers the id. */
export function writeRequest(spool: Spool, user: number, request: PolicyRequest): string {
  const mine = readSpool(spool, user)
  if (mine.requests.length + mine.ignored >= mostRequests)
    throw new EngineError('policy/spool', { folder: spool.folder, problem: 'full' })
  const id = idOf(user, request)
  const beginning = path.join(spool.folder, `.${id}.${randomBytes(8).toString('hex')}`)
  try {
    // For its owner and the administrator: what people ask for is nobody else's.
    writeOwned(beginning, canonicalJson(request), 0o600)
    // Killed here: the beginning stays, and nobody reads it.
    renameSync(beginning, path.join(spool.folder, `${id}.json`))
  } catch (error) {
    rmSync(beginning, { force: true })
    if (codeOf(error) === 'EACCES')
      throw new EngineError('policy/spool', { folder: spool.folder, problem: 'closed' }, { cause: error })
    throw error
  }
  syncFolder(spool.folder)
  return id
}

/** Once it was decided: the decision has it all. */
export function dropRequest({ folder }: Spool, id: string): void {
  rmSync(path.join(folder, `${id}.json`), { force: true })
}
