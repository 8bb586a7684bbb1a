import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { aTufClient, done, refused, run, type TufClient } from '../kit/a-tuf-client.ts'
import { aKey, aTufRepository, file, type TufRepository } from '../kit/a-tuf-repository.ts'
import { serveFolder, type StaticServer } from '../kit/static-server.ts'
import { temporaryFolder } from '../kit/temporary.ts'

let repository: TufRepository
let server: StaticServer
let client: TufClient
async function serve(made: TufRepository): Promise<void> {
  repository = made
  server = await serveFolder(made.folder)
  client = await aTufClient(made, server)
}
beforeEach(() => serve(aTufRepository()))

describe('a refresh', () => {
  test('asks for each file once, and keeps them byte for byte', async () => {
    expect(await client.refresh()).toEqual(done)

    const asked = ['2.root.json', 'timestamp.json', '1.snapshot.json', '1.targets.json']
    expect(server.asked).toEqual(asked.map((name) => `/metadata/${name}`))
    for (const name of ['1.root.json', ...asked.slice(1)]) {
      const kept = path.join(client.metadata, name.replace(/^\d+\./, ''))
      expect(readFileSync(kept)).toEqual(readFileSync(path.join(repository.folder, 'metadata', name)))
    }
  })

  test('takes a repository of before this program was built, by the clock of then', async () => {
    for (const role of ['root', 'timestamp', 'snapshot', 'targets']) repository.expiry[role] = -10
    repository.publish()

    expect(await client.refreshAt(20)).toEqual(done)
    expect(await client.refresh()).toEqual(refused('"reason":"expired"'))
  })

  test('refuses a timestamp that expired, and keeps the one before', async () => {
    await client.refresh()
    repository.expiry['timestamp'] = -1
    repository.publish()

    expect(await client.refresh()).toEqual(
      refused('"file":"metadata/timestamp.json","reason":"expired","detail":"20'),
    )

    expect(client.trusted()).toEqual({ root: 1, timestamp: 1, snapshot: 1, targets: 1 })
  })

  test('keeps the half that was verified where the other half is not there', async () => {
    await client.refresh()
    repository.publish()
    rmSync(path.join(repository.folder, 'metadata/2.targets.json'))

    expect(await client.refresh()).toEqual(refused('"reason":"missing"'))

    expect(client.trusted()).toEqual({ root: 1, timestamp: 2, snapshot: 2, targets: 1 })
  })
})

describe('a repository that went back', () => {
  beforeEach(async () => {
    const before = temporaryFolder()
    cpSync(repository.folder, before, { recursive: true })
    repository.publish()
    expect(await client.refresh()).toEqual(done)
    cpSync(before, repository.folder, { recursive: true })
  })

  test('is refused', async () => {
    expect(await client.refresh()).toEqual(refused('"reason":"rollback"'))

    expect(client.trusted()).toEqual({ root: 1, timestamp: 2, snapshot: 2, targets: 2 })
  })

  test('is refused, too, where everything that was cached is gone', async () => {
    for (const name of readdirSync(client.metadata).filter((one) => one.endsWith('.json'))) {
      rmSync(path.join(client.metadata, name))
    }

    expect(await client.refresh()).toEqual(refused('"reason":"rollback"'))
  })
})

describe('a root that took a key away', () => {
  const stolen = () => repository.keys.timestamp
  test('stays trusted where all that follows it is held back', async () => {
    await client.refresh()
    const before = temporaryFolder()
    cpSync(repository.folder, before, { recursive: true })
    const thief = stolen()
    repository.keys.timestamp = [aKey()]
    repository.publishRoot()
    rmSync(path.join(repository.folder, 'metadata/timestamp.json'))

    expect(await client.refresh()).toEqual(refused('"reason":"missing"'))
    expect(client.trusted()).toMatchObject({ root: 2 })

    // Whoever holds the old key serves the old root, and signs on.
    rmSync(path.join(repository.folder, 'metadata/2.root.json'))
    repository.keys.timestamp = thief
    repository.publish()
    expect(await client.refresh()).toEqual(refused('"reason":"signature"'))
    expect(client.trusted()).toEqual({ root: 2, targets: 1 })
  })

  test('takes the versions with it that this key signed, even if a refresh failed in between', async () => {
    repository.versions['timestamp'] = 1_000
    repository.publish()
    await client.refresh()
    repository.keys.timestamp = [aKey()]
    repository.publishRoot()
    rmSync(path.join(repository.folder, 'metadata/timestamp.json'))
    await client.refresh()
    repository.versions['timestamp'] = 1
    repository.publish()

    expect(await client.refresh()).toEqual(done)

    expect(client.trusted()).toMatchObject({ root: 2, timestamp: 2 })
  })
})

