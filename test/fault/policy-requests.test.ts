import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { decisionReader, writeDecision } from '../../engine/config/decisions.ts'
import { readSpool, writeRequest } from '../../engine/config/request-spool.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { testWhere } from '../kit/where.ts'
import { canTrace } from '../scenario/thread/kit/tracing.ts'
import { aDecision, requestFor, userHere, wordsId } from './kit/request-world.ts'
import { type Fault, meeting, recording } from './kit/run-child.ts'
import { type Point, pointsOf, readTrace } from './kit/traced-calls.ts'
import { isFull } from '../kit/full.ts'

const program = path.join(import.meta.dirname, 'kit', 'request-child.ts')
const faults: readonly Fault[] = ['signal=KILL', 'error=ENOSPC', 'error=EIO']

testWhere(canTrace(), 'strace')('system calls can be watched', () => {
  expect(canTrace()).toBe(true)
})

/** Each with what was there before, and what may be there after it. */
const acts = ['ask', 'withdraw', 'approve', 'refuse'] as const
type Act = (typeof acts)[number]

describe.runIf(canTrace())('every write of a request and of a decision', () => {
  test.each(acts)(
    '%s: met by a fault it is done or not, and can be done then',
    { timeout: 300_000 },
    async (act) => {
      const before = await aWorldBefore(act)
      const log = path.join(temporaryFolder(), 'log')
      const recorded = copyOf(before)
      const whole = run(act, recorded, recording(log, 'paths'))
      const points = pointsOf(readTrace(readFileSync(log, 'utf8'), recorded))
      const done = stateOf(recorded)

      const broken = points.flatMap((point, at) =>
        // One fault for each, in turn; all of them take minutes.
        (isFull ? faults : [faults[at % faults.length]!]).flatMap((fault) =>
          brokenBy({ act, before, done, point, fault }),
        ),
      )

      expect(points.length).toBeGreaterThan(0)
      expect({ whole, broken }).toEqual({ whole: 'done', broken: [] })
    },
  )
})

interface Trial {
  readonly act: Act
  readonly before: string
  /** The state after it. */
  readonly done: string
  readonly point: Point
  readonly fault: Fault
}

const clear = ['done', 'killed', 'disk/full', 'disk/failing']

/** What is not as it has to be, when this call meets this fault, and when the same is done once more. */
function brokenBy({ act, before, done, point, fault }: Trial): string[] {
  const folder = copyOf(before)
  const told = run(act, folder, meeting([point], folder, fault))
  const after = stateOf(folder)
  const again = run(act, folder, [], 2)
  const wrong: readonly (readonly [boolean, string])[] = [
    [after === done || (after === stateOf(before) && told !== 'done'), after],
    [clear.includes(told), told],
    [again === 'done' && stateOf(folder) === done, `then ${again}: ${stateOf(folder)}`],
  ]
  return wrong.flatMap(([holds, what]) =>
    holds ? [] : [`${fault} at ${point.name} of ${point.path}: ${what}`],
  )
}

async function aWorldBefore(act: Act): Promise<string> {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'etc'), { mode: 0o755 })
  mkdirSync(path.join(folder, 'spool'))
  chmodSync(path.join(folder, 'spool'), 0o1777)
  const spool = { folder: path.join(folder, 'spool'), uid: userHere }
  await writeRequest(spool, userHere, requestFor('editor'))
  if (act !== 'ask') await writeRequest(spool, userHere, requestFor('words'))
  if (act === 'refuse') await writeDecision(administrationIn(folder), aDecision('approved'), false)
  return folder
}

function administrationIn(folder: string) {
  return { file: path.join(folder, 'etc/policy.json'), uid: userHere }
}

function copyOf(folder: string): string {
  const copy = path.join(temporaryFolder(), 'world')
  cpSync(folder, copy, { recursive: true })
  chmodSync(path.join(copy, 'spool'), 0o1777)
  return copy
}

/** All that anybody is told of what lies there. */
function stateOf(folder: string): string {
  const { requests, ignored } = readSpool({ folder: path.join(folder, 'spool'), uid: userHere }, null)
  const asked = requests.map(({ request }) => JSON.stringify(request.wanted)).toSorted()
  const decided = decisionReader(administrationIn(folder))().map(
    ({ id, kind }) => `${kind} ${id === wordsId}`,
  )
  return JSON.stringify({ asked, ignored, decided })
}

/** A beginning that a killed one left has another name than the next: `byte` makes it. */
function run(act: Act, folder: string, before: readonly string[], byte = 1): string {
  const own = [process.execPath, '--no-warnings', program, act, folder, String(byte)]
  const [file, ...line] = [...before, ...own]
  try {
    return execFileSync(file!, line, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  } catch (error) {
    const { signal, stderr } = error as { readonly signal?: string; readonly stderr?: string }
    return signal === 'SIGKILL' ? 'killed' : `ended: ${String(stderr)}`
  }
}
