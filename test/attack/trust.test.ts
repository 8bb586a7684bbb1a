import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createSigner } from '../../engine/publishing.ts'
import { envelopeBytes, signManifest } from '../../engine/keys/verify-envelope.ts'
import { aMachine, failureFrom } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import type { IndexRecord } from '../../engine/model/repository-index.ts'
import { copyOf, type Editable, indexOf, publishIndex, publishLie } from './kit/hostile-repository.ts'

let honest: TestRepository
beforeEach(async () => {
  honest = await aRepository(release('editor', '2.0.0'), release('trap', '1.0.0'))
})

describe('a list that tells of another package than the one that was signed', () => {
  const lies: readonly [string, (record: Editable<IndexRecord>, others: readonly IndexRecord[]) => void][] = [
    [
      'name',
      (record, others) => {
        const {
          path: place,
          size,
          sha256,
          manifest_sha256,
          installed_size,
        } = others.find(({ name }) => name === 'trap')!
        Object.assign(record, { path: place, size, sha256, manifest_sha256, installed_size })
      },
    ],
    ['version', (record) => void (record.version = '9.9.9')],
    ['architecture', (record) => void (record.architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64')],
    ['dependencies', (record) => void (record.dependencies = ['trap'])],
    ['replaces', (record) => void (record.replaces = ['trap'])],
    ['description', (record) => void (record.description = 'Something nice')],
    ['commands', (record) => void (record.commands = ['ls'])],
  ]
  test.each(lies)('is refused for its %s, and nothing is changed', async (field, lie) => {
    const repository = copyOf(honest)
    await publishLie(repository, 'editor', lie)
    const machine = await aMachine()
    await machine.use(repository)

    const failure = await failureFrom(machine.install('editor'))

    expect(failure).toMatchObject({
      code: 'trust/artifact',
      facts: {
        file: expect.stringMatching(/^packages\//) as string,
        reason: 'manifest',
        detail: expect.stringContaining(`${field}:`) as string,
      },
    })
    expect(await machine.installed()).toEqual([])
    expect(readdirSync(path.join(machine.data, 'store'))).toEqual([])
  })

  test('is refused, too, where the release is in the store already', async () => {
    const repository = copyOf(honest)
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('editor')
    await machine.remove('editor')
    await publishLie(repository, 'editor', (record) => void (record.dependencies = ['trap']))
    await machine.engine.run('repository.sync', {}, { signal: new AbortController().signal })

    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'manifest' },
    })
    expect(await machine.installed()).toEqual([])
  })
})

test('a publisher of a repository cannot sign in the name of another one', async () => {
  const mallory = createSigner()
  const index = indexOf(honest)
  const editor = index.packages.find(({ name }) => name === 'editor')!
  const signed = await signManifest(editor.manifest_sha256, mallory)
  writeFileSync(path.join(honest.folder, `${editor.path}.sig`), envelopeBytes(signed))
  const publishers = [...index.publishers, { name: 'Mallory', keys: [mallory.key] }]
  await publishIndex(honest, { ...index, publishers })
  const machine = await aMachine()
  await machine.use(honest)

  expect(await failureFrom(machine.install('editor'))).toMatchObject({
    code: 'trust/artifact',
    facts: { file: `${editor.path}.sig`, reason: 'publisher' },
  })
})
