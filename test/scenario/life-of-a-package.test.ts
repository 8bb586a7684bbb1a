import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'

test('a package is planned, installed with what it needs, run, updated, removed and brought back', async () => {
  const repository = await aRepository(
    release('editor', '1.0.0').needs('spell >= 1'),
    release('spell', '1.4.0').withFile('share/spell/words.txt', 'hello\n'),
  )
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)

  const answer = await machine.plan(wanting('editor'))
  expect(answer.kind === 'plan' && answer.plan.install.map(({ name, because }) => [name, because])).toEqual([
    ['editor', { kind: 'requested' }],
    ['spell', { kind: 'dependency', by: 'editor', clause: 'spell >= 1' }],
  ])

  const receipt = await machine.install('editor')
  expect({ generation: receipt.generation, previous: receipt.previous }).toEqual({
    generation: 1,
    previous: 0,
  })
  expect(machine.run('editor', 'x')).toBe('editor 1.0.0: x\n')

  await repository.publish(release('editor', '1.1.0').needs('spell >= 1'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  expect(
    (await machine.engine.run('updates.list', {}, { signal: never })).map(({ name, current, available }) => ({
      name,
      current,
      available,
    })),
  ).toEqual([{ name: 'editor', current: '1.0.0', available: '1.1.0' }])
  await machine.change({ kind: 'update' })
  expect(machine.run('editor')).toBe('editor 1.1.0: \n')

  await machine.remove('editor')
  expect(await machine.installed()).toEqual([])
  expect(readdirSync(path.join(machine.data, 'profile/current'))).toEqual([])

  await machine.change({ kind: 'undo' })
  expect(await machine.installed()).toEqual(['editor 1.1.0', 'spell 1.4.0'])
  expect(machine.run('editor')).toBe('editor 1.1.0: \n')

  await machine.change({ kind: 'rollback', generation: 1 })
  expect(await machine.installed()).toEqual(['editor 1.0.0', 'spell 1.4.0'])
  const verified = await machine.engine.run('package.verify', {}, { signal: never })
  expect(verified.every(({ ok }) => ok)).toBe(true)
})

test('undo and rollback need no network', async () => {
  const repository = await aRepository(release('editor', '1.0.0'))
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)
  await machine.install('editor')
  await machine.remove('editor')
  server.intercept = (_request, response) => response.writeHead(500).end() !== undefined

  await machine.change({ kind: 'undo' })

  expect(machine.run('editor')).toBe('editor 1.0.0: \n')
})

