import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { MultiOSPackageManager, type Progress } from '../../../engine/index.ts'
import { aMachine, failureFrom, wanting } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { serveFolder } from '../../kit/static-server.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'

function aManager(data = temporaryFolder()): MultiOSPackageManager {
  const environment = {
    PATH: process.env['PATH'],
    HOME: data,
    MULTIOS_CONFIG: path.join(data, 'config.toml'),
  }
  const manager = new MultiOSPackageManager({ dataDirectory: data, environment, starter: 'none' })
  atTheEnd(() => manager.close())
  return manager
}

const namesOf = (packages: readonly { name: string; version: string }[]) =>
  packages.map(({ name, version }) => `${name} ${version}`)

test('the whole thread runs through the class of the specification', async () => {
  const repository = await aRepository(
    release('editor', '1.0.0').needs('spell >= 1'),
    release('spell', '1.4.0'),
    release('game', '2.0.0').with({ tags: ['fun'] }),
  )
  const server = await serveFolder(repository.folder)
  const manager = aManager()

  const view = await manager.addRepository('main', server.url, {
    fingerprint: repository.fingerprint,
    description: 'For tests',
    priority: 10,
  })
  expect(view).toMatchObject({ name: 'main', description: 'For tests', priority: 10, packages: 3 })
  expect(await manager.getRepositories()).toEqual([view])
  expect(await manager.syncRepositories()).toMatchObject([
    { name: 'main', outcome: 'unchanged', failure: null },
  ])
  expect(namesOf(await manager.searchPackages('fun'))).toEqual(['game 2.0.0'])
  expect(namesOf(await manager.searchPackages('e', 1))).toHaveLength(1)
  expect(await manager.getPackageInfo('editor')).toMatchObject({ version: '1.0.0', installed: null })
  expect(await manager.getPackageInfo('nothing-like-it')).toBeNull()

  const receipt = await manager.installPackages(['editor', 'game'], ['1.0.0'])
  expect(receipt).toMatchObject({ generation: 1, previous: 0 })
  expect(receipt?.lines.map(({ name, to, because }) => [name, to, because.kind]).toSorted()).toEqual([
    ['editor', '1.0.0', 'requested'],
    ['game', '2.0.0', 'requested'],
    ['spell', '1.4.0', 'dependency'],
  ])
  expect(await manager.installPackages(['editor'])).toBeNull()
  expect(namesOf(await manager.getInstalledPackages()).toSorted()).toEqual([
    'editor 1.0.0',
    'game 2.0.0',
    'spell 1.4.0',
  ])

  await repository.publish(release('editor', '1.1.0').needs('spell >= 1'), release('game', '2.1.0'))
  expect(await manager.checkForUpdates()).toEqual([])
  await manager.syncRepositories(true)
  expect((await manager.checkForUpdates()).map(({ name, available }) => [name, available])).toEqual([
    ['editor', '1.1.0'],
    ['game', '2.1.0'],
  ])
  expect(await manager.updatePackages(['game'])).toMatchObject({ generation: 2, lines: [{ name: 'game' }] })
  expect(await manager.updatePackages()).toMatchObject({ generation: 3, lines: [{ name: 'editor' }] })
  expect(await manager.updatePackages()).toBeNull()
  expect((await manager.verifyPackages()).map(({ name, ok }) => [name, ok])).toEqual([
    ['editor', true],
    ['game', true],
    ['spell', true],
  ])
  expect(await manager.verifyPackages(['game'])).toHaveLength(1)

  expect(await manager.uninstallPackages(['editor'], true)).toMatchObject({ generation: 4 })
  expect(namesOf(await manager.getInstalledPackages())).toEqual(['game 2.1.0'])
  expect(await manager.undo()).toMatchObject({ generation: 5 })
  expect(await manager.rollbackTo(1)).toMatchObject({ generation: 6 })
  expect(namesOf(await manager.getInstalledPackages()).toSorted()).toEqual([
    'editor 1.0.0',
    'game 2.0.0',
    'spell 1.4.0',
  ])
  expect(await manager.getStatus()).toMatchObject({ generation: 6, installed: 3, repositories: 1 })
  await manager.removeRepository('main')
  expect(await manager.getRepositories()).toEqual([])
  expect(await manager.getPackageInfo('editor')).toMatchObject({
    repository: null,
    installed: { version: '1.0.0' },
  })
})

