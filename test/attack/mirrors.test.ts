import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Progress } from '../../engine/index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { serveFolder, type StaticServer } from '../kit/static-server.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

const artifact = 'packages/editor-1.0.0-universal.tar.xz'
// What does not compress, so that half of it is still some bytes.
const noise = Array.from({ length: 500 }, (_, at) => createHash('sha256').update(String(at)).digest('base64'))

let repository: TestRepository
let origin: StaticServer
let copy: string
let mirror: StaticServer
let machine: Machine
beforeEach(async () => {
  repository = await aRepository(release('editor', '1.0.0').withFile('share/editor/noise', noise.join('')))
  origin = await serveFolder(repository.folder)
  copy = path.join(temporaryFolder(), 'mirror')
  cpSync(repository.folder, copy, { recursive: true })
  mirror = await serveFolder(copy)
  machine = await aMachine()
  await useMirrored()
})

async function useMirrored(): Promise<void> {
  await machine.engine.run(
    'repository.add',
    { name: 'main', url: origin.url, fingerprint: repository.fingerprint, mirrors: [mirror.url] },
    { signal: never },
  )
  forgetRequests()
}

/** What the mirror does once the first of its bytes have come. */
let breakOff: () => unknown

async function installBreakingOff(): Promise<void> {
  const request = wanting('editor')
  const answer = await machine.plan(request)
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  const report = (progress: Progress) => {
    if (progress.kind === 'transfer' && progress.received > 0) breakOff()
  }
  await machine.engine.run('plan.apply', { request, digest: answer.plan.digest }, { signal: never, report })
}

function forgetRequests(): void {
  for (const { asked } of [origin, mirror]) asked.length = 0
}

const sync = async () => (await machine.engine.run('repository.sync', {}, { signal: never }))[0]!
const view = async () => (await machine.engine.run('repository.list', {}, { signal: never }))[0]!
const troubles = async () => (await view()).troubles.map(({ url, failure }) => [url, failure.code])

function flip(file: string): void {
  const bytes = readFileSync(file)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = bytes[at]! ^ 1
  writeFileSync(file, bytes)
}

describe('packages', () => {
  test('come from the mirror, and metadata from the address itself', async () => {
    await machine.install('editor')

    expect([origin.asked, mirror.asked]).toEqual([
      [],
      [`/${artifact}.manifest.json`, `/${artifact}.sig`, `/${artifact}`],
    ])
  })

  test('that a mirror bent are refused there, taken from the next address, and the mirror is told', async () => {
    flip(path.join(copy, artifact))

    await machine.install('editor')

    expect([await machine.installed(), await troubles()]).toEqual([
      ['editor 1.0.0'],
      [[mirror.url, 'trust/artifact']],
    ])
  })

  test('whose signature a mirror exchanged or holds back are taken from the next address', async () => {
    writeFileSync(path.join(copy, `${artifact}.sig`), '{}')
    await machine.install('editor')
    await machine.remove('editor')
    rmSync(path.join(machine.data, 'cache'), { recursive: true, force: true })
    rmSync(path.join(copy, `${artifact}.sig`))
    await machine.install('editor')

    expect(await troubles()).toEqual([[mirror.url, 'trust/artifact']])
  })

  test('go on from the next address where a mirror broke off, onto bytes that are hashed as a whole', async () => {
    const bytes = readFileSync(path.join(copy, artifact))
    let range: string | undefined
    mirror.intercept = (request, response) => {
      if (request.url !== `/${artifact}`) return false
      breakOff = () => request.socket.destroy()
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, bytes.length / 2))
      return true
    }
    origin.intercept = (request) => {
      if (request.url === `/${artifact}`) range = request.headers.range
      return false
    }

    await installBreakingOff()

    expect(range).toMatch(/^bytes=[1-9]\d*-$/)
    expect([await machine.installed(), await troubles()]).toEqual([
      ['editor 1.0.0'],
      [[mirror.url, 'network/unreachable']],
    ])
  })

  test('that a mirror began with lies do not spoil what an honest address sends after it', async () => {
    const half = Math.floor(readFileSync(path.join(copy, artifact)).length / 2)
    mirror.intercept = (request, response) => {
      if (request.url !== `/${artifact}`) return false
      breakOff = () => request.socket.destroy()
      response.writeHead(200, { 'content-length': half * 2 }).write(Buffer.alloc(half, 'x'))
      return true
    }

    await installBreakingOff()

    expect([await machine.installed(), origin.asked.filter((file) => file === `/${artifact}`)]).toEqual([
      ['editor 1.0.0'],
      [`/${artifact}`, `/${artifact}`],
    ])
  })

  test('from a mirror that sends a byte now and then come from the next address', async () => {
    const data = temporaryFolder()
    writeFileSync(path.join(data, 'config.toml'), '[general]\ndownload_timeout = 2\n')
    machine = await aMachine({}, data)
    await useMirrored()
    mirror.intercept = (request, response) => {
      if (request.url !== `/${artifact}`) return false
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 50)
      request.socket.on('close', () => clearInterval(timer))
      return true
    }

    await machine.install('editor')

    expect([await machine.installed(), await troubles()]).toEqual([
      ['editor 1.0.0'],
      [[mirror.url, 'network/timeout']],
    ])
  })

  test('that every address bent are refused, and nothing is changed', async () => {
    flip(path.join(copy, artifact))
    flip(path.join(repository.folder, artifact))

    const failure = await failureFrom(machine.install('editor'))

    expect([failure, await machine.installed(), await troubles()]).toEqual([
      expect.objectContaining({ code: 'trust/artifact', facts: expect.objectContaining({ reason: 'hash' }) }),
      [],
      [],
    ])
  })
})

