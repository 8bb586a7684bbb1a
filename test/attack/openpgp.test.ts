import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createMessage, sign } from 'openpgp'
import { beforeEach, describe, expect, test } from 'vitest'
import { addPackages, createSigner, revokePublisherKey, setPublisher } from '../../engine/publishing.ts'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import {
  addSigned,
  anOpenPgpKey,
  anOpenPgpRepository,
  bend,
  type OpenPgpRepository,
  revoked,
} from '../kit/an-openpgp-repository.ts'
import { buildRelease, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

let repository: OpenPgpRepository
let machine: Machine
beforeEach(async () => {
  repository = await anOpenPgpRepository(release('editor', '1.0.0'))
  machine = await aMachine()
})

const hour = 3_600_000
const sync = async (force = false) =>
  (await machine.engine.run('repository.sync', { force }, { signal: never }))[0]!
const view = async () => (await machine.engine.run('repository.list', {}, { signal: never }))[0]
const index = () => readFileSync(repository.file('index.json.gz'))
const putSignature = (armored: string) => writeFileSync(repository.file('index.json.gz.asc'), armored)
const refusal = (reason: string) => ({
  outcome: 'failed',
  failure: { code: 'trust/metadata', facts: { repository: 'signed', reason } },
})

describe('a repository that signs with OpenPGP', () => {
  test('is added with its key, installs, and says that nothing guarantees its freshness', async () => {
    await addSigned(machine, repository)
    await machine.install('editor')

    expect([await machine.installed(), await view()]).toMatchObject([
      ['editor 1.0.0'],
      {
        fingerprint: repository.key.fingerprint,
        trust: null,
        openPgp: { users: ['Test Works <test@example.org>'], expires: null, state: 'valid' },
      },
    ])
  })

  test('costs two small requests where nothing changed', async () => {
    const server = await serveFolder(repository.folder)
    await addSigned(machine, repository, server.url)
    server.asked.length = 0

    expect([(await sync()).outcome, server.asked]).toEqual([
      'unchanged',
      ['/metadata/index.json.gz.asc', '/metadata/advisories.json.gz.asc'],
    ])
  })

  test('is explained link by link without a network, and a list that was bent here is found', async () => {
    await addSigned(machine, repository)
    await machine.install('editor')
    rmSync(repository.folder, { recursive: true })
    const states = async () => {
      const answer = await machine.engine.run('trust.explain', { what: 'editor' }, { signal: never })
      return [answer.holds, ...answer.links.map(({ kind, state }) => `${kind} ${state}`)]
    }

    const before = await states()
    bend(path.join(machine.data, 'metadata/signed/index.json.gz'))
    const bent = await states()

    const below = ['manifest valid', 'publisher valid', 'artifact valid', 'file valid']
    expect({ before, bent }).toEqual({
      before: [true, 'root valid', 'index valid', ...below],
      bent: [false, 'root valid', 'index broken', ...below],
    })
  })

  test('vouches no more for what is here by a key that its publisher lost since', async () => {
    await addSigned(machine, repository)
    await machine.install('editor')
    const place = { name: 'test', path: repository.folder, publisher: 'Test Works', now: new Date() }
    const next = createSigner()
    await setPublisher({ ...place, keys: [next.key], namespaces: [] })
    await addPackages({ ...place, files: [await buildRelease(release('viewer', '1.0.0'), next)] }, never)
    await revokePublisherKey({ ...place, keyId: repository.publisher.key.keyId })
    await repository.rebuild()
    await repository.sign()
    expect((await sync()).outcome).toBe('updated')

    const { holds, links } = await machine.engine.run('trust.explain', { what: 'editor' }, { signal: never })

    expect([holds, links.find(({ kind }) => kind === 'publisher')?.state]).toEqual([false, 'broken'])
  })

  test('still needs the signature of a publisher that its index names', async () => {
    await addSigned(machine, repository)
    rmSync(path.join(repository.folder, 'packages/editor-1.0.0-universal.tar.xz.sig'))

    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'signature-missing' },
    })
    expect(await machine.installed()).toEqual([])
  })

  test('is not added with a key that was not confirmed, nor where nobody signs', async () => {
    const other = await anOpenPgpKey()
    const add = async (fingerprint: string, folder = repository.folder) =>
      machine.engine.run(
        'repository.add',
        {
          name: 'signed',
          url: `file://${folder}/`,
          fingerprint,
          openPgpKey: repository.key.publicKey.armor(),
        },
        { signal: never },
      )
    const unlike = await failureFrom(add(other.fingerprint))
    rmSync(repository.file('index.json.gz.asc'))
    const unsigned = await failureFrom(add(repository.key.fingerprint))

    expect([unlike.code, unsigned, await view()]).toMatchObject([
      'trust/fingerprint-mismatch',
      { code: 'trust/metadata', facts: { reason: 'missing' } },
      undefined,
    ])
  })
})

