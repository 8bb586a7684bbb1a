import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'

const again = (name: string) => ({ kind: 'install' as const, packages: [{ name }], force: true })

const health = async ({ engine }: Machine) =>
  (await engine.run('package.verify', {}, { signal: never })).map(({ name, ok }) => [name, ok])

test('reinstalling what cannot be had any more leaves it as whole as it was', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)
  await machine.install('editor')
  rmSync(path.join(machine.data, 'cache/packages'), { recursive: true })
  rmSync(path.join(repository.folder, 'packages'), { recursive: true })

  const failure = await failureFrom(machine.change(again('editor')))

  expect(failure.code).toBe('trust/artifact')
  expect(await health(machine)).toEqual([['editor', true]])
})

test.each(['.', '.multios', 'bin/editor'])(
  'a release whose %s somebody deleted from the store is mended by installing it again',
  async (damage) => {
    const repository = await aRepository(release('editor', '1.0'), release('spell', '1.0'))
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('editor', 'spell')
    const store = path.join(machine.data, 'store')
    const folder = readdirSync(store).find((name) => name.includes('editor'))!
    rmSync(path.join(store, folder, damage), { recursive: true })
    rmSync(path.join(machine.data, 'profile/trees/A/bin/editor'), { force: true })

    await machine.change(again('editor'))

    expect(await health(machine)).toEqual([
      ['editor', true],
      ['spell', true],
    ])
    expect(machine.run('editor')).toBe('editor 1.0: \n')
    expect(readdirSync(store)).toHaveLength(2)
  },
)
