import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

test('what a package takes is measured: this version, those that are kept, and their downloads', async () => {
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      release('editor', '1.0').withFile('share/editor/words', 'a'.repeat(5_000)),
      release('editor', '2.0').withFile('share/editor/words', 'a'.repeat(70_000)),
      release('spell', '1.0'),
    ),
  )
  const storage = async () => machine.engine.run('package.storage', { name: 'editor' }, { signal: never })
  await machine.change(wanting('editor=1.0'))
  const first = await storage()
  await machine.change(wanting('editor=2.0', 'spell'))
  const second = await storage()
  writeFileSync(path.join(machine.data, 'generations/1.json'), 'damaged')
  const unreadable = await storage()
  rmSync(path.join(machine.data, 'cache/packages'), { recursive: true })
  const uncached = await storage()

  expect(first).toEqual({
    files: expect.toSatisfy((bytes: number) => bytes > 5_000 && bytes < 10_000) as number,
    otherVersions: 0,
    downloads: expect.toSatisfy((bytes: number) => bytes > 0 && bytes < 5_000) as number,
  })
  expect(second).toEqual({
    files: expect.toSatisfy((bytes: number) => bytes > 70_000 && bytes < 75_000) as number,
    otherVersions: first.files,
    downloads: expect.toSatisfy((bytes: number) => bytes > first.downloads) as number,
  })
  expect(unreadable).toMatchObject({ files: second.files, otherVersions: 0 })
  expect(uncached).toEqual({ files: second.files, otherVersions: 0, downloads: 0 })
})

test('of what is not installed nothing is measured', async () => {
  const machine = await aMachine()

  const failure = await failureFrom(
    machine.engine.run('package.storage', { name: 'editor' }, { signal: never }),
  )

  expect(failure.code).toBe('package/not-installed')
})
