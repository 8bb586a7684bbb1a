import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, failureFrom } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

test('where the file of what runs says something else, nothing is changed or cleaned up before it is mended', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0'), release('spell', '1.0')))
  await machine.install('editor')
  const file = path.join(machine.data, 'generations/1.json')
  const written: object = JSON.parse(readFileSync(file, 'utf8'))
  const clean = async () =>
    machine.engine.run('system.cleanup', { oldVersions: true, days: 0, keep: 1 }, { signal: never })
  const failures = []
  for (const edited of [JSON.stringify({ ...written, releases: [] }), null]) {
    rmSync(file)
    if (edited !== null) writeFileSync(file, edited)
    failures.push(await failureFrom(machine.install('spell')), await failureFrom(clean()))
  }
  const kept = readdirSync(path.join(machine.data, 'store'))
  await machine.engine.run('package.restore', {}, { signal: never })
  await machine.install('spell')

  const told = (detail: string) => ({ code: 'state/damaged', facts: { file, detail } })
  expect(failures).toEqual([
    ...[told('not what was recorded'), told('not what was recorded')],
    ...[told('missing'), told('missing')],
  ])
  expect(kept).toEqual([expect.stringMatching(/-editor-1.0$/)])
  const verified = await machine.engine.run('package.verify', {}, { signal: never })
  expect(verified.map(({ name, ok }) => [name, ok])).toEqual([
    ['editor', true],
    ['spell', true],
  ])
})

const anotherFolder = { directory: '../../elsewhere' }
const edits: Record<string, [(releases: readonly object[]) => object, string]> = {
  'a release that leads out of the store': [
    ([first, ...rest]) => ({ releases: [{ ...first, ...anotherFolder }, ...rest] }),
    'it leads out of the store',
  ],
  'an output that does': [
    () => ({ triggers: [{ id: 'mime', key: '0'.repeat(64), ...anotherFolder }] }),
    'it leads out of the store',
  ],
  'a package twice': [([first]) => ({ releases: [first, first] }), 'a package is in it twice'],
}

test.each(Object.keys(edits))('a generation with %s is damaged, and mended where it runs', async (what) => {
  const [edit, detail] = edits[what]!
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0'), release('spell', '1.0')))
  await machine.install('editor')
  await machine.install('spell')
  const fileOf = (number: number) => path.join(machine.data, `generations/${number}.json`)
  for (const number of [1, 2]) {
    const written = JSON.parse(readFileSync(fileOf(number), 'utf8'))
    rmSync(fileOf(number))
    writeFileSync(fileOf(number), JSON.stringify({ ...written, ...edit(written.releases) }))
  }

  const back = await failureFrom(machine.change({ kind: 'rollback', generation: 1 }))
  const on = await failureFrom(machine.remove('spell'))
  await machine.engine.run('package.restore', {}, { signal: never })
  await machine.remove('spell')

  const told = (number: number) => ({ code: 'state/damaged', facts: { file: fileOf(number), detail } })
  expect([back, on]).toEqual([told(1), told(2)])
  expect(await machine.installed()).toEqual(['editor 1.0'])
})

test('a number that no generation comes to is that of a file of theirs', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0')))
  const strange = path.join(machine.data, `generations/${'9'.repeat(20)}.json`)
  mkdirSync(path.dirname(strange), { recursive: true })
  writeFileSync(strange, '{}')

  const { generation } = await machine.install('editor')
  await machine.engine.run('system.cleanup', { oldVersions: true, keep: 1, days: 0 }, { signal: never })

  expect([generation, existsSync(strange)]).toEqual([1, true])
})
