import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'

test('a repository is added from a mirror where its own address is dead, or offers another root', async () => {
  const repository = await aRepository(release('editor', '1.0.0'))
  const mirror = await serveFolder(repository.folder)
  const stranger = await serveFolder((await aRepository(release('editor', '9.0.0'))).folder)
  const addedFrom = async (url: string) => {
    const machine = await aMachine()
    const { fingerprint } = repository
    await machine.engine.run(
      'repository.add',
      { name: 'main', url, fingerprint, mirrors: [mirror.url] },
      { signal: never },
    )
    await machine.install('editor')
    return machine.installed()
  }

  expect(await addedFrom('http://127.0.0.1:9/')).toEqual(['editor 1.0.0'])
  expect(await addedFrom(stranger.url)).toEqual(['editor 1.0.0'])
})
