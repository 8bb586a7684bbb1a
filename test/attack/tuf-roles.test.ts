import { cpSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { aTufClient, done, refused, type TufClient } from '../kit/a-tuf-client.ts'
import { aKey, aTufRepository, file, type TufRepository } from '../kit/a-tuf-repository.ts'
import { serveFolder } from '../kit/static-server.ts'

let repository: TufRepository
let client: TufClient
beforeEach(async () => {
  repository = aTufRepository()
  client = await aTufClient(repository, await serveFolder(repository.folder))
})

const delegateTo = (name: string, { from = 'targets', terminating = false, key = aKey() } = {}) => {
  repository.roles.get(from)!.delegations.push({ name, key, paths: ['songs/*', 'books/*'], terminating })
  if (!repository.roles.has(name)) repository.roles.set(name, { files: {}, delegations: [] })
  return repository.roles.get(name)!
}

test('a root that skips a version is refused, and the one before stays trusted', async () => {
  repository.publishRoot()
  repository.publishRoot()
  const metadata = path.join(repository.folder, 'metadata')
  cpSync(path.join(metadata, '3.root.json'), path.join(metadata, '2.root.json'))

  expect(await client.refresh()).toEqual(refused('2.root.json'))
  expect(client.trusted()['root']).toBe(1)
})

describe('a file of a delegated role', () => {
  test.each([
    [false, done, { 'songs%2Fone': 'la' }],
    [true, refused('no role names songs/one'), {}],
  ])(
    'behind another role that ends the search (%s) is found or not',
    async (terminating, outcome, downloaded) => {
      delegateTo('first', { terminating })
      delegateTo('second').files['songs/one'] = file('la')
      repository.publish()

      expect([await client.download('songs/one'), client.downloaded()]).toEqual([outcome, downloaded])
    },
  )

  test('that no snapshot names is refused, and it is told of the snapshot', async () => {
    repository.roles.get('targets')!.delegations.push({ name: 'ghost', key: aKey(), paths: ['songs/*'] })
    repository.publish()

    expect(await client.download('songs/one')).toEqual(
      refused('snapshot.json","reason":"format","detail":"a role that another delegates to is not in it'),
    )
  })

  test('is refused once its role went from the snapshot, or went back', async () => {
    delegateTo('singer').files['songs/one'] = file('la')
    repository.publish()
    repository.publish()
    const before = await client.download('songs/one')
    repository.versions['singer'] = 0
    repository.publish()
    const back = await client.download('songs/one')
    const singer = repository.roles.get('singer')!
    repository.roles.delete('singer')
    repository.publish()
    const gone = await client.download('songs/one')
    repository.roles.set('singer', singer)

    expect([before, back, gone]).toEqual([
      done,
      refused('"reason":"rollback"'),
      refused('"reason":"rollback"'),
    ])
  })

  test('is refused where its role was cached for another delegator, who names another key', async () => {
    delegateTo('loud').files['songs/none'] = file('-')
    const shared = delegateTo('shared', { from: 'loud' })
    shared.files['songs/one'] = file('la')
    repository.publish()
    const whole = await client.download('songs/one')
    delegateTo('quiet').files['songs/none'] = file('-')
    repository.roles.get('quiet')!.delegations.push({ name: 'shared', key: aKey(), paths: ['songs/*'] })
    // Asked first now, and does not trust whoever signed what is cached.
    repository.roles.get('targets')!.delegations.reverse()
    repository.publish()

    expect([whole, await client.download('songs/one')]).toEqual([done, refused('"reason":"signature"')])
  })
})

test.each([
  ['md5 alone', ['md5']],
  ['no hash at all', []],
] as const)('a file that is promised by %s is refused', async (_, hashes) => {
  repository.roles.get('targets')!.files['song'] = { bytes: Buffer.from('la'), hashes }
  repository.publish()

  expect(await client.download('song')).toEqual(refused('no sha256 or sha512'))
  expect(client.downloaded()).toEqual({})
})
