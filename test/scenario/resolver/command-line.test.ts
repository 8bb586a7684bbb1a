import path from 'node:path'
import { expect, test } from 'vitest'
import { aRun, type RunResult } from '../../cli/kit/a-run.ts'
import { aRepository, release, type ReleaseBuilder } from '../../kit/a-repository.ts'
import { temporaryFolder } from '../../kit/temporary.ts'

type Pm = (...words: string[]) => Promise<RunResult>

/** `multios-pm` on a machine that knows one repository with these releases. */
async function aDesk(...releases: ReleaseBuilder[]): Promise<Pm> {
  const { folder, fingerprint } = await aRepository(...releases)
  const data = temporaryFolder()
  const pm: Pm = (...words) =>
    aRun(['--data-dir', data, '--config', path.join(data, 'config.toml'), '--yes', ...words], {
      isReal: true,
      environment: { MULTIOS_STARTER: 'none', HOME: data },
    })
  await pm('repository', 'add', 'main', folder, '--fingerprint', fingerprint)
  return pm
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/** Words of the commands that an explanation offers, without those that say where packages live. */
const offered = (text: string): string[][] =>
  lines(text).flatMap((line) => {
    const typed = /^\d\. multios-pm --data-dir \S+ --config \S+ (.*)$/.exec(line)?.[1]
    return typed === undefined ? [] : [typed.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'))]
  })

test('depsolve tells what an installation comes down to, and changes nothing', async () => {
  const pm = await aDesk(
    release('editor', '2.0')
      .needs('spell >= 1')
      .with({ recommends: ['voice'] }),
    release('spell', '1.4'),
    release('voice', '1.0'),
  )

  const usual = await pm('depsolve', 'editor')
  const bare = await pm('depsolve', 'editor', '--no-recommends', '--json')
  const after = await pm('list', '--json')

  expect([usual.status, ...lines(usual.out).slice(0, 3)]).toEqual([
    0,
    expect.stringMatching(/^\+ {2}editor {2}2\.0 .*you asked for it$/),
    expect.stringMatching(/^\+ {2}spell {3}1\.4 .*editor needs spell >= 1$/),
    expect.stringMatching(/^\+ {2}voice {3}1\.0 .*editor recommends voice$/),
  ])
  expect((JSON.parse(bare.out) as { lines: { name: string }[] }).lines.map(({ name }) => name)).toEqual([
    'editor',
    'spell',
  ])
  expect(after.out).toBe('[]\n')
})

test('what cannot be is status 3 everywhere, and each fix that is offered works when it is typed', async () => {
  const pm = await aDesk(
    release('ant', '1.0'),
    release('hill', '1.0').needs('ant'),
    release('bee', '1.0').conflictsWith('ant'),
  )
  await pm('install', 'hill')

  const refused = await pm('install', 'bee')
  const solved = await pm('depsolve', 'bee')
  const [first = []] = offered(refused.err)
  const fixed = await pm(...first)
  const then = await pm('why', 'bee')

  expect({ refused: refused.status, solved: solved.status, fixed: fixed.status }).toEqual({
    refused: 3,
    solved: 3,
    fixed: 0,
  })
  expect(offered(solved.err)).toEqual(offered(refused.err))
  expect(then.out).toBe(
    'bee 1.0 is installed because you asked for it. Nothing else that you asked for needs it.\n',
  )
})

test('why and why-not answer with 0, and with 8 for what there is not', async () => {
  const pm = await aDesk(
    release('desk', '1.0').needs('editor'),
    release('editor', '2.0').needs('spell >= 1'),
    release('spell', '1.4'),
    release('spell', '2.0.0-beta.1'),
    release('alien', '1.0').needs('ufo'),
  )
  await pm('install', 'desk')

  const why = await pm('why', 'spell')
  const beta = await pm('why-not', 'spell=2.0.0-beta.1')
  const here = await pm('why-not', 'spell')
  const alien = await pm('why-not', 'alien')
  const statuses = [why, beta, here, alien].map(({ status }) => status)
  const unknown = [
    await pm('why', 'alien'),
    await pm('why', 'spel'),
    await pm('why-not', 'spel'),
    await pm('why-not', 'spell=9'),
    await pm('depsolve', 'spel'),
  ].map(({ status }) => status)

  expect({ statuses, unknown }).toEqual({ statuses: [0, 0, 0, 0], unknown: [8, 8, 8, 8, 8] })
  expect(why.out).toBe(`spell 1.4 is installed because you asked for what needs it:

desk 1.0
└─ needs editor: editor 2.0
   └─ needs spell >= 1: spell 1.4
`)
  expect(lines(here.out)).toEqual([
    'spell 1.4 is installed.',
    'Releases that are not taken',
    '  spell 2.0.0-beta.1 (main): it is a development release',
    expect.stringMatching(/version is named, or: multios-pm .* update spell --development$/),
  ])
  expect(lines(beta.out).slice(0, 3)).toEqual([
    'spell 2.0.0-beta.1 is of the development channel: it comes only where it is asked for.',
    'Nothing else is in the way. This would happen:',
    expect.stringMatching(/^\+ {2}spell {2}1\.4 → 2\.0\.0-beta\.1 .*you asked for it$/),
  ])
  expect(lines(alien.out)[0]).toBe('alien cannot be installed.')
})

test('verify --check-conflicts ends with 1 only where something is wrong that nobody accepted', async () => {
  const pm = await aDesk(release('editor', '1.0').needs('spell'), release('words', '1.0'))
  const sound = await pm('verify', '--check-conflicts')
  await pm('install', 'editor', '--force-deps')
  const accepted = await pm('verify', '--check-conflicts')

  expect([sound.status, sound.out, accepted.status, lines(accepted.out)[0]]).toEqual([
    0,
    'What is installed fits together.\n',
    0,
    'left out editor 1.0 lacks spell, as you accepted',
  ])
})

test('rules are made, listed and dropped in words', async () => {
  const pm = await aDesk(release('editor', '1.0'), release('spell', '1.0'))
  await pm('install', 'editor')

  const runs = [
    await pm('hold', 'editor'),
    await pm('pin', 'spell', '--version', '< 2'),
    await pm('protect', 'editor'),
    await pm('repository', 'own', 'main', 'acme-*'),
    await pm('policy'),
    await pm('uninstall', 'editor', '--force'),
    await pm('hold', 'spel'),
    await pm('unhold', 'spell'),
    await pm('repository', 'remove', 'main'),
  ]

  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 3, 8, 8, 0])
  expect(runs[4]?.out).toBe(`Held       editor 1.0
Pinned     spell, only < 2
Protected  editor
Owned      acme-*: only from main
Development releases are taken only where a request asks for them.
`)
  expect(runs[8]?.out).toContain('It owned acme-*: every repository may offer that now.')
})