describe('metadata', () => {
  test('of an unchanged repository costs two requests, and the mirrors none', async () => {
    expect([await sync(), origin.asked, mirror.asked]).toEqual([
      expect.objectContaining({ outcome: 'unchanged' }),
      ['/metadata/2.root.json', '/metadata/timestamp.json'],
      [],
    ])
  })

  test('comes from a mirror while the address itself is silent; that is told, and asked last for an hour', async () => {
    await repository.publish(release('editor', '1.1.0'))
    cpSync(repository.folder, copy, { recursive: true })
    await origin.stop()

    const first = await sync()
    mirror.asked.length = 0
    const second = await sync()

    expect([first.outcome, second.outcome, await troubles()]).toEqual([
      'updated',
      'unchanged',
      [[origin.url, 'network/unreachable']],
    ])
    expect(mirror.asked).toEqual(['/metadata/2.root.json', '/metadata/timestamp.json'])
  })

  test('an address that serves again is no longer told as failing', async () => {
    let now = Date.now()
    const patient = await aMachine({ clock: { now: () => now, sleep: async () => undefined } })
    const list = async () => (await patient.engine.run('repository.list', {}, { signal: never }))[0]!.troubles
    await patient.engine.run(
      'repository.add',
      { name: 'main', url: origin.url, fingerprint: repository.fingerprint, mirrors: [mirror.url] },
      { signal: never },
    )
    origin.intercept = (_request, response) => {
      response.writeHead(500).end()
      return true
    }
    await patient.engine.run('repository.sync', {}, { signal: never })
    const before = await list()
    origin.intercept = null
    now += 3_600_001

    await patient.engine.run('repository.sync', {}, { signal: never })

    expect([before.length, await list()]).toEqual([1, []])
  })

  test('that a stale mirror serves never replaces what was seen, and does not hide what is new', async () => {
    await repository.publish(release('editor', '1.1.0'))
    await sync()
    // The mirror still has the first state; the origin has the second, but none of its files but the first two.
    origin.intercept = (_request, response) => {
      response.writeHead(503).end()
      return true
    }

    const stale = await sync()

    expect(stale).toMatchObject({ outcome: 'failed', failure: { code: 'network/status' } })
    expect(await view()).toMatchObject({ trust: { indexVersion: 2 }, troubles: [] })
  })

  test('is never put together from two addresses: a snapshot that one holds back is not taken from an older other', async () => {
    await repository.publish(release('editor', '1.1.0'))
    origin.intercept = (request, response) => {
      if (request.url !== '/metadata/2.snapshot.json') return false
      response.writeHead(404).end()
      return true
    }

    const mixed = await sync()
    origin.intercept = null
    const whole = await sync()

    expect([mixed, whole.outcome, (await view()).trust?.indexVersion]).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        failure: expect.objectContaining({ code: 'trust/metadata' }),
      }),
      'updated',
      2,
    ])
  })

  test('that a mirror signed with keys of its own is refused, as it would be from the address itself', async () => {
    const forged = await aRepository(release('editor', '9.0.0'))
    rmSync(copy, { recursive: true })
    cpSync(forged.folder, copy, { recursive: true })
    await repository.publish(release('editor', '1.1.0'))
    await origin.stop()

    expect(await sync()).toMatchObject({ outcome: 'failed', failure: { code: 'network/unreachable' } })
    expect(await view()).toMatchObject({ trust: { indexVersion: 1 } })
  })
})

test('mirrors can be replaced and taken away, and obey the rules for addresses', async () => {
  const configure = async (...mirrors: string[]) =>
    machine.engine.run('repository.configure', { name: 'main', mirrors }, { signal: never })

  const replaced = await configure(
    'https://Mirror.Example.org/a',
    origin.url,
    'https://mirror.example.org/a/',
  )
  const refused = await failureFrom(configure('http://mirror.example.org/'))

  expect([replaced.mirrors, refused.code, (await configure()).mirrors]).toEqual([
    ['https://mirror.example.org/a/'],
    'request/invalid',
    [],
  ])
})
