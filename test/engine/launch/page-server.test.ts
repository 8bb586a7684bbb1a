import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { portsFor } from '../../../engine/launch/page-ports.ts'
import { servePage } from '../../../engine/launch/page-server.ts'
import { temporaryFolder } from '../../kit/temporary.ts'

async function served() {
  const profile = temporaryFolder()
  mkdirSync(path.join(profile, 'share/notes'), { recursive: true })
  mkdirSync(path.join(profile, 'bin'))
  writeFileSync(path.join(profile, 'share/notes/index.html'), '<h1>Notes</h1>')
  writeFileSync(path.join(profile, 'bin/secret'), 'not for browsers')
  symlinkSync('/etc/passwd', path.join(profile, 'share/notes/link'))
  const ports = await portsFor(path.join(profile, 'pages.json'), 'notes')
  const server = await servePage(profile, 'share/notes/index.html', ports)
  onTestFinished(async () => server.close())
  return server
}

/** `fetch` would tidy the path and choose the Host itself. */
async function ask(
  url: string,
  pathname: string,
  host = 'localhost',
): Promise<{ status: number; body: string }> {
  const { port } = new URL(url)
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path: pathname, headers: { host }, agent: false }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => done({ status: response.statusCode ?? 0, body }))
    })
      .on('error', fail)
      .end()
  })
}

test('a page of the profile is served under its secret folder', async () => {
  const { url } = await served()
  expect(await ask(url, new URL(url).pathname)).toEqual({ status: 200, body: '<h1>Notes</h1>' })
})

test('nothing outside share/, behind a link, or without the secret is served', async () => {
  const { url } = await served()
  const secret = new URL(url).pathname.split('/')[1]!
  const attempts = [
    '/',
    '/notes/index.html',
    `/${secret}/../bin/secret`,
    `/${secret}/%2e%2e/bin/secret`,
    `/${secret}/notes/../../bin/secret`,
    `/${secret}/notes/link`,
    `/${secret}/notes`,
  ]
  for (const attempt of attempts) expect([attempt, (await ask(url, attempt)).status]).toEqual([attempt, 404])
})

test('a name from elsewhere that was rebound to this machine is turned away', async () => {
  const { url } = await served()
  expect((await ask(url, new URL(url).pathname, 'evil.example')).status).toBe(404)
})

test('the same app has the same origin every time, where the port is free', async () => {
  const first = await served()
  const { port } = new URL(first.url)
  await first.close()
  expect(new URL((await served()).url).port).toBe(port)
})

test('no other app ever has the port of an app, not even one whose name was chosen for it', async () => {
  const fresh = (folder: string) => path.join(folder, 'pages.json')
  const file = fresh(temporaryFolder())
  const [own] = await portsFor(file, 'notes')
  let rival = 0
  while (wishOf(`rival-${rival}`) !== wishOf('notes')) rival += 1
  expect((await portsFor(fresh(temporaryFolder()), `rival-${rival}`))[0]).toBe(own)

  expect(await portsFor(file, `rival-${rival}`)).not.toContain(own)
  expect((await portsFor(file, 'notes'))[0]).toBe(own)
})

/** What decides the port that a name has where no other one is known. */
function wishOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt16BE(0) % 4_000
}