describe('what is refused, and changes nothing', () => {
  beforeEach(async () => addSigned(machine, repository))

  test('one flipped byte in the index', async () => {
    await repository.publish(release('editor', '1.1.0'))
    await repository.sign()
    bend(repository.file('index.json.gz'))

    expect(await sync()).toMatchObject(refusal('signature'))
  })

  test('an index that is signed by somebody else', async () => {
    await repository.publish(release('editor', '1.1.0'))
    await repository.sign(await anOpenPgpKey())

    expect(await sync()).toMatchObject(refusal('signature'))
  })

  test('a signature that is missing, empty, no signature, or far too long', async () => {
    const outcomes: unknown[] = []
    for (const text of ['', 'hello', repository.key.publicKey.armor(), 'x'.repeat(70_000)]) {
      putSignature(text)
      outcomes.push((await sync()).failure?.facts)
    }
    rmSync(repository.file('index.json.gz.asc'))
    outcomes.push((await sync()).failure?.facts)

    expect(outcomes.map((facts) => (facts as { reason: string }).reason)).toEqual([
      'format',
      'format',
      'format',
      'length',
      'missing',
    ])
  })

  test('a signature over text, which leaves line ends open', async () => {
    const message = await createMessage({ text: index().toString('latin1') })
    putSignature(await sign({ message, signingKeys: repository.key.privateKey, detached: true }))

    expect(await sync()).toMatchObject(refusal('signature'))
  })

  test('an older index with its good signature, even after the cache was deleted', async () => {
    const old = path.join(temporaryFolder(), 'old')
    cpSync(repository.folder, old, { recursive: true })
    await repository.publish(release('editor', '1.1.0'))
    await repository.sign(repository.key, new Date(Date.now() + 1_000))
    machine = await aMachine({ clock: { now: () => Date.now() + hour, sleep: async () => undefined } })
    await addSigned(machine, repository)
    rmSync(path.join(machine.data, 'metadata'), { recursive: true, force: true })
    rmSync(repository.folder, { recursive: true })
    cpSync(old, repository.folder, { recursive: true })

    expect(await sync(true)).toMatchObject(refusal('rollback'))
    const info = await machine.engine.run('package.info', { name: 'editor' }, { signal: never })
    expect(info.version).toBe('1.1.0')
  })

  test('an index that was signed in the future', async () => {
    await repository.publish(release('editor', '1.1.0'))
    await repository.sign(repository.key, new Date(Date.now() + hour))

    expect(await sync()).toMatchObject(refusal('signature'))
  })

  test('advisories that are held back once they were there', async () => {
    rmSync(repository.file('advisories.json.gz.asc'))

    expect(await sync()).toMatchObject({
      ...refusal('missing'),
      failure: { facts: { file: 'metadata/advisories.json.gz.asc' } },
    })
  })

  test('everything, once the key was revoked; a file from before that does not undo it', async () => {
    const { engine } = machine
    const setKey = async (openPgpKey: string) =>
      engine.run(
        'repository.setKey',
        { name: 'signed', openPgpKey, fingerprint: repository.key.fingerprint },
        { signal: never },
      )
    await setKey(await revoked(repository.key))
    const first = await sync()
    await setKey(repository.key.publicKey.armor())

    expect([first, await sync()]).toMatchObject([refusal('key'), refusal('key')])
  })

  test('another key, unless the person confirms its fingerprint; then what was seen stays seen', async () => {
    const next = await anOpenPgpKey()
    const setKey = async (fingerprint: string) =>
      machine.engine.run(
        'repository.setKey',
        { name: 'signed', openPgpKey: next.publicKey.armor(), fingerprint },
        { signal: never },
      )
    const refused = await failureFrom(setKey(repository.key.fingerprint))
    await setKey(next.fingerprint)
    await repository.sign(next, new Date(Date.now() - 60_000))
    const older = await sync()
    await repository.sign(next)

    expect([refused.code, older, await sync(), await view()]).toMatchObject([
      'trust/fingerprint-mismatch',
      refusal('rollback'),
      { outcome: 'unchanged' },
      { fingerprint: next.fingerprint },
    ])
  })
})
