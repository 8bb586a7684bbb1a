import { expect, test } from 'vitest'
import { failureOf } from '../../../engine/model/failure.ts'
import { layoutOf } from '../../../engine/store/layout.ts'
import { programEnvironment, startOf } from '../../../engine/launch/programs.ts'
import { aManifest, directory, file } from '../archive/raw-tar.ts'

const files = [
  directory('bin'),
  file('bin/hello', 'x', 0o755),
  directory('share'),
  file('share/page.html', 'x'),
  file('usr/games/mines', 'x', 0o755),
]
const app = (launchable: object) => ({
  app: {
    id: 'org.example.hello',
    name: 'Hello',
    summary: 'Greets',
    description: 'Greets',
    content_rating: 'none',
    screenshots: [],
    releases: [],
    launchable: launchable as never,
  },
})

test.each([
  [
    { kind: 'page', page: 'share/page.html' },
    { kind: 'page', page: 'share/page.html' },
  ],
  [
    { kind: 'terminal', exec: 'bin/hello' },
    { kind: 'terminal', program: 'hello', member: 'bin/hello' },
  ],
  [
    { kind: 'desktop', exec: 'usr/games/mines' },
    { kind: 'desktop', program: 'mines', member: 'usr/games/mines' },
  ],
])('an app starts what it brought: %j', (launchable, start) => {
  expect(startOf(aManifest(files, app(launchable)))).toEqual(start)
})

test.each([
  { kind: 'page', page: '../../../../etc/passwd' },
  { kind: 'page', page: 'share' },
  { kind: 'desktop', exec: '..' },
])('an app starts nothing that it did not bring: %j', (launchable) => {
  const manifest = aManifest([directory('share'), file('share/page.html', 'x')], app(launchable))

  expect(() => startOf(manifest)).toThrow()
  try {
    startOf(manifest)
  } catch (error) {
    expect(failureOf(error)).toEqual({ code: 'launch/no-program', facts: { name: 'hello', programs: [] } })
  }
})

test('a program does not get to know the passphrase of the keys', () => {
  const environment = { HOME: '/home/me', MULTIOS_KEYSTORE_PASSPHRASE: 'secret' }

  expect(JSON.stringify(programEnvironment(layoutOf('/data'), environment))).not.toContain('secret')
})
