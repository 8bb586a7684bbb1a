import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'vitest'
import { aRepository, release } from '../../kit/a-repository.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { aDesk, type Desk } from './kit/a-desk.ts'
import { slowServer } from './kit/slow-server.ts'
import { until } from './kit/until.ts'
import { using } from './kit/using.ts'
import { hasTool } from './kit/web-servers.ts'
import { testWhere } from '../../kit/where.ts'

const noise = Array.from({ length: 3_000 }, (_, i) => Math.sin(i + 1).toString(36)).join('')

interface Terminal {
  readonly seen: () => string
  readonly type: (keys: string) => void
  readonly ended: Promise<number | null>
}

/** A command at a terminal of its own, as `script` makes one. */
function atATerminal(desk: Desk, line: string): Terminal {
  const child = spawn('script', ['-q', '-e', '-c', line, '/dev/null'], {
    cwd: desk.folder,
    env: { ...desk.environment, TERM: 'xterm', PATH: `${bin}:${desk.environment['PATH'] ?? ''}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  atTheEnd(() => child.kill('SIGKILL'))
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more))
  return {
    seen: () => text,
    type: (keys) => void child.stdin.write(keys),
    ended: once(child, 'close').then(([status]) => status as number | null),
  }
}
const bin = new URL('../../../bin', import.meta.url).pathname

const isThere = hasTool('script')

testWhere(isThere, 'script (util-linux)')(
  'a person compares the fingerprint, and says yes or no',
  async () => {
    const repository = await aRepository(release('editor', '1.0'))
    const desk = aDesk()
    const line = `multios-pm repository add main ${repository.folder}`
    const groups = repository.fingerprint.match(/.{8}/g)!

    const no = atATerminal(desk, line)
    await until('the question', () => no.seen().includes('Type y to trust it: '))
    expect(no.seen()).toContain(groups.slice(0, 4).join(' '))
    no.type('n\r')
    expect([await no.ended, no.seen()]).toEqual([
      1,
      expect.stringContaining('You said no, so the repository was not added.'),
    ])
    expect((await desk.pm('repository', 'list', '--json')).out).toBe('[]\n')

    const ctrlC = atATerminal(desk, line)
    await until('the question', () => ctrlC.seen().includes('Type y to trust it: '))
    ctrlC.type('\u0003')
    expect([await ctrlC.ended, ctrlC.seen()]).toEqual([
      130,
      expect.stringContaining('The repository was not added.'),
    ])

    const yes = atATerminal(desk, line)
    await until('the question', () => yes.seen().includes('Type y to trust it: '))
    yes.type('y\r')
    expect([await yes.ended, yes.seen()]).toEqual([0, expect.stringContaining('Added "main"')])
  },
)

testWhere(isThere, 'script (util-linux)')(
  'an install shows bytes, rate and time left on one line, and stops on Ctrl+C',
  async () => {
    const repository = await aRepository(release('editor', '1.0').withFile('share/editor/data', noise))
    const server = await slowServer(repository.folder)
    const desk = aDesk()
    await using(desk, repository, { url: server.url })
    server.hold('.tar.xz')

    const install = atATerminal(desk, 'multios-pm install editor')
    await until('the bytes', () => /\[2\/6\] Downloading {2}[\d.]+ kB of \d+ kB/.test(install.seen()))
    install.type('\u0003')

    expect(await install.ended).toBe(130)
    // The line was painted over, and is gone in the end.
    expect(install.seen()).toMatch(/\r\u001b\[2K[^\n]*Stopped\. Nothing was changed\./)
    server.letGo()
    const again = atATerminal(desk, 'multios-pm install editor')
    expect([await again.ended, again.seen()]).toEqual([0, expect.stringContaining('Installed editor 1.0.')])
  },
)

testWhere(isThere, 'script (util-linux)')('a removal of something chosen asks first', async () => {
  const repository = await aRepository(release('editor', '1.0').needs('spell'), release('spell', '1.0'))
  const desk = aDesk()
  await using(desk, repository, { installing: ['editor'] })

  const removal = atATerminal(desk, 'multios-pm uninstall spell --force')
  await until('the question', () => removal.seen().includes('Proceed? [y/N] '))
  removal.type('\r')

  expect([await removal.ended, removal.seen()]).toEqual([
    1,
    expect.stringContaining('You said no, so nothing was changed.'),
  ])
  expect((await desk.pm('list', '--json')).out).toContain('"editor"')
  const unattended = await desk.pm('uninstall', 'spell', '--force')
  expect([unattended.status, unattended.err]).toEqual([
    2,
    expect.stringContaining('would also remove editor'),
  ])
  expect((await desk.pm('uninstall', 'spell', '--force', '--yes')).status).toBe(0)
})
