import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
