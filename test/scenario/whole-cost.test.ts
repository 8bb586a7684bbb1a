import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

test('what is told of a package is what its plan comes to, with all that comes along', async () => {
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      release('lamp', '1.0').needs('wick', 'oil'),
      release('wick', '1.0'),
      release('oil', '1.0'),
      release('mirror', '1.0'),
      release('broken', '1.0').needs('nothing-such'),
    ),
  )
  await machine.install('oil')
  const costOf = async (name: string, cost?: boolean) => {
    const input = { name, ...(cost === undefined ? {} : { cost }) }
    return (await machine.engine.run('package.info', input, { signal: never })).cost
  }

  const answer = await machine.plan({ kind: 'install', packages: [{ name: 'lamp' }], force: false })
  if (answer.kind !== 'plan') throw new Error('lamp can be installed')
  const { download, disk } = answer.plan

  expect(await costOf('lamp', true)).toEqual({ size: download, installedSize: disk, packages: 2 })
  expect(await costOf('mirror', true)).toMatchObject({ packages: 1 })
  expect([await costOf('broken', true), await costOf('oil', true), await costOf('lamp')]).toEqual([
    null,
    undefined,
    undefined,
  ])
})
