import { expect, test } from 'vitest'
import { aMachine, failureFrom } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { wanted } from './told.ts'

test('a repository that does not offer a package is told as that, with who does', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('both', '1.0')), undefined, 'ra')
  await machine.use(await aRepository(release('only-b', '1.0'), release('both', '2.0')), undefined, 'rb')

  const failures = [
    await failureFrom(machine.plan({ ...wanted({ name: 'only-b' }), repository: 'ra' })),
    await failureFrom(machine.plan({ ...wanted({ name: 'both', version: '2.0' }), repository: 'ra' })),
    await failureFrom(
      machine.engine.run('package.info', { name: 'only-b', repository: 'ra' }, { signal: never }),
    ),
  ]

  const nothing = { name: 'only-b', wanted: null, repository: 'ra', available: [], offeredBy: ['rb'] }
  expect(failures).toEqual([
    { code: 'release/not-in-repository', facts: nothing },
    {
      code: 'release/not-in-repository',
      facts: { name: 'both', wanted: '2.0', repository: 'ra', available: ['1.0'], offeredBy: ['rb'] },
    },
    { code: 'release/not-in-repository', facts: nothing },
  ])
})

test('a repository that was added later takes no name from one of the same priority, whatever it is called', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('wick', '1.0')), undefined, 'main')
  const later = await aRepository(release('wick', '2.0'), release('lamp', '1.0').needs('wick'))
  await machine.use(later, undefined, 'aaa')

  await machine.install('lamp')
  const others = machine.engine.run('repository.list', {}, { signal: never })

  expect(await machine.installed()).toEqual(['lamp 1.0', 'wick 1.0'])
  expect((await others).map(({ name }) => name)).toEqual(['main', 'aaa'])
})

test('a plan says where an update moves a package to another repository', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('wick', '1.0')), undefined, 'main')
  await machine.use(await aRepository(release('wick', '2.0'), release('oil', '1.0')), undefined, 'side')
  await machine.install('wick')
  const moving = { ...wanted({ name: 'wick', version: '2.0' }, { name: 'oil' }), repository: 'side' }

  const there = await machine.plan(moving)
  await machine.change(moving, 'wick')
  const back = await machine.plan({ kind: 'undo' })

  const told = [there, back].flatMap((answer) =>
    answer.kind === 'plan' ? [...answer.plan.install, ...answer.plan.change, ...answer.plan.remove] : [],
  )
  expect(told.map((line) => [line.action, line.name, line.repository, line.fromRepository])).toEqual([
    ['install', 'oil', 'side', null],
    ['upgrade', 'wick', 'side', 'main'],
    ['downgrade', 'wick', 'main', 'side'],
    ['remove', 'oil', 'side', null],
  ])
})
