import { mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

test('a command whose name is taken is told by the change, and by its package until the name is free', async () => {
  const home = temporaryFolder()
  const taken = path.join(home, '.local/bin/lantern')
  mkdirSync(path.dirname(taken), { recursive: true })
  writeFileSync(taken, 'my own')
  const machine = await aMachine({}, temporaryFolder(), { HOME: home, MULTIOS_EXPORTS: '1' })
  await machine.use(await aRepository(release('lantern', '1.0'), release('mothlamp', '1.0')))
  const told = async () =>
    (await machine.engine.run('package.info', { name: 'lantern' }, { signal: never })).unexported

  const before = await told()
  const receipt = await machine.install('lantern')
  const other = await machine.install('mothlamp')
  const meanwhile = await told()
  const left = readFileSync(taken, 'utf8')
  rmSync(taken)
  await machine.remove('mothlamp')

  const foreign = [{ kind: 'command', package: 'lantern', path: taken, reason: 'foreign' }]
  expect({ before, change: receipt.unexported, other: other.unexported, meanwhile, left }).toEqual({
    before: [],
    change: foreign,
    other: [],
    meanwhile: foreign,
    left: 'my own',
  })
  expect(await told()).toEqual([])
})

test('a command that somebody took away comes back with a repair', async () => {
  const home = temporaryFolder()
  const machine = await aMachine({}, temporaryFolder(), { HOME: home, MULTIOS_EXPORTS: '1' })
  await machine.use(await aRepository(release('lantern', '1.0')))
  await machine.install('lantern')
  const command = path.join(home, '.local/bin/lantern')
  rmSync(command)

  await machine.engine.run('package.restore', {}, { signal: never })

  expect(readlinkSync(command)).toBe(path.join(machine.data, 'profile/current/bin/lantern'))
})

test('commands that a change cut off behind its switch did not come to are there with the next start', async () => {
  const home = temporaryFolder()
  const machine = await aMachine({}, temporaryFolder(), { HOME: home })
  await machine.use(await aRepository(release('lantern', '1.0')))
  // A directory that somebody chose exports nothing unless they say so: as if this had been killed right then.
  await machine.install('lantern')
  await machine.engine.close()

  await aMachine({}, machine.data, { HOME: home, MULTIOS_EXPORTS: '1' })

  const command = path.join(home, '.local/bin/lantern')
  expect(readlinkSync(command)).toBe(path.join(machine.data, 'profile/current/bin/lantern'))
})
