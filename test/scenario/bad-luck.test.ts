import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createEngine, failureOf, type Progress } from '../../engine/index.ts'
import { openState } from '../../engine/state/state.ts'
import { tryAcquire } from '../../engine/state/lock.ts'
import { aMachine, failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, buildRelease, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

test('a second writer waits, then is told who holds the lock', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  const letGo = tryAcquire({ dataDirectory: machine.data, command: 'somebody else', now: () => 0 })

  const failure = await failureFrom(machine.install('editor'))

  expect(failure).toMatchObject({
    code: 'busy/locked',
    facts: { holder: { pid: process.pid, command: 'somebody else' } },
  })
  letGo?.()
  await machine.install('editor')
  expect(await machine.installed()).toEqual(['editor 1.0'])
})

test('a lock whose holder was killed is free at once', async () => {
  const machine = await aMachine()
  const script = `
    import { tryAcquire } from ${JSON.stringify(path.resolve('engine/state/lock.ts'))}
    tryAcquire({ dataDirectory: ${JSON.stringify(machine.data)}, command: 'doomed', now: () => 0 })
    console.log('held')
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((done) => child.stdout.once('data', done))
  expect(tryAcquire({ dataDirectory: machine.data, command: 'test', now: () => 0 })).toBeNull()
  child.kill('SIGKILL')
  await new Promise((done) => child.once('close', done))
  const letGo = tryAcquire({ dataDirectory: machine.data, command: 'test', now: () => 0 })
  expect(letGo).not.toBeNull()
  letGo?.()
})

test.each(['resolve', 'download', 'stage', 'commit'] as const)(
  'cancelling at the phase %s ends with the reason and changes nothing',
  async (phase) => {
    const repository = await aRepository(release('editor', '1.0').needs('spell'), release('spell', '1.0'))
    const machine = await aMachine()
    await machine.use(repository)
    const request = wanting('editor')
    const answer = await machine.plan(request)
    if (answer.kind !== 'plan') throw new Error(answer.kind)
    const controller = new AbortController()
    const reason = new Error('enough')
    const report = (progress: Progress) => {
      if (progress.kind === 'step' && progress.step === phase) controller.abort(reason)
    }

    const outcome = await machine.engine
      .run('plan.apply', { request, digest: answer.plan.digest }, { signal: controller.signal, report })
      .then(
        () => 'done',
        (error: unknown) => error,
      )

    expect(outcome).toBe(reason)
    expect(await machine.installed()).toEqual([])
    expect(existsSync(path.join(machine.data, 'profile/current'))).toBe(false)
    expect(
      readdirSync(machine.data, { recursive: true }).filter((name) => String(name).includes('.new')),
    ).toEqual([])
    await machine.install('editor')
    expect(machine.run('editor')).toBe('editor 1.0: \n')
  },
)

test('cancelling in the middle of a download ends it and keeps what came', async () => {
  const noise = Array.from({ length: 60_000 }, (_, i) => Math.sin(i).toString(36)).join('')
  const repository = await aRepository(release('editor', '1.0').withFile('share/editor/data', noise))
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)
  const answer = await machine.plan(wanting('editor'))
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  server.intercept = (request, response) => {
    if (!request.url!.endsWith('.tar.xz')) return false
    // The rest never comes.
    response.writeHead(200, { 'content-length': answer.plan.download }).write(Buffer.alloc(10_000))
    return true
  }
  const controller = new AbortController()
  const reason = new Error('enough')
  const work = machine.engine.run(
    'plan.apply',
    { request: wanting('editor'), digest: answer.plan.digest },
    {
      signal: controller.signal,
      report: (progress) => {
        if (progress.kind === 'transfer' && progress.received > 0) controller.abort(reason)
      },
    },
  )
  await expect(work).rejects.toBe(reason)
  expect(await machine.installed()).toEqual([])
  expect(readdirSync(path.join(machine.data, 'cache/packages'))).toHaveLength(1)
})

test('killed after the switch, the next start finishes the change; killed before it, takes it back', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const data = temporaryFolder()
  const machine = await aMachine({}, data)
  await machine.use(repository)
  await machine.install('editor')
  await machine.engine.close()

  // As a crash between the rename and the record leaves it.
  const state = openState(data)
  state.change("UPDATE setting SET value = '0' WHERE key = 'generation'")
  state.change('DELETE FROM installed')
  state.change("INSERT INTO journal VALUES (1, 0, '')")
  state.close()
  const after = await aMachine({}, data)
  expect(await after.installed()).toEqual(['editor 1.0'])
  expect((await after.engine.run('system.status', {}, { signal: never })).recovered).toBe('finished 1')
  await after.engine.close()

  // As a crash before the rename leaves it.
  const again = openState(data)
  again.change("INSERT INTO journal VALUES (2, 1, '')")
  again.close()
  const last = await aMachine({}, data)
  expect(await last.installed()).toEqual(['editor 1.0'])
  expect((await last.engine.run('system.status', {}, { signal: never })).recovered).toBe('taken-back 1')
})

test('a configuration with an unknown key is refused with file, line and the keys there are', async () => {
  const data = temporaryFolder()
  const { writeFileSync } = await import('node:fs')
  const file = path.join(data, 'config.toml')
  writeFileSync(file, '[general]\nlog_level = "info"\n\n[security]\nrequire_signatures = true\n')
  const failure = await failureFrom(
    createEngine({
      dataDirectory: data,
      configFile: file,
      environment: {},
      command: 'test',
      starter: 'none',
    }),
  )
  expect(failure).toEqual({
    code: 'config/invalid',
    facts: {
      file,
      line: 5,
      key: 'security.require_signatures',
      problem: 'unknown',
      accepted:
        'require_signature, allow_unsigned, trusted_publishers_only, checksum_algorithm, allow_scripts',
    },
  })
})

test('a data directory that is a file is told as what it is', async () => {
  const data = path.join(temporaryFolder(), 'data')
  symlinkSync('/dev/null', data)
  const failure = await failureFrom(
    createEngine({ dataDirectory: data, environment: {}, command: 'test', starter: 'none' }),
  )
  expect(failure).toEqual({ code: 'file/exists', facts: { path: data } })
})

test('another process that changes the machine is noticed', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const data = temporaryFolder()
  const watching = await aMachine({}, data)
  await watching.use(repository)
  const heard = new Promise((done) => {
    watching.engine.on((event) => {
      if (event.kind === 'machine-changed') done(event.generation)
    })
  })
  const other = await aMachine({}, data)
  await other.install('editor')
  expect(await heard).toBe(1)
})

test('a misspelt key of package.yaml is named, not the one it was meant to be', async () => {
  const recipe = release('editor', '1.0').with({ version: undefined, versoin: '1.0' })
  const failure = await buildRelease(recipe, null).catch((error: unknown) => failureOf(error))
  expect(failure).toMatchObject({
    code: 'recipe/invalid',
    facts: { key: 'versoin', problem: 'unknown field' },
  })
})

test.each([
  ['points to the tree before', (link: string, older: string) => symlinkSync(older, link)],
  ['is gone', () => undefined],
])('what was told as done holds where the link to it %s', async (_, damage) => {
  const repository = await aRepository(release('editor', '1.0'), release('spell', '1.0'))
  const first = await aMachine()
  await first.use(repository)
  await first.install('spell')
  const link = path.join(first.data, 'profile/current')
  const older = readlinkSync(link)
  await first.install('editor')
  await first.engine.close()
  rmSync(link)
  damage(link, older)

  const next = await aMachine({}, first.data)

  expect(await next.installed()).toEqual(['editor 1.0', 'spell 1.0'])
  expect(next.run('editor')).toBe('editor 1.0: \n')
})
