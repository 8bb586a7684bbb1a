import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mapConcurrently } from '../../engine/base/async.ts'
import { endTestsWith } from '../kit/at-the-end.ts'
import { isFull } from '../kit/full.ts'
import { never } from '../kit/temporary.ts'
import { canTrace } from '../scenario/thread/kit/tracing.ts'
import { aFaultWorld, type FaultWorld } from './kit/a-fault-world.ts'
import { bundleCommand } from './kit/bundle.ts'
import { cutOff, record, type Recorded } from './kit/prepare.ts'
import { type Ending, type Fault, meeting, runChild } from './kit/run-child.ts'
import { type Scenario, scenarios } from './kit/scenarios.ts'
import type { Point } from './kit/traced-calls.ts'
import { lanes, notReached, type Trial, tryAll } from './kit/trials.ts'
import { consequences, onCopy } from './kit/try-fault.ts'
import { testWhere } from '../kit/where.ts'

const patience = isFull ? 3 * 3_600_000 : 120_000

/** Where a command has to be killed, because it reports that it comes there. */
const steps = ['resolve', 'download', 'stage', 'verify', 'commit', 'committing', 'record']

testWhere(canTrace(), 'strace')('system calls can be watched', () => {
  expect(canTrace()).toBe(true)
})

describe.runIf(canTrace())('every write of every command', () => {
  const atTheEnd: (() => unknown)[] = []
  let world: FaultWorld
  let program = ''
  const recorded: Recorded[] = []

  beforeAll(async () => {
    endTestsWith((work) => atTheEnd.push(work))
    world = await aFaultWorld()
    program = await bundleCommand(`${world.folder}/program`)
    await cutOff(world, program)
    const all = await mapConcurrently(scenarios, lanes, (one) => record(world, program, one), never)
    recorded.push(...all)
  }, patience)

  afterAll(async () => {
    world.remove()
    for (const work of atTheEnd.toReversed()) await work()
  })

  type Judge = (ending: Ending) => string[]

  const meets = async (about: Recorded, points: readonly Point[], fault: Fault, judge: Judge) =>
    onCopy(world, about.scenario, async (data) => {
      const { command } = about.scenario
      const ending = await runChild({ program, data, command }, meeting(points, data, fault))
      return [...judge(ending), ...(await consequences(about, data, ending))]
    })

  /** Each of these once left something behind. */
  test.each<readonly [string, string, Fault, readonly string[]]>([
    ['a restore that is killed behind the switch', 'restore', 'signal=KILL', ['fsync of profile']],
    ['a lock whose note cannot be written', 'install', 'error=ENOSPC', ['write of lock.json']],
    ['a lock whose note cannot be removed', 'install', 'error=EIO', ['unlink of lock.json']],
    ['a full disk while configuration settles', 'update', 'error=ENOSPC', ['fchmod of config/.new-9999999']],
    ['old generations whose folder cannot be synced', 'cleanup', 'error=EIO', ['fsync of generations']],
    [
      'a generation that recovery takes back, and cannot sync',
      'recovery before the switch',
      'error=EIO',
      ['fsync of generations'],
    ],
    [
      'a switch that fails, and a generation that cannot be taken back then',
      'install',
      'error=EIO',
      ['rename of profile/current.new', 'unlink of generations/3.json'],
    ],
  ])('%s leaves nothing half-done', { timeout: patience }, async (_what, name, fault, calls) => {
    const about = recorded.find(({ scenario }) => scenario.name === name)!
    const points = calls.map((text): Point => {
      const [call, place] = text.split(' of ')
      return { name: call!, path: place!, nth: 1 }
    })
    const judge = fault === 'signal=KILL' ? wasKilled : saidClearly

    const broken = await meets(about, points, fault, judge)

    expect(broken).toEqual([])
  })

  test('killed there, it leaves the old state or the new one, whole', { timeout: patience }, async () => {
    const atCalls = recorded.flatMap((about) =>
      // These are calls of a process of its own, sync(1).
      about.points
        .filter(({ name }) => name !== 'syncfs')
        .map((point): Trial => ({
          title: titleOf(about, point, 'killed'),
          work: () => meets(about, [point], 'signal=KILL', wasKilled),
        })),
    )
    const atSteps = recorded
      .filter(({ scenario }) => scenario.command.kind === 'change')
      .flatMap((about) => steps.map((step) => atStep(about, step)))

    const tried = await tryAll('kill points', [...atCalls, ...atSteps], { atMost: 40, seconds: 12 })

    expect(tried.broken).toEqual([])
    expect(tried.missed.length).toBeLessThanOrEqual(Math.ceil(tried.count / 100))
  })

  test(
    'a change that meets it where its log is written has a witness, or is not made',
    { timeout: patience },
    async () => {
      const about = recorded.find(({ scenario }) => scenario.name === 'install')!
      const points = about.points.filter(({ path: place }) => place.startsWith('audit'))
      const faults = ['signal=KILL', 'error=ENOSPC', 'error=EIO'] as const
      const trials = points.flatMap((point) =>
        faults.map((fault): Trial => ({
          title: titleOf(about, point, fault),
          work: () => meets(about, [point], fault, fault === 'signal=KILL' ? wasKilled : saidClearly),
        })),
      )

      const { broken } = await tryAll('faults of the log', trials, { atMost: 20, seconds: 8 })

      expect(points.length).toBeGreaterThan(3)
      expect(broken).toEqual([])
    },
  )

  function atStep(about: Recorded, step: string): Trial {
    const { scenario } = about
    const work = () =>
      onCopy(world, scenario, async (data) => {
        const ending = await runChild({ program, data, command: scenario.command }, [], step)
        return [...wasKilled(ending), ...(await consequences(about, data, ending))]
      })
    return { title: `${scenario.name}, killed at ${step}`, work }
  }

  test(
    'refused there, it says so and goes on, with the old state or the new one',
    { timeout: patience },
    async () => {
      const trials = recorded.flatMap((about) =>
        about.points.map((point, index): Trial => {
          // Node's recursive mkdir calls every error ENOENT that it has no name for, and EIO is one of these (Node 24).
          const isNamed = index % 2 === 0 || point.name === 'mkdir'
          const fault = isNamed ? 'error=ENOSPC' : 'error=EIO'
          return {
            title: titleOf(about, point, fault),
            work: () => meets(about, [point], fault, (ending) => saidClearly(ending, about.scenario.state)),
          }
        }),
      )

      const { broken } = await tryAll('failing writes', trials, { atMost: 30, seconds: 9 })

      expect(broken).toEqual([])
    },
  )
})

function titleOf({ scenario }: Recorded, { name, path: place, nth }: Point, what: string): string {
  return `${scenario.name}, ${what} at ${name} ${nth} of ${place === '' ? '.' : place}`
}

function wasKilled({ told }: Ending): string[] {
  if (told.kind === 'done') return [notReached]
  return told.kind === 'killed' ? [] : [`was not killed: ${JSON.stringify(told)}`]
}

/** A failure that words were made for, or none where the command could do without; and the next question is answered. */
function saidClearly({ told, alive }: Ending, state?: Scenario['state']): string[] {
  // strace counts by thread, so the next question may meet the same fault on another one. A lock that was kept does not.
  const isOfTheDisk = alive.kind === 'failed' && alive.code.startsWith('disk/')
  // What could not be repaired is as damaged as before, and nothing is changed in it.
  const isAsBefore = state === 'broken-page' && alive.kind === 'failed' && alive.code === 'state/damaged'
  const goesOn = alive.kind === 'done' || isOfTheDisk || isAsBefore
  return [
    ...(told.kind === 'bug' || told.kind === 'killed' ? [`told ${JSON.stringify(told)}`] : []),
    ...(goesOn ? [] : [`did not go on: ${JSON.stringify(alive)}`]),
  ]
}