test('what cannot be is a failure with facts, not a sentence', async () => {
  const repository = await aRepository(release('ant', '1.0'), release('bee', '1.0').conflictsWith('ant'))
  const server = await serveFolder(repository.folder)
  const data = temporaryFolder()
  const manager = aManager(data)
  const { fingerprint } = repository

  expect(
    await failureFrom(manager.addRepository('main', server.url, { fingerprint: '0'.repeat(64) })),
  ).toEqual({
    code: 'trust/fingerprint-mismatch',
    facts: { url: server.url, expected: '0'.repeat(64), actual: fingerprint },
  })
  await manager.addRepository('main', server.url, { fingerprint })
  await manager.installPackages(['ant'])

  expect((await failureFrom(manager.installPackages(['bee']))).code).toBe('plan/unsolvable')
  expect(await failureFrom(manager.installPackages(['ent']))).toEqual({
    code: 'package/not-found',
    facts: { name: 'ent', nearest: ['ant'] },
  })
  expect((await failureFrom(manager.installPackages(['ant'], ['9']))).code).toBe('release/not-found')
  expect(await failureFrom(manager.installPackages(['a'.repeat(10_000_000)]))).toMatchObject({
    code: 'request/invalid',
    facts: { value: `${'a'.repeat(100)}…` },
  })
  const strange = await failureFrom(manager.installPackages(['a\0b\u001b[31m']))
  expect(strange).toMatchObject({ code: 'request/invalid', facts: { value: 'a\0b\u001b[31m' } })
  expect((await failureFrom(manager.rollbackTo(99))).code).toBe('generation/not-found')
  expect((await failureFrom(manager.removeRepository('mian'))).code).toBe('repository/not-found')

  const program = path.join(data, 'profile/current/bin/ant')
  chmodSync(program, 0o755)
  writeFileSync(program, 'something else')
  expect(await manager.verifyPackages(['ant'])).toEqual([
    {
      name: 'ant',
      version: '1.0',
      files: expect.any(Number),
      ok: false,
      problems: [{ path: 'bin/ant', problem: 'changed' }],
      edited: [],
    },
  ])
})

test('an aborted signal ends whatever runs with its own reason', async () => {
  const repository = await aRepository(release('ant', '1.0'))
  const server = await serveFolder(repository.folder)
  server.intercept = () => true
  const controller = new AbortController()
  const data = temporaryFolder()
  const manager = new MultiOSPackageManager({
    dataDirectory: data,
    environment: { HOME: data },
    starter: 'none',
    signal: controller.signal,
  })
  atTheEnd(() => manager.close())
  const reason = new Error('enough')

  const work = manager.addRepository('main', server.url, { fingerprint: repository.fingerprint })
  server.intercept = () => {
    controller.abort(reason)
    return true
  }

  await expect(work).rejects.toBe(reason)
})

test('progress counts the bytes of each file by itself, and in all what the plan said', async () => {
  const noise = (seed: number) =>
    Array.from({ length: 9_000 }, (_, i) => Math.sin(i * seed).toString(36)).join('')
  const repository = await aRepository(
    release('editor', '1.0').needs('spell', 'words').withFile('share/editor/data', noise(1)),
    release('spell', '1.0').withFile('share/spell/data', noise(2)),
    release('words', '1.0').withFile('share/words/data', noise(3)),
  )
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)
  const request = wanting('editor')
  const answer = await machine.plan(request)
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  const last = new Map<string, Extract<Progress, { kind: 'transfer' }>>()

  await machine.engine.run(
    'plan.apply',
    { request, digest: answer.plan.digest },
    {
      signal: never,
      report: (progress) => {
        if (progress.kind === 'transfer') last.set(progress.name, progress)
      },
    },
  )

  const received = [...last.values()].map((one) => one.received)
  expect([...last.keys()].toSorted()).toEqual(['editor', 'spell', 'words'])
  expect([...last.values()].every((one) => one.received === one.total)).toBe(true)
  expect(received.reduce((all, one) => all + one, 0)).toBe(answer.plan.download)
})
