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
