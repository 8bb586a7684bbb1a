import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FaultWorld } from './a-fault-world.ts'
import { copyTree } from './copy-tree.ts'
import { inspectMachine } from './inspect-machine.ts'
import { meeting, recording, runChild } from './run-child.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { type Point, pointsOf, readTrace } from './traced-calls.ts'
import { onCopy, type Prepared } from './try-fault.ts'

export interface Recorded extends Prepared {
  readonly points: readonly Point[]
}

/** Machines whose last change was cut off: before the switch, and right behind it. */
export async function cutOff(world: FaultWorld, program: string): Promise<void> {
  const point = { name: 'rename', path: 'profile/current.new', nth: 1 }
  const behind = { name: 'fsync', path: 'profile', nth: 1 }
  const { command } = scenarios.find(({ name }) => name === 'update')!
  for (const [state, at] of [
    ['cut-before', point],
    ['cut-behind', behind],
  ] as const) {
    const data = world.prepared(state)
    copyTree(world.prepared('few'), data)
    const { told } = await runChild({ program, data, command }, meeting([at], data, 'signal=KILL'))
    if (told.kind !== 'killed') throw new Error(`${state}: ${JSON.stringify(told)}`)
  }
}

/** Does what a scenario does, undisturbed, and writes down what it called. */
export async function record(world: FaultWorld, program: string, scenario: Scenario): Promise<Recorded> {
  const log = path.join(world.folder, `${scenario.name}.log`)
  return onCopy(world, scenario, async (data) => {
    const before = inspectMachine(world.prepared(scenario.state))
    const { told } = await runChild({ program, data, command: scenario.command }, recording(log, 'paths'))
    if (told.kind !== 'done') throw new Error(`${scenario.name}: ${JSON.stringify(told)}`)
    const points = pointsOf(readTrace(readFileSync(log, 'utf8'), data))
    return { scenario, world, before, after: inspectMachine(data), points }
  })
}
