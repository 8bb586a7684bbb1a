import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { anInstalledEditor } from '../kit/an-installed-editor.ts'
import { anOldRepository, aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import { indexOf, publishIndex } from './kit/hostile-repository.ts'

const kinds = [
  'root',
  'timestamp',
  'snapshot',
  'targets',
  'delegation',
  'releases',
  'index',
  'manifest',
  'publisher',
  'artifact',
  'file',
]

let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  ;({ repository, machine } = await anInstalledEditor())
  // All of it is told from this disk: the repository need not be there any more.
  rmSync(repository.folder, { recursive: true })
})

const why = async (what = 'editor'): Promise<Output<'trust.explain'>> =>
  machine.engine.run('trust.explain', { what }, { signal: never })
const statesOf = ({ links, holds }: Output<'trust.explain'>) => ({
  holds,
  ...Object.fromEntries(links.flatMap(({ kind, state }) => (state === 'valid' ? [] : [[kind, state]]))),
})

/** Writes over what is read-only, as only somebody with the machine in hand can. */
function overwrite(file: string, change: (text: string) => string): void {
  chmodSync(file, 0o644)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

describe('what vouches for something installed (C9)', () => {
  test('is told link by link from the root down, without a network', async () => {
    const trust = await why()

    expect(trust).toMatchObject({ name: 'editor', version: '1.0.0', path: null, holds: true })
    expect(trust.links.map(({ kind, state }) => [kind, state])).toEqual(kinds.map((kind) => [kind, 'valid']))
    expect(trust.links[0]).toMatchObject({ fingerprint: repository.fingerprint })
    const theirs = { title: 'Test Works', fingerprint: repository.publisher.key.keyId }
    expect(trust.links.filter(({ kind }) => kind === 'delegation' || kind === 'publisher')).toMatchObject([
      theirs,
      theirs,
    ])
  })

  test('names the key of each role as its owner sees it with `sign list`', async () => {
    const { links } = await why()
    const { timestamp, snapshot, targets, releases } = repository.signers

    expect(
      ['timestamp', 'snapshot', 'targets', 'releases'].map(
        (role) => links.find(({ kind }) => kind === role)?.fingerprint,
      ),
    ).toEqual([timestamp, snapshot, targets, releases].map((signer) => signer?.key.keyId))
  })

  test('is told of a file of the profile, and of the package file', async () => {
    const packages = path.join(machine.data, 'cache/packages')
    const artifact = path.join(
      packages,
      readdirSync(packages).find((name) => name.endsWith('.artifact'))!,
    )

    const file = await why(path.join(machine.data, 'profile/current/bin/editor'))

    expect([file.path, file.links.at(-1), file.holds]).toEqual([
      'bin/editor',
      expect.objectContaining({ kind: 'file', title: 'bin/editor', state: 'valid' }),
      true,
    ])
    expect(await why(artifact)).toMatchObject({ name: 'editor', holds: true })
  })

  test('is broken where the file on the disk is another one', async () => {
    overwrite(path.join(machine.data, 'profile/current/bin/editor'), (text) => `${text}# more\n`)

    expect(statesOf(await why('bin/editor'))).toEqual({ holds: false, file: 'broken' })
  })

  test('is broken where whoever changed the file changed its manifest, too', async () => {
    const [folder] = readdirSync(path.join(machine.data, 'store'))
    const manifest = readdirSync(path.join(machine.data, 'store', folder!), { recursive: true })
      .map(String)
      .find((name) => name.endsWith('.json'))!
    overwrite(path.join(machine.data, 'store', folder!, manifest), (text) => text.replace('"MIT"', '"BSD"'))

    expect(statesOf(await why())).toMatchObject({ holds: false, manifest: 'broken' })
  })

  test.each(['timestamp', 'snapshot', 'targets', 'releases'])(
    'is broken where %s was changed',
    async (role) => {
      overwrite(path.join(machine.data, 'metadata/main', `${role}.json`), (text) =>
        text.replace(/"version":\s*(\d+)/, '"version":9'),
      )

      expect(statesOf(await why())).toMatchObject({ holds: false, [role]: 'broken' })
    },
  )

  test('is too old, and holds, when nobody has renewed it', async () => {
    const late = Date.now() + 30 * 86_400_000
    await machine.engine.close()
    machine = await aMachine({ clock: { now: () => late, sleep: async () => undefined } }, machine.data)

    expect(statesOf(await why())).toMatchObject({
      holds: true,
      timestamp: 'expired',
      snapshot: 'expired',
      releases: 'expired',
    })
  })

  test('is broken where the targets role has taken the publisher away since', async () => {
    const online = await aRepository(release('viewer', '1.0.0'))
    await machine.use(online, undefined, 'other')
    await machine.install('viewer')
    await publishIndex(online, { ...indexOf(online), publishers: [], packages: [] })
    await machine.engine.run('repository.sync', { names: ['other'] }, { signal: never })

    expect(statesOf(await why('viewer'))).toEqual({ holds: false, delegation: 'broken', index: 'absent' })
  })

  test('needs no delegation where the index alone names publishers', async () => {
    const old = await anOldRepository(release('viewer', '1.0.0'))
    await machine.use(old, undefined, 'other')
    await machine.install('viewer')

    const { links, holds } = await why('viewer')

    expect([holds, links.map(({ kind }) => kind)]).toEqual([
      true,
      kinds.filter((kind) => kind !== 'delegation' && kind !== 'releases'),
    ])
  })

  test('is not told of what is not here', async () => {
    expect([
      await failureFrom(why('edito')),
      await failureFrom(why('bin/nothing')),
      await failureFrom(why('/nowhere/editor.tar.xz')),
      await failureFrom(why(import.meta.filename)),
    ]).toEqual([
      { code: 'package/not-installed', facts: { name: 'edito', nearest: ['editor'] } },
      { code: 'file/not-found', facts: { path: 'bin/nothing' } },
      { code: 'file/not-found', facts: { path: '/nowhere/editor.tar.xz' } },
      { code: 'file/unvouched', facts: { path: import.meta.filename } },
    ])
  })
})
