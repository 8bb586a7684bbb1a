import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, type Machine } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { planned } from './told.ts'

/** `editor` 1.0 has a weakness that 1.1 repairs; `spell` 1.0 has one that nothing repairs yet; `words` has none. */
async function aWeakMachine(): Promise<Machine> {
  const repository = await aRepository(
    release('editor', '1.0'),
    release('spell', '1.0'),
    release('words', '1.0'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor', 'spell', 'words')
  const folder = path.join(repository.folder, 'advisories')
  mkdirSync(folder)
  for (const [name, events] of [
    ['editor', [{ introduced: '0' }, { fixed: '1.1' }]],
    ['spell', [{ introduced: '0' }]],
  ] as const) {
    const affected = [{ package: { ecosystem: 'MultiOS', name }, ranges: [{ type: 'SEMVER', events }] }]
    const advisory = { id: `T-${name}`, summary: 'Weak', modified: '2026-01-01T00:00:00Z', affected }
    writeFileSync(path.join(folder, `T-${name}.json`), JSON.stringify(advisory))
  }
  await repository.publish(release('editor', '1.1'), release('spell', '1.1'), release('words', '1.1'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  return machine
}

test('a security update brings only what repairs a weakness', async () => {
  const machine = await aWeakMachine()

  expect({
    security: await planned(machine, { kind: 'update', security: true }),
    named: await planned(machine, { kind: 'update', packages: ['words', 'spell'], security: true }),
    all: await planned(machine, { kind: 'update' }),
  }).toEqual({
    security: ['upgrade editor 1.0 1.1'],
    named: ['nothing'],
    all: ['upgrade editor 1.0 1.1', 'upgrade spell 1.0 1.1', 'upgrade words 1.0 1.1'],
  })
})

test('a line of a plan names the weaknesses that it repairs', async () => {
  const machine = await aWeakMachine()

  const answer = await machine.plan({ kind: 'update' })

  expect(answer.kind === 'plan' && answer.plan.change.map(({ name, fixes }) => [name, fixes])).toEqual([
    ['editor', ['T-editor']],
    ['spell', []],
    ['words', []],
  ])
})
