import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { soundnessOf } from './kit/soundness.ts'

test('a package may bring any names beside those of another, even ones that look like ours', async () => {
  const repository = await aRepository(
    release('editor', '1.0').withFile('share/words', 'one'),
    release('editor', '2.0').withFile('share/words', 'two'),
    release('spell', '1.0')
      .withFile('share/words.mos-new', 'precious')
      .withFile('share/words.new', 'precious')
      .withFile('share/more.new/words', 'precious'),
    release('brush', '1.0').withFile('share/more', 'brush'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.change({
    kind: 'install',
    packages: [{ name: 'spell' }, { name: 'editor', version: '1.0' }],
    force: false,
  })
  await machine.install('brush')

  await machine.change({ kind: 'update' })
  await machine.change({ kind: 'undo' })
  await machine.change({ kind: 'update' })

  expect((await soundnessOf(machine.data)).oddities).toEqual([])
  expect(readFileSync(path.join(machine.data, 'profile/current/share/words'), 'utf8')).toBe('two')
})
