import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

test('what stands in for a name is told with the version that it provides it in, as the plan takes it', async () => {
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      release('lamp', '1.0').needs('oil >= 2.0', 'wick', 'glass >= 9'),
      release('paraffin', '7.0').provides('oil = 2.1', 'wick', 'glass'),
      release('old-paraffin', '1.0').provides('oil = 1.0', 'glass = 8.0'),
    ),
  )
  const dependencies = async () =>
    (await machine.engine.run('package.info', { name: 'lamp' }, { signal: never })).dependencies
  const paraffin = { name: 'paraffin', version: '7.0', installed: false }

  const before = await dependencies()
  await machine.install('paraffin')

  expect([before, await dependencies()]).toEqual(
    [paraffin, { ...paraffin, installed: true }].map((satisfiedBy) => [
      { clause: 'oil >= 2.0', satisfiedBy },
      { clause: 'wick', satisfiedBy },
      { clause: 'glass >= 9', satisfiedBy: null },
    ]),
  )
})
