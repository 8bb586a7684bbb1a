import { expect, test } from 'vitest'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const day = 86_400_000

/** A machine whose clock whoever answers for the time can set. */
async function aMachineWithAClock() {
  const clock = { days: 0 }
  const now = () => Date.now() + clock.days * day
  const machine = await aMachine({ clock: { now, sleep: async () => undefined } })
  return { clock, machine }
}

async function sync(machine: Machine) {
  const [result] = await machine.engine.run('repository.sync', {}, { signal: never })
  return result!
}

async function catalogState(machine: Machine) {
  const [view] = await machine.engine.run('repository.list', {}, { signal: never })
  return view!.trust?.state
}

test('what was seen to be too old is not good again when the clock is set back, only what is signed anew', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const { clock, machine } = await aMachineWithAClock()
  await machine.use(repository)
  await machine.install('editor')

  clock.days = 30
  const frozen = await sync(machine)
  clock.days = 0
  const setBack = await sync(machine)
  const stateThen = await catalogState(machine)
  await repository.rebuild(new Date(Date.now() + day))
  const signedAnew = await sync(machine)

  expect(frozen).toMatchObject({
    outcome: 'failed',
    failure: { code: 'trust/metadata', facts: { reason: 'expired', file: 'metadata/timestamp.json' } },
  })
  expect(setBack).toMatchObject({
    outcome: 'failed',
    failure: { code: 'trust/clock', facts: { file: 'metadata/timestamp.json', witness: 'ended' } },
  })
  expect([stateThen, signedAnew.failure, await catalogState(machine)]).toEqual(['expired', null, 'valid'])
  expect([await machine.installed(), machine.run('editor')]).toEqual([['editor 1.0'], 'editor 1.0: \n'])
})

test('a newer list that was too old when it was offered is none that a clock makes good', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const { clock, machine } = await aMachineWithAClock()
  await machine.use(repository)
  await machine.install('editor')
  // Signed while this machine was away, and all that whoever stands between lets through.
  await repository.publish(release('editor', '1.1'))

  clock.days = 30
  const first = await sync(machine)
  clock.days = -300
  const second = await sync(machine)
  const update = await machine.plan({ kind: 'update' })

  expect([first.failure?.code, second.failure?.code]).toEqual(['trust/metadata', 'trust/clock'])
  expect([update, await machine.installed()]).toEqual([{ kind: 'nothing', names: [] }, ['editor 1.0']])
})

test('a clock that was years ahead once stops nothing for longer than until the repository signs again', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const { clock, machine } = await aMachineWithAClock()
  await machine.use(repository)

  clock.days = 30_000
  const ahead = await sync(machine)
  clock.days = 0
  const right = await sync(machine)
  await repository.rebuild(new Date(Date.now() + 1_000))
  const signedAnew = await sync(machine)

  expect(ahead.failure).toMatchObject({ code: 'trust/metadata', facts: { file: 'metadata/root.json' } })
  expect([right.failure?.code, signedAnew.failure]).toEqual(['trust/clock', null])
})

test('a refusal for the clock is written down, and told with a way on', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const { clock, machine } = await aMachineWithAClock()
  await machine.use(repository)
  clock.days = 30
  await sync(machine)
  clock.days = 0
  await sync(machine)

  const [view] = await machine.engine.run('repository.list', {}, { signal: never })
  const { entries } = await machine.engine.run('audit.list', {}, { signal: never })

  expect(view!.problem?.code).toBe('trust/clock')
  expect(
    entries.map((entry) => JSON.stringify(entry)).filter((text) => text.includes('trust/clock')),
  ).toHaveLength(1)
})

test('a machine whose clock is years behind follows a repository that is fresh', async () => {
  const { clock, machine } = await aMachineWithAClock()
  clock.days = -3_000
  await machine.use(await aRepository(release('editor', '1.0')))

  expect([(await sync(machine)).failure, await catalogState(machine)]).toEqual([null, 'valid'])
})
