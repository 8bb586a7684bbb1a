import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import path from 'node:path'
import { EngineError, type ErrorFacts } from '../model/failure.ts'
import type { PolicyOwner } from '../model/policy.ts'
import type { PolicyFile } from '../model/policy-file.ts'
import { checkPolicy } from '../policy/check-policy.ts'
import type { PolicyLevel } from '../policy/level.ts'
import type { Places } from './places.ts'

/** Where the administrator's rules are, and whom that file must belong to. */
export interface Administration {
  readonly file: string
  /** The only user who may own and write it. */
  readonly uid: number
}

export const systemAdministration: Administration = {
  file: '/etc/multios-package-manager/policy.json',
  uid: 0,
}

/** The rules as they are at the moment of asking; a file that did not change is not read again. */
export type ReadPolicy = () => readonly PolicyLevel[]

export function policyReader(
  administration: Administration,
  places: Places,
  environment: NodeJS.ProcessEnv,
): ReadPolicy {
  const named = environment['MULTIOS_POLICY_FILE']
  const own = path.join(path.dirname(places.configFile), 'policy.json')
  const readers = [
    levelReader('administrator', administration.file, { uid: administration.uid }),
    ...(own === administration.file ? [] : [levelReader('person', own, {})]),
    ...(named === undefined || named === ''
      ? []
      : [levelReader('person', path.resolve(named), { isRequired: true })]),
  ]
  return () => readers.flatMap((read) => read() ?? [])
}

interface Demands {
  readonly uid?: number
  readonly isRequired?: boolean
}

/** Null where there is no such file. */
function levelReader(owner: PolicyOwner, file: string, demands: Demands): () => PolicyLevel | null {
  let known: { readonly mark: string; readonly level: PolicyLevel } | null = null
  return () => {
    try {
      const found = statIfThere(file)
      if (found === null) {
        if (demands.isRequired === true) throw new EngineError('file/not-found', { path: file })
        return (known = null)
      }
      const mark = markOf(found)
      if (known?.mark === mark) return known.level
      const level = { owner, file, policy: parsed(owner, file, readText(file, demands)) }
      known = { mark, level }
      return level
    } catch (error) {
      if (!(error instanceof Untrusted)) throw error
      throw new EngineError(
        'policy/untrusted',
        { owner, file: error.place, problem: error.problem },
        { cause: error },
      )
    }
  }
}

function parsed(owner: PolicyOwner, file: string, text: string): PolicyFile {
  const checked = checkPolicy(text, owner)
  if (checked.kind === 'valid') return checked.policy
  const { problems } = checked
  throw new EngineError('policy/invalid', { owner, file, ...problems[0], more: problems.length - 1 })
}

function statIfThere(file: string): Stats | null {
  try {
    return lstatSync(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw code === 'EACCES'
      ? new Untrusted(path.dirname(file), 'closed', error)
      : new Untrusted(file, 'unreadable', error)
  }
}

function markOf({ ino, dev, size, mtimeMs, ctimeMs, uid, mode }: Stats): string {
  return [dev, ino, size, mtimeMs, ctimeMs, uid, mode].join(' ')
}

/** More bytes than the longest file that is accepted can have. */
const mostBytes = 4_000_000

/** What is checked is what is read: both through one open file, which nobody can exchange in between. */
function readText(file: string, { uid }: Demands): string {
  const noFollow = uid === undefined ? 0 : constants.O_NOFOLLOW
  const descriptor = opened(file, constants.O_RDONLY | constants.O_NONBLOCK | noFollow)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw new Untrusted(file, 'no-file')
    if (stats.size > mostBytes) throw new Untrusted(file, 'too-large')
    if (uid !== undefined) {
      checkOwned(file, stats, uid)
      // Whoever may write in the folder can put another file in the place of this one.
      checkOwned(path.dirname(file), lstatSync(path.dirname(file)), uid)
    }
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

function opened(file: string, flags: number): number {
  try {
    return openSync(file, flags)
  } catch (error) {
    const isLink = (error as NodeJS.ErrnoException).code === 'ELOOP'
    throw new Untrusted(file, isLink ? 'link' : 'unreadable', error)
  }
}

const writableByOthers = 0o022

function checkOwned(place: string, stats: Stats, owner: number): void {
  if (stats.uid !== owner) throw new Untrusted(place, 'owner')
  // Everybody may write a link, says its mode, and none of it is true.
  if (stats.isSymbolicLink()) throw new Untrusted(place, 'link')
  if ((stats.mode & writableByOthers) !== 0) throw new Untrusted(place, 'writable')
}

/** What is wrong with a file, before anybody says whose rules are in it. */
class Untrusted extends Error {
  override readonly name = 'Untrusted'
  readonly place: string
  readonly problem: ErrorFacts['policy/untrusted']['problem']

  constructor(place: string, problem: ErrorFacts['policy/untrusted']['problem'], cause?: unknown) {
    super(problem, { cause })
    this.place = place
    this.problem = problem
  }
}
