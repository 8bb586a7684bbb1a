import { expect, test } from 'vitest'
import { aMachine, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

/** A machine with editor 2.0, in a world that has editor 1.0 and what wants it. */
async function aMachineAhead(): Promise<Machine> {
  const repository = await aRepository(
    release('editor', '1.0'),
    release('editor', '2.0'),
    release('lure', '1.0').needs('editor < 2'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  return machine
}

test('nothing that is installed goes back to an older version for the sake of something else (attack 46)', async () => {
  const machine = await aMachineAhead()

  const answer = await machine.plan(wanting('lure'))

  expect(answer.kind).toBe('unsolvable')
  expect(await machine.installed()).toEqual(['editor 2.0'])
})

test('nor for a pin, nor because a repository with only an older one is preferred', async () => {
  const machine = await aMachineAhead()
  const old = await aRepository(release('editor', '1.5'))
  await machine.use(old, undefined, 'old')
  await machine.engine.run('repository.configure', { name: 'old', priority: 10 }, { signal: never })
  const preferred = await machine.plan({ kind: 'update' })
  const pin = { kind: 'pin' as const, name: 'editor', version: '< 2' }
  await machine.engine.run('policy.add', { rules: [pin] }, { signal: never })
  const pinned = await machine.plan({ kind: 'update' })

  expect([preferred.kind, pinned.kind]).toEqual(['nothing', 'nothing'])
})

test('a request that says so is the leave for it', async () => {
  const machine = await aMachineAhead()

  await machine.change({ kind: 'downgrade', packages: ['editor'] })

  expect(await machine.installed()).toEqual(['editor 1.0'])
})
