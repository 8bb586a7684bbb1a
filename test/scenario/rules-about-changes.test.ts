import { expect, test } from 'vitest'
import { aStockedMachine, noCopyleft } from '../kit/a-managed-machine.ts'
import { never } from '../kit/temporary.ts'

test('what is here already is no update of itself, however young it is', async () => {
  const machine = await aStockedMachine()
  machine.govern({ updates: { delayDays: 365 } })
  await machine.install('plugin')
  const again = await machine.change({ kind: 'install', packages: [{ name: 'editor' }], force: true })
  const { releases } = await machine.engine.run('policy.explain', { name: 'editor' }, { signal: never })

  expect(again.lines.map(({ action, name }) => [action, name])).toEqual([['reinstall', 'editor']])
  expect(releases.map(({ version, refusal }) => [version, refusal?.rule])).toEqual([
    ['2.0', undefined],
    ['1.0', 'updates.delayDays'],
  ])
})

test('an update that a rule keeps away is told, and is no failure', async () => {
  const machine = await aStockedMachine()
  machine.govern(noCopyleft)
  await machine.install('editor')

  expect(await machine.multiosPm(['update'])).toMatchObject({
    status: 0,
    out: 'Nothing to do.\neditor 1.0 stays as it is: rule "packages[0]" of your administrator keeps 2.0 away.\n',
  })
})

test('a change that is too large is told with how large it is, and what is allowed', async () => {
  const machine = await aStockedMachine()
  machine.govern({ maxInstalledSize: '1 B' })

  const { err } = await machine.multiosPm(['install', 'editor'])

  expect(err).toMatch(/It would be \d+ bytes, allowed are 1 byte\. Ask your administrator\.\n$/)
})
