import type { IncomingMessage, ServerResponse } from 'node:http'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, failureFrom } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

type Trick = (request: IncomingMessage, response: ServerResponse) => void

/** Does something every 50 ms until the other side hangs up. */
function ceaselessly(request: IncomingMessage, work: () => void): void {
  const timer = setInterval(work, 50)
  request.socket.on('close', () => clearInterval(timer))
}

const tricks: readonly [string, Trick][] = [
  ['never answers', () => undefined],
  [
    'sends a byte now and then',
    (request, response) => {
      response.writeHead(200)
      ceaselessly(request, () => response.write('x'))
    },
  ],
  [
    'never comes to an end of its headers',
    (request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n')
      ceaselessly(request, () => request.socket.write('X-More: more\r\n'))
    },
  ],
  [
    'only ever promises an answer',
    (request) => {
      ceaselessly(request, () => request.socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'))
    },
  ],
]

test.each(tricks)('a server that %s is given up after the time set for it', async (_name, trick) => {
  const repository = await aRepository(release('editor', '1.0'))
  const server = await serveFolder(repository.folder)
  const data = temporaryFolder()
  writeFileSync(path.join(data, 'config.toml'), '[general]\ndownload_timeout = 1\n')
  const machine = await aMachine({}, data)
  await machine.use(repository, server.url)
  const isTricked = (request: IncomingMessage, word: string) => request.url?.includes(word) === true

  server.intercept = (request, response) => {
    if (!isTricked(request, 'timestamp')) return false
    trick(request, response)
    return true
  }
  expect(await machine.engine.run('repository.sync', {}, { signal: never })).toMatchObject([
    { outcome: 'failed', failure: { code: 'network/timeout', facts: { seconds: 1 } } },
  ])
  server.intercept = (request, response) => {
    if (!isTricked(request, '.tar.xz')) return false
    trick(request, response)
    return true
  }
  expect(await failureFrom(machine.install('editor'))).toMatchObject({ code: 'network/timeout' })
})

test(
  'a list that comes byte by byte is given up long before a file would be, and the lock is free again',
  {
    timeout: 90_000,
  },
  async () => {
    const behind = async (list: string) => {
      const repository = await aRepository(release('editor', '1.0'))
      const server = await serveFolder(repository.folder)
      const machine = await aMachine()
      await machine.use(repository, server.url)
      server.intercept = (request, response) => {
        if (request.url?.includes(list) !== true) return false
        response.writeHead(200)
        ceaselessly(request, () => response.write('x'))
        return true
      }
      const [synced] = await machine.engine.run('repository.sync', { force: true }, { signal: never })
      await machine.install('editor')
      return [synced, await machine.installed()]
    }

    const found = await Promise.all(['timestamp', 'index.json.gz'].map(behind))

    const late = { outcome: 'failed', failure: { code: 'network/timeout', facts: { seconds: 30 } } }
    expect(found).toMatchObject([
      [late, ['editor 1.0']],
      [late, ['editor 1.0']],
    ])
  },
)
