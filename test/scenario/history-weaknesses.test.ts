import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

test('a comparison tells the weaknesses that going there brings, and none where it leaves them behind', async () => {
  const repository = await aRepository(release('editor', '1.0'), release('editor', '1.1'))
  const record = {
    id: 'T-1',
    modified: '2026-01-01T00:00:00Z',
    summary: 'Weak',
    affected: [
      {
        package: { ecosystem: 'MultiOS', name: 'editor' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.1' }] }],
      },
    ],
  }
  mkdirSync(path.join(repository.folder, 'advisories'), { recursive: true })
  writeFileSync(path.join(repository.folder, 'advisories/T-1.json'), JSON.stringify(record))
  await repository.rebuild()
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor=1.0')
  await machine.change({ kind: 'update' })

  const weaknesses = async (from: number, to: number) =>
    (await machine.engine.run('history.diff', { from, to }, { signal: never })).weaknesses

  const weak = [{ id: 'T-1', summary: 'Weak', name: 'editor', version: '1.0' }]
  expect([await weaknesses(2, 1), await weaknesses(0, 1), await weaknesses(1, 2)]).toEqual([weak, weak, []])
})