test('each root of a chain is held to the policy for keys, not only its last', async () => {
  const key = aKey()
  const { root, ...others } = repository.keys
  repository.keys = { root: [...root, key, { ...key, id: 'the same again' }], ...others }
  repository.publishRoot()
  repository.keys = { root: [key], ...others }
  repository.publishRoot()

  expect(await client.refresh()).toEqual(refused('names one key twice'))

  expect(client.trusted()).toEqual({ root: 1 })
})

describe('a download', () => {
  beforeEach(() => {
    repository.roles.get('targets')!.files['deep/in/song.txt'] = file('la la la')
    repository.publish()
  })

  test('gets the file under the name that begins with its hash, once', async () => {
    expect([await client.download('deep/in/song.txt'), await client.download('deep/in/song.txt')]).toEqual([
      done,
      done,
    ])

    expect(client.downloaded()).toEqual({ 'deep%2Fin%2Fsong.txt': 'la la la' })
    const files = server.asked.filter((one) => one.startsWith('/targets/'))
    expect(files).toEqual([expect.stringMatching(/^\/targets\/deep\/in\/[0-9a-f]{64}\.song\.txt$/)])
  })

  test('refuses other bytes, and leaves nothing of them', async () => {
    const folder = path.join(repository.folder, 'targets/deep/in')
    for (const name of readdirSync(folder)) writeFileSync(path.join(folder, name), 'la la lo')

    expect(await client.download('deep/in/song.txt')).toEqual(refused('"reason":"hash"'))

    expect(client.downloaded()).toEqual({})
  })

  test.each([7, 9])('refuses 8 bytes of which the role says that they are %s', async (length) => {
    repository.roles.get('targets')!.files['deep/in/song.txt'] = { ...file('la la la'), length }
    repository.publish()

    expect(await client.download('deep/in/song.txt')).toEqual(refused('"reason":"length"'))

    expect(client.downloaded()).toEqual({})
  })

  test.each(['song.txt', 'constructor'])('refuses %s, which no role names', async (name) => {
    expect(await client.download(name)).toEqual(refused(`no role names ${name}`))

    expect(client.downloaded()).toEqual({})
  })
})

describe('a file of somebody to whom the repository delegates', () => {
  beforeEach(async () => {
    const plain = aTufRepository({ consistent: false })
    plain.roles.get('targets')!.delegations.push({ name: 'singer', key: aKey(), paths: ['songs/*'] })
    plain.roles.set('singer', {
      files: { 'songs/one': file('la', 'sha512'), 'books/one': file('once') },
      delegations: [],
    })
    plain.publish()
    await serve(plain)
  })

  test('is found without hashes in names, and with SHA-512 alone', async () => {
    expect(await client.download('songs/one')).toEqual(done)

    expect(client.downloaded()).toEqual({ 'songs%2Fone': 'la' })
    expect(client.trusted()).toEqual({ root: 1, timestamp: 2, snapshot: 2, targets: 2, singer: 1 })
    expect(server.asked).toContain('/targets/songs/one')
  })

  test('is refused outside of what was delegated', async () => {
    expect(await client.download('books/one')).toEqual(refused('no role names books/one'))
  })

  test('is refused when the role has expired, though all above it holds', async () => {
    repository.expiry['singer'] = -1
    repository.publish()

    expect(await client.download('songs/one')).toEqual(
      refused('"file":"metadata/singer.json","reason":"expired","detail":"20'),
    )

    expect([client.downloaded(), client.trusted()]).toEqual([
      {},
      { root: 1, timestamp: 3, snapshot: 3, targets: 3 },
    ])
  })
})

test('words that it does not know are a failure', async () => {
  expect(await run('--metadata-dir', temporaryFolder(), 'enchant')).toEqual(refused('refresh | download'))
})