test('what was chosen is never removed silently; a conflict is explained with fixes that solve', async () => {
  const repository = await aRepository(release('ant', '1.0'), release('bee', '1.0').conflictsWith('ant'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('ant')

  const answer = await machine.plan(wanting('bee'))

  if (answer.kind !== 'unsolvable') throw new Error(answer.kind)
  expect(answer.explanation.fixes.length).toBeGreaterThan(0)
  for (const request of answer.explanation.fixes[0]!.requests) await machine.change(request)
  expect(await machine.installed()).toEqual(['bee 1.0'])
})

test('a plan is refused when the machine changed after it was shown', async () => {
  const repository = await aRepository(release('ant', '1.0'), release('bee', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  const shown = await machine.plan(wanting('bee'))
  await machine.install('ant')
  if (shown.kind !== 'plan') throw new Error(shown.kind)

  const failure = await failureFrom(
    machine.engine.run(
      'plan.apply',
      { request: wanting('bee'), digest: shown.plan.digest },
      { signal: never },
    ),
  )

  expect(failure.code).toBe('plan/stale')
  expect(await machine.installed()).toEqual(['ant 1.0'])
})

test('two packages that bring one file are refused with both named, and nothing changes', async () => {
  const repository = await aRepository(
    release('ant', '1.0').withFile('share/common.txt', 'a'),
    release('bee', '1.0').withFile('share/common.txt', 'b'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('ant')

  expect(await failureFrom(machine.install('bee'))).toEqual({
    code: 'plan/file-conflict',
    facts: { path: 'share/common.txt', owners: ['bee', 'ant'] },
  })
  expect(await machine.installed()).toEqual(['ant 1.0'])
  expect(existsSync(path.join(machine.data, 'profile/current/bin/bee'))).toBe(false)
})

test('a package may take over the files of one that it replaces', async () => {
  const repository = await aRepository(
    release('ant', '1.0').withFile('share/common.txt', 'a'),
    release('bee', '1.0').withFile('share/common.txt', 'b').replacing('ant'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('ant')
  await machine.install('bee')

  const [verified] = await machine.engine.run('package.verify', { packages: ['bee'] }, { signal: never })
  expect(verified).toMatchObject({ name: 'bee', ok: true })
})

test('an unknown package is answered with the nearest names, and an unknown version with those there are', async () => {
  const repository = await aRepository(release('editor', '1.0'), release('editor', '2.0'))
  const machine = await aMachine()
  await machine.use(repository)

  expect(await failureFrom(machine.plan(wanting('edtior')))).toEqual({
    code: 'package/not-found',
    facts: { name: 'edtior', nearest: ['editor'] },
  })
  expect(await failureFrom(machine.plan(wanting('editor=9')))).toEqual({
    code: 'release/not-found',
    facts: { name: 'editor', wanted: '9', available: ['2.0', '1.0'] },
  })
  expect((await failureFrom(machine.plan(wanting('editor=>> oops')))).code).toBe('request/invalid')
})

test('installing again with force unpacks anew and repairs a damaged file', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  const { chmodSync, writeFileSync } = await import('node:fs')
  const program = path.join(machine.data, 'profile/current/bin/editor')
  chmodSync(program, 0o755)
  writeFileSync(program, 'broken')
  expect((await machine.engine.run('package.verify', {}, { signal: never }))[0]?.ok).toBe(false)

  await machine.change({ kind: 'install', packages: [{ name: 'editor' }], force: true })

  expect((await machine.engine.run('package.verify', {}, { signal: never }))[0]?.ok).toBe(true)
  expect(machine.run('editor')).toBe('editor 1.0: \n')
})

test('a provider that is needed anyway is the one that serves, and is planned once', async () => {
  const repository = await aRepository(
    release('notes', '1.0').needs('viewer', 'page'),
    release('lamp', '1.0').provides('viewer'),
    release('page', '1.0').provides('viewer'),
  )
  const machine = await aMachine()
  await machine.use(repository)

  const receipt = await machine.install('notes')

  expect(receipt.lines.map(({ name }) => name)).toEqual(['notes', 'page'])
})

test('what is only recommended says so, and may be removed alone', async () => {
  const repository = await aRepository(
    release('notes', '1.0').with({ recommends: ['lamp'] }),
    release('lamp', '1.0'),
  )
  const machine = await aMachine()
  await machine.use(repository)

  const receipt = await machine.install('notes')
  await machine.remove('lamp')

  expect(receipt.lines.map(({ because }) => because)).toEqual([
    { kind: 'requested' },
    { kind: 'recommended', by: 'notes', clause: 'lamp' },
  ])
  expect(await machine.installed()).toEqual(['notes 1.0'])
})

test('the newest release wins inside a repository, and the higher priority between two', async () => {
  const low = await aRepository(release('editor', '9.0'))
  const high = await aRepository(
    release('editor', '1.0'),
    release('editor', '1.10'),
    release('editor', '1.9'),
  )
  const machine = await aMachine()
  await machine.use(low, undefined, 'low')
  await machine.use(high, undefined, 'high')
  await machine.engine.run('repository.configure', { name: 'high', priority: 10 }, { signal: never })

  const info = await machine.engine.run('package.info', { name: 'editor' }, { signal: never })

  expect({
    version: info.version,
    versions: info.versions.map(({ version, repository }) => `${version} ${repository}`),
  }).toEqual({
    version: '1.10',
    versions: ['1.10 high', '1.9 high', '1.0 high', '9.0 low'],
  })
})

test('what is installed can be told about by its version, although nobody offers that any more', async () => {
  const gone = await aRepository(release('editor', '1.0'))
  const machine = await aMachine()
  await machine.use(gone, undefined, 'gone')
  await machine.install('editor')
  await machine.use(await aRepository(release('editor', '2.0')), undefined, 'left')
  await machine.engine.run('repository.remove', { name: 'gone' }, { signal: never })
  const told = async (version?: string) =>
    machine.engine.run(
      'package.info',
      { name: 'editor', ...(version === undefined ? {} : { version }) },
      { signal: never },
    )

  const answers = [await told(), await told('1.0')]

  expect(answers.map(({ version, installed }) => [version, installed?.version])).toEqual([
    ['2.0', '1.0'],
    ['1.0', '1.0'],
  ])
  await expect(told('3.0')).rejects.toMatchObject({ failure: { code: 'release/not-found' } })
})

test('who types the command of an installed package is told which package it is of', async () => {
  const machine = await aMachine()
  const ripgrep = release('ripgrep', '13.0').withFile('bin/rg', '#!/bin/sh\n', true)
  await machine.use(await aRepository(ripgrep, release('rgb', '1.0')))
  await machine.install('ripgrep', 'rgb')

  const launched = machine.engine.run('package.launch', { name: 'rg' }, { signal: never })

  await expect(launched).rejects.toMatchObject({
    failure: { code: 'package/not-installed', facts: { name: 'rg', nearest: ['ripgrep', 'rgb'] } },
  })
})