test('a downgrade that something needs not to happen is told as one, however it is asked for', async () => {
  const pm = await aDesk(
    release('spell', '1.0'),
    release('spell', '2.0'),
    release('editor', '1.0').needs('spell >= 2'),
  )
  await pm('install', 'editor', 'spell')

  const asked = [
    await pm('downgrade', 'spell'),
    await pm('install', 'spell', '--version', '1.0'),
    await pm('depsolve', 'spell=1.0'),
  ]

  const title = 'error: spell cannot go back to an older release.'
  const leaf = '└─ spell cannot go back to an older release'
  expect(asked.map(({ status, err }) => [status, lines(err)[0], lines(err)[3]])).toEqual(
    asked.map(() => [3, title, leaf]),
  )
})

test('depsolve repeats what was once left out by force only where the request is about that package', async () => {
  const pm = await aDesk(release('editor', '1.0').needs('spell'), release('clock', '1.0'))
  const forced = await pm('install', 'editor', '--force-deps')

  const other = await pm('depsolve', 'clock')
  const same = await pm('depsolve', 'editor')

  expect(forced.status).toBe(0)
  expect(other.out).not.toMatch(/left out/i)
  expect(same.out).toBe(
    'Nothing to do: everything already is as you asked.\nLeft out by force: editor 1.0: spell.\n',
  )
})
