import { createHash, randomBytes } from 'node:crypto'
import { opendirSync, renameSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { JsonRefused, parseJsonStrict } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { PolicyRequest } from '../model/policy-request.ts'
import { onDisk } from '../system-errors.ts'
import {
  codeOf,
  folderProblem,
  ownerOf,
  readOwned,
  removeIfCan,
  syncFolder,
  writeOwned,
} from './owned-files.ts'

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
/** Names that are looked at, however many lie there: about a second's worth. Those of other people cost least. */
const mostNames = 200_000

const fileName = /^(\d{1,10})-[0-9a-f]{32}\.json$/

/** Throws `policy/spool` where the folder is not one that can be trusted. */
export function checkSpool({ folder, uid }: Spool): void {
  const problem = folderProblem(folder, uid, true)
  if (problem !== null) throw new EngineError('policy/spool', { folder, problem })
}

/**
 * All that can be read; of one user where that is the only one who matters. Whose a file is says its owner, not its
 * name: what somebody puts there under the number of somebody else counts against nobody but the folder.
 */
export function readSpool(spool: Spool, only: number | null): SpoolContent {
  checkSpool(spool)
  const { names, strange } = namesIn(spool.folder, only)
  const shown = [...names.values()].flatMap((theirs) => theirs.slice(0, mostRequests))
  const requests = shown.flatMap((name) => readRequest(spool, path.basename(name, '.json')) ?? [])
  const count = [...names.values()].reduce((sum, theirs) => sum + theirs.length, 0)
  // A list of one's own tells of one's own.
  return { requests, ignored: count - requests.length + (only === null ? strange : 0) }
}

interface Names {
  /** By the user whose they are. */
  readonly names: ReadonlyMap<number, readonly string[]>
  /** How many are nobody's; more than are looked at count as one. */
  readonly strange: number
}

function namesIn(folder: string, only: number | null): Names {
  const names = new Map<number, string[]>()
  let strange = 0
  for (const name of listed(folder)) {
    const user = requestOwner(name)
    if (only !== null && user !== only) continue
    if (user === null || ownerOf(path.join(folder, name)) !== user) strange += 1
    else putWith(names, user, name)
  }
  return { names, strange }
}

function putWith(names: Map<number, string[]>, user: number, name: string): void {
  const theirs = names.get(user)
  if (theirs === undefined) names.set(user, [name])
  else theirs.push(name)
}

/** Whose request a file says to be; null where it says nothing of the kind. */
export function requestOwner(name: string): number | null {
  const [, number] = fileName.exec(name) ?? []
  return number === undefined ? null : Number(number)
}

/** Killed while asking: the beginning of a request has a name that begins with a dot, and is nothing. */
function* listed(folder: string): Generator<string> {
  const directory = opendirSync(folder)
  try {
    for (let count = 0; count < mostNames; count += 1) {
      const entry = directory.readSync()
      if (entry === null) return
      if (!entry.name.startsWith('.')) yield entry.name
    }
    yield 'more than are looked at'
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
export async function writeRequest(spool: Spool, user: number, request: PolicyRequest): Promise<string> {
  const mine = readSpool(spool, user)
  if (mine.requests.length + mine.ignored >= mostRequests)
    throw new EngineError('policy/spool', { folder: spool.folder, problem: 'full' })
  const id = idOf(user, request)
  const beginning = path.join(spool.folder, `.${id}.${randomBytes(8).toString('hex')}`)
  await changing(spool, () => {
    try {
      // For its owner and the administrator: what people ask for is nobody else's.
      writeOwned(beginning, canonicalJson(request), 0o600)
      // Killed here: the beginning stays, and nobody reads it.
      renameSync(beginning, path.join(spool.folder, `${id}.json`))
    } catch (error) {
      removeIfCan(beginning)
      throw error
    }
    syncFolder(spool.folder)
  })
  return id
}

/** Once it was decided: the decision has it all. What its owner put there instead stays, as it is no request. */
export async function dropRequest(spool: Spool, id: string): Promise<void> {
  await changing(spool, () => {
    try {
      unlinkSync(path.join(spool.folder, `${id}.json`))
    } catch (error) {
      if (!['ENOENT', 'EISDIR'].includes(codeOf(error))) throw error
    }
  })
}

/** A full or failing disk is told as one. */
async function changing({ folder }: Spool, act: () => void): Promise<void> {
  try {
    await onDisk(folder, async () => act())
  } catch (error) {
    if (error instanceof EngineError && error.code === 'disk/denied')
      throw new EngineError('policy/spool', { folder, problem: 'closed' }, { cause: error })
    throw error
  }
}
