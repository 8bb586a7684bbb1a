import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mapConcurrently } from '../../engine/base/async.ts'
import { endTestsWith } from '../kit/at-the-end.ts'
import { isFull } from '../kit/full.ts'
import { never } from '../kit/temporary.ts'
import { listingOf } from '../scenario/thread/kit/listing.ts'
import { canTrace } from '../scenario/thread/kit/tracing.ts'
import { aFaultWorld, type FaultWorld } from './kit/a-fault-world.ts'
import { bundleCommand } from './kit/bundle.ts'
import { type LoggedCall, readCalls } from './kit/call-log.ts'
import { diskFrom } from './kit/disk-model.ts'
import { inspectMachine } from './kit/inspect-machine.ts'
import { type Image, imagesOf, writeImage } from './kit/power-cuts.ts'
import { cutOff } from './kit/prepare.ts'
import { replayer } from './kit/replay.ts'
import { recording, runChild } from './kit/run-child.ts'
import { type Scenario, scenarios } from './kit/scenarios.ts'
import { lanes, type Trial, tryAll } from './kit/trials.ts'
import { consequences, onCopy, type Prepared } from './kit/try-fault.ts'
import { testWhere } from '../kit/where.ts'

/*
 * What a power cut may leave, is made out of a log of the calls of a change, on a model of a disk:
 *
 * - Bytes are safe after fsync of their file, or syncfs. Else a file has the bytes that were safe last: none, where it is
 *   new. So a rename may survive without the bytes of what was renamed.
 * - Names are safe after fsync of their folder, or syncfs; fsync of anything makes the way safe that leads to it. Else
 *   they are lost in their order, the youngest first: in all folders together, as in the one log of ext4 and XFS, or in
 *   one folder and not in another, which these two do not do and others may. A rename is there or not, in both folders.
 * - Modes are as safe as the name. What is in a file is the old or the new, not half of it: what has to be told apart from
 *   halves is hashed.
 * - The files of a database are one thing, as they were at the last fsync of one of them, or as they are: SQLite has
 *   tests of its own for what lies between.
 *
 * Cuts are made before and after each sync and each rename of `current`; all of these where MULTIOS_TEST_FULL=1 says so.
 */

const patience = isFull ? 3_600_000 : 120_000

interface Cut {
  readonly image: Image
  readonly moment: string
  /** Whether the command had told that it is done. */
  readonly isTold: boolean
}

interface Logged extends Prepared {
  readonly cuts: readonly Cut[]
  /** What stands below the data directory at the end, and what the model says of it. */
  readonly real: Readonly<Record<string, string>>
  readonly model: Readonly<Record<string, string>>
}

testWhere(canTrace(), 'strace')('system calls can be watched', () => {
  expect(canTrace()).toBe(true)
})

describe.runIf(canTrace())('when the power goes', () => {
  const atTheEnd: (() => unknown)[] = []
  let world: FaultWorld
  const logged: Logged[] = []

  beforeAll(async () => {
    endTestsWith((work) => atTheEnd.push(work))
    world = await aFaultWorld()
    const program = await bundleCommand(`${world.folder}/program`)
    await cutOff(world, program)
    const all = await mapConcurrently(scenarios, lanes, (one) => log(world, program, one), never)
    logged.push(...all)
  }, patience)

  afterAll(async () => {
    world.remove()
    for (const work of atTheEnd.toReversed()) await work()
  })

  test('the model of the disk comes to what the disk has', () => {
    expect(logged.map(({ model }) => model)).toEqual(logged.map(({ real }) => real))
  })

  test(
    'a configuration file is never half there, nor taken for what a person wrote',
    { timeout: patience },
    async () => {
      const about = logged.find(({ scenario }) => scenario.name === 'recovery behind the switch')!
      const trials = about.cuts.map((cut) => trialOf(world, about, cut))

      const { broken } = await tryAll('power cuts while configuration settles', trials, {
        atMost: 40,
        seconds: 9,
      })

      expect(broken).toEqual([])
    },
  )

  test('what is left recovers to the old state or the new one', { timeout: patience }, async () => {
    const trials = logged.flatMap((about) => about.cuts.map((cut) => trialOf(world, about, cut)))

    const { broken } = await tryAll('power cuts', trials, { atMost: 80, seconds: 9 })

    expect(broken).toEqual([])
  })
})

/** Does what a scenario does, and makes the images of all its power cuts. */
async function log(world: FaultWorld, program: string, scenario: Scenario): Promise<Logged> {
  return onCopy(world, scenario, async (data) => {
    const disk = diskFrom(data)
    const file = path.join(world.folder, `${scenario.name}.calls`)
    const { told } = await runChild({ program, data, command: scenario.command }, recording(file, 'bytes'))
    if (told.kind !== 'done') throw new Error(`${scenario.name}: ${JSON.stringify(told)}`)
    const replay = replayer(disk, data)
    const cuts = new Map<string, Cut>()
    const cut = (moment: string, isTold: boolean) => {
      for (const image of imagesOf(disk)) cuts.set(image.digest, { image, moment, isTold })
    }
    for (const call of readCalls(readFileSync(file, 'utf8'))) {
      const moment = momentOf(call, data)
      if (moment !== null) cut(`before ${moment}`, false)
      replay(call)
      if (moment !== null) cut(`after ${moment}`, false)
    }
    cut('at the end', true)
    const before = inspectMachine(world.prepared(scenario.state))
    const real = listingOf(data)
    const copy = path.join(world.folder, `${scenario.name}.model`)
    writeImage(imagesOf(disk)[0]!, copy)
    const model = listingOf(copy)
    rmSync(copy, { recursive: true })
    return { scenario, world, before, after: inspectMachine(data), cuts: [...cuts.values()], real, model }
  })
}

/** How a call is called at which power is cut, or null. */
function momentOf({ name, args }: LoggedCall, data: string): string | null {
  const place = args[0]?.text.toString() ?? ''
  if (!place.startsWith(data)) return null
  const relative = place.slice(data.length + 1)
  const isSync = ['fsync', 'fdatasync', 'syncfs'].includes(name)
  const isCut = isSync || (isFull ? /^(rename|unlink|rmdir)/.test(name) : relative === 'profile/current.new')
  return isCut ? `${name} of ${relative === '' ? '.' : relative}` : null
}

function trialOf(world: FaultWorld, about: Prepared, { image, moment, isTold }: Cut): Trial {
  const work = async () => {
    const data = path.join(world.folder, `cut-${image.digest.slice(0, 16)}-${about.scenario.state}`)
    try {
      writeImage(image, data)
      const told = { kind: isTold ? 'done' : 'killed' } as const
      return await consequences(about, data, { told, alive: told })
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  }
  return { title: `${about.scenario.name}, power cut ${moment}, ${image.title}`, work }
}
