import { expect, test } from 'vitest'
import { aMachine } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { told } from './told.ts'

test('an update that something installed is in the way of is listed as held back, and why', async () => {
  const repository = await aRepository(release('editor', '1.0').needs('spell < 2'), release('spell', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  await repository.publish(release('spell', '2.0'), release('editor', '1.1').needs('spell < 2'))
  await machine.engine.run('repository.sync', {}, { signal: never })

  const listed = await machine.engine.run('updates.list', {}, { signal: never })

  expect(listed.map(({ name, available, held }) => [name, available, held ?? null])).toEqual([
    ['editor', '1.1', null],
    [
      'spell',
      '2.0',
      {
        kind: 'held',
        reason: 'editor 1.1: spell < 2',
        facts: [{ kind: 'depends', release: 'editor 1.1', clause: 'spell < 2', repository: 'main' }],
      },
    ],
  ])
  expect(told(await machine.plan({ kind: 'update' }))).toEqual(['upgrade editor 1.0 1.1'])
})
