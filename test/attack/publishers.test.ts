import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { addPackages, createSigner, setPublisher, yankRelease } from '../../engine/publishing.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, buildRelease, release, type TestRepository } from '../kit/a-repository.ts'
import { failureIn } from '../engine/builder/kit.ts'
import { never } from '../kit/temporary.ts'
import { copyOf, indexOf, publishIndex } from './kit/hostile-repository.ts'

const sync = async (machine: Machine) => machine.engine.run('repository.sync', {}, { signal: never })
const whyNot = async (machine: Machine, name: string) =>
  machine.engine.run('dependency.whyNot', { name }, { signal: never })

describe('a release that its repository took back (attack 49)', () => {
  let repository: TestRepository
  beforeEach(async () => {
    repository = await aRepository(release('editor', '1.0.0'), release('editor', '2.0.0'))
  })
  const yank = async (version: string, reason: string | null = 'loses files') => {
    const place = { name: 'test', path: repository.folder, now: new Date('2026-05-01T00:00:00Z') }
    await yankRelease({ ...place, release: { name: 'editor', version }, reason })
    await repository.rebuild()
  }

  test('is not a candidate any more, and why-not tells the reason', async () => {
    await yank('2.0.0')
    const machine = await aMachine()
    await machine.use(repository)

    await machine.install('editor')

    expect(await machine.installed()).toEqual(['editor 1.0.0'])
    expect(await whyNot(machine, 'editor')).toEqual({
      kind: 'installed',
      name: 'editor',
      version: '1.0.0',
      hidden: [{ version: '2.0.0', repository: 'main', reason: 'revoked' }],
    })
    expect(await machine.engine.run('updates.list', {}, { signal: never })).toEqual([])
    expect(await machine.engine.run('catalog.search', { query: 'editor' }, { signal: never })).toMatchObject({
      packages: [{ name: 'editor', version: '1.0.0' }],
    })
    const { versions } = await machine.engine.run('package.info', { name: 'editor' }, { signal: never })
    expect(versions.map(({ version, revoked }) => [version, revoked?.reason])).toEqual([
      ['1.0.0', undefined],
      ['2.0.0', 'loses files'],
    ])
  })

  test('is told of where it is installed: in the list, and on the card of a search', async () => {
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('editor')
    await yank('2.0.0')
    await sync(machine)

    const [here] = await machine.engine.run('package.installed', {}, { signal: never })
    const found = await machine.engine.run('catalog.search', { query: 'editor' }, { signal: never })

    const told = { version: '2.0.0', revoked: { reason: 'loses files', at: '2026-05-01T00:00:00.000Z' } }
    expect(here?.installed).toMatchObject(told)
    expect(found.packages[0]).toMatchObject({ version: '1.0.0', installed: told })
  })

  test('cannot be asked for by its version, nor by anything that needs it', async () => {
    await repository.publish(release('suite', '1.0.0').needs('editor >= 2'))
    await yank('2.0.0')
    const machine = await aMachine()
    await machine.use(repository)

    for (const name of ['editor=2.0.0', 'suite']) {
      const answer = await machine.plan(wanting(name))
      expect(answer).toMatchObject({ kind: 'unsolvable' })
      expect(JSON.stringify(answer)).toContain(
        '"release":"editor 2.0.0","repository":"main","reason":"revoked"',
      )
    }
    expect(await machine.installed()).toEqual([])
  })

  test('is refused where a mirror still has it and a damaged file has to be fetched again', async () => {
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('editor')
    await yank('2.0.0')
    await sync(machine)
    await machine.engine.run('system.cleanup', { clearCache: true }, { signal: never })

    const before = readdirSync(path.join(machine.data, 'store'))
    const forced = { ...wanting('editor'), force: true } as ReturnType<typeof wanting>
    const failure = await failureFrom(machine.change(forced))

    expect(failure).toEqual({
      code: 'trust/artifact',
      facts: { file: 'packages/editor-2.0.0-universal.tar.xz', reason: 'revoked', detail: '' },
    })
    expect(await machine.installed()).toEqual(['editor 2.0.0'])
    expect(readdirSync(path.join(machine.data, 'store'))).toEqual(before)
  })

  test('is told of where it is installed', async () => {
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('editor')
    await yank('2.0.0')
    await sync(machine)

    expect(await machine.engine.run('package.audit', {}, { signal: never })).toMatchObject({
      findings: [],
      revoked: [
        {
          name: 'editor',
          version: '2.0.0',
          repository: 'main',
          reason: 'loses files',
          at: '2026-05-01T00:00:00.000Z',
        },
      ],
    })
  })

  test('may be given back', async () => {
    await yank('2.0.0')
    await yank('2.0.0', null)
    const machine = await aMachine()
    await machine.use(repository)

    await machine.install('editor')

    expect(await machine.installed()).toEqual(['editor 2.0.0'])
  })
})

describe('a name in the namespace of another publisher (attack 45)', () => {
  let repository: TestRepository
  beforeEach(async () => {
    repository = await aRepository(release('acme-tool', '1.0.0').with({ maintainer: 'Acme' }))
    await setPublisher({
      name: 'test',
      path: repository.folder,
      publisher: 'Acme',
      keys: [],
      namespaces: ['acme-*'],
    })
    await repository.rebuild()
  })
  const mallory = createSigner()
  const offered = async (one: ReturnType<typeof release>) =>
    addPackages(
      {
        name: 'test',
        path: repository.folder,
        files: [await buildRelease(one.with({ maintainer: 'Mallory' }), mallory)],
        now: new Date(),
      },
      never,
    )

  test.each([
    ['borne', release('acme-tool', '9.0.0')],
    ['a new one', release('acme-lib', '1.0.0')],
    ['provided', release('innocent', '1.0.0').provides('acme-lib')],
  ])('is not taken into the repository: %s', async (_, one) => {
    expect(await failureIn(offered(one))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'stranger', detail: 'it belongs to Acme' },
    })
  })

  test.each([
    ['borne', release('acme-tool', '9.0.0'), 'acme-tool'],
    ['provided', release('innocent', '1.0.0').provides('acme-lib'), 'innocent'],
  ])('is not taken by a machine, whatever the index lists: %s', async (_, one, name) => {
    const hostile = copyOf(repository)
    const other = await aRepository()
    const file = await buildRelease(one.with({ maintainer: 'Mallory' }), mallory)
    await addPackages({ name: 'test', path: other.folder, files: [file], now: new Date() }, never)
    await other.rebuild()
    const [honest, bad] = [indexOf(hostile), indexOf(other)]
    await publishIndex(hostile, {
      ...honest,
      packages: [...honest.packages, ...bad.packages],
      publishers: [...honest.publishers, ...bad.publishers],
    })
    const machine = await aMachine()
    await machine.use(hostile)

    expect(await whyNot(machine, name)).toMatchObject({
      hidden: [{ repository: 'main', reason: 'stranger' }],
    })
    const answer = await machine.plan(wanting(name))
    expect(answer).toMatchObject(
      name === 'acme-tool' ? { plan: { install: [{ to: '1.0.0' }] } } : { kind: 'unsolvable' },
    )
  })
})
