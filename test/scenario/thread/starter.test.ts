import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { operations } from '../../../engine/index.ts'
import { openState, readSetting } from '../../../engine/state/state.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { aDesk, type Desk, answerOf, documentOf, failureOf } from './kit/a-desk.ts'

const Found = operations['catalog.search'].output.entries.packages

/** A network of its own without any way out, where this machine lets us have one. */
const offline = offlineCommand()
function offlineCommand(): readonly string[] {
  try {
    execFileSync('unshare', ['-n', 'true'], { stdio: 'ignore' })
    return ['unshare', '-n']
  } catch {
    console.log('skipped: no network of its own can be made here, so the starter is tried beside a network')
    return []
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'starter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One desk for all tests that only look: its first command is the first start. */
const desk = aDesk({ folder, starter: true, under: offline })

/** A desk as it is after a first start, to change as one likes. Building it each time would take minutes. */
async function changing(): Promise<Desk> {
  if (!existsSync(desk.data)) await desk.pm('status')
  const data = path.join(temporaryFolder(), 'data')
  cpSync(desk.data, data, { recursive: true })
  return aDesk({ data, starter: true, under: offline })
}

test('the first command finds a living store, without a network', async () => {
  const packages = documentOf(await desk.pm('list', '--available', '--json'), Found)

  expect(packages.length).toBeGreaterThanOrEqual(8)
  const repositories = answerOf(await desk.pm('repository', 'list', '--json'), 'repository.list')
  expect(repositories).toMatchObject([
    { name: 'starter', enabled: true, problem: null, packages: packages.length, trust: { state: 'valid' } },
  ])
  expect((await desk.pm('sync')).out).toMatch(/starter +nothing new/)
})

test('first starts at the same time build one store, and all see it', async () => {
  const { pm } = aDesk({ starter: true, under: offline })

  const seen = await Promise.all([1, 2, 3, 4].map(() => pm('list', '--available')))

  expect(seen.map(({ status, err }) => [status, err])).toEqual(seen.map(() => [0, '']))
  expect(seen.map(({ out }) => out)).toEqual(seen.map(() => seen[0]!.out))
  expect(
    (await pm('repository', 'list')).out.split('\n').filter((line) => line.startsWith('starter')),
  ).toHaveLength(1)
})

test('a lost catalog says how it comes back, and does', async () => {
  const { pm, data } = await changing()
  for (const suffix of ['', '-wal', '-shm']) rmSync(path.join(data, `catalog.db${suffix}`), { force: true })

  expect((await pm('list', '--available')).out).toMatch(/^Nothing is on offer\. .* sync$/m)
  expect((await pm('sync')).status).toBe(0)
  expect((await pm('list', '--available')).out).toContain('burrow')
})

test('the second start builds nothing', async () => {
  await desk.pm('status')
  const timestamp = path.join(desk.data, 'starter/metadata/timestamp.json')
  const made = statSync(timestamp).ino

  const { status, out } = await desk.pm('repository', 'list', '--json')

  expect([status, (JSON.parse(out) as unknown[]).length, statSync(timestamp).ino]).toEqual([0, 1, made])
})

test('what there is can be found and read about', async () => {
  const found = documentOf(await desk.pm('search', 'markdown', '--description', '--tags', '--json'), Found)
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(['leaf', 'lantern']))
  const sprig = answerOf(await desk.pm('info', 'sprig', '--files', '--json'), 'package.info')
  expect(sprig.versions.map(({ version }) => version)).toEqual(['1.2.0', '1.1.0', '1.0.0'])
  expect(sprig.files?.map((file) => file.path)).toContain('bin/sprig')
  expect(sprig.icon).toMatch(/^media\/[0-9a-f]{64}\.svg$/)
  expect(sprig.security.chain.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'root valid',
    'repository valid',
    'publisher valid',
    'release valid',
  ])
})

describe('a known weakness', () => {
  test('is told of the releases that have it, and of no others', async () => {
    const bad = await desk.pm('info', 'sprig', '--version', '1.1.0', '--security')
    const good = await desk.pm('info', 'sprig', '--security')

    expect(bad.out).toMatch(/STARTER-2026-0001 \(low\)[^]*This release is affected; fixed in 1\.2\.0/)
    expect(good.out).toMatch(/STARTER-2026-0001[^]*This release is not affected/)
  })

  test('is what an update repairs, and says so', async () => {
    const { pm } = await changing()
    await pm('install', 'sprig', '--version', '1.1.0')

    const updates = answerOf(await pm('check-updates', '--json'), 'updates.list')
    expect(updates).toMatchObject([
      { name: 'sprig', current: '1.1.0', available: '1.2.0', security: true, fixes: ['STARTER-2026-0001'] },
    ])
    expect((await pm('check-updates')).out).toContain('STARTER-2026-0001')
    expect((await pm('update', '--dry-run')).out).toContain('STARTER-2026-0001')
    const receipt = answerOf(await pm('update', '--json'), 'plan.apply')
    expect(receipt.lines).toMatchObject([{ name: 'sprig', to: '1.2.0', fixes: ['STARTER-2026-0001'] }])
  })
})

test('programs come with what they need, run, and answer', async () => {
  const { pm, folder: here } = await changing()
  const names = ['burrow', 'clockwork', 'leaf', 'sprig', 'tally', 'lantern']
  const receipt = answerOf(await pm('install', ...names, '--json'), 'plan.apply')
  const lines = receipt.lines.map(({ name, because }) => [name, because.kind])
  expect(lines).toEqual(
    expect.arrayContaining([
      ['starter-text', 'dependency'],
      ['leaf', 'requested'],
    ]),
  )
  writeFileSync(path.join(here, 'note.md'), '# A heading\n\nSome *words*.\n')
  const run = async (...words: string[]) => {
    const { status, out, err } = await pm('run', ...words)
    return [words[0], status, out, err]
  }

  expect(await run('tally', '--', '1', 'km', 'to', 'm')).toEqual([
    'tally',
    0,
    expect.stringContaining('1000'),
    '',
  ])
  expect(await run('leaf', '--', 'note.md')).toEqual(['leaf', 0, expect.stringContaining('A heading'), ''])
  expect(await run('sprig', '--', 'add', 'Buy', 'bread')).toEqual(['sprig', 0, expect.any(String), ''])
  expect(await run('sprig', '--', 'list')).toEqual(['sprig', 0, expect.stringContaining('Buy bread'), ''])
  expect(await run('clockwork', '--', '--once')).toEqual([
    'clockwork',
    0,
    expect.stringMatching(/\d\d:\d\d/),
    '',
  ])
  expect(await run('burrow', '--', '--version')).toEqual(['burrow', 0, expect.stringContaining('1.0.0'), ''])
  expect((await run('tally', '--', 'nonsense'))[1]).not.toBe(0)

  expect((await pm('verify')).status).toBe(0)
  const removal = answerOf(await pm('uninstall', 'sprig', '--json'), 'plan.apply')
  expect(removal.lines.map(({ name }) => name)).toEqual(['sprig'])
  expect((await run('leaf', '--', 'note.md'))[1]).toBe(0)
})

test('a virtual package brings one that provides it, and an installed one is enough', async () => {
  const first = answerOf(await (await changing()).pm('install', 'sprig', '--dry-run', '--json'), 'plan.make')
  const viewers = first.kind === 'plan' ? first.plan.install.map(({ name }) => name) : []
  expect(viewers).toEqual(expect.arrayContaining(['sprig', 'leaf']))

  const { pm } = await changing()
  await pm('install', 'lantern')
  const second = answerOf(await pm('install', 'sprig', '--dry-run', '--json'), 'plan.make')
  expect(second.kind === 'plan' && second.plan.install.map(({ name }) => name)).not.toContain('text-viewer')
})

test('two clocks that cannot be together are explained, with ways out that work', async () => {
  const { pm } = await changing()
  await pm('install', 'clockwork')

  const { status, err } = await pm('install', 'sundial')
  expect([status, err.split('\n')[0]]).toEqual([3, 'error: sundial cannot be installed.'])
  expect(err).toMatch(
    /cannot be together with clockwork 1\.0\.0[^]*What would work\n[^]*install sundial --remove clockwork/,
  )
  const failure = failureOf(await pm('install', 'sundial', '--json'))
  expect(failure).toMatchObject({ code: 'plan/unsolvable' })
  expect((await pm('install', 'clockwork', 'sundial')).status).toBe(3)

  expect((await pm('install', 'sundial', '--remove', 'clockwork')).status).toBe(0)
  expect((await pm('undo')).status).toBe(0)
})

test('a web app without a display tells its address, until Ctrl+C', async () => {
  // The page is asked for from here, so it cannot live in a network of its own.
  const { pm, start } = aDesk({ starter: true })
  await pm('install', 'orrery')
  const { child, err, ended } = start('multios-pm', 'run', 'orrery')
  const address = async () => /http:\/\/localhost:\S+/.exec(err())?.[0]
  await expect.poll(address, { timeout: 20_000 }).toBeDefined()

  const page = await fetch((await address())!)
  expect([page.status, (await page.text()).includes('<title>')]).toEqual([200, true])
  child.kill('SIGINT')
  expect((await ended).status).toBe(0)
})

describe('the starter', () => {
  test('that somebody removed does not come back', async () => {
    const { pm } = await changing()
    expect((await pm('repository', 'remove', 'starter')).status).toBe(0)
    expect((await pm('repository', 'list', '--json')).out).toBe('[]\n')
    expect((await pm('list', '--available', '--json')).out).toBe('[]\n')
  })

  test('is made anew after an upgrade, as the person had arranged it', async () => {
    const { pm, data } = await changing()
    await pm('repository', 'set-priority', 'starter', '7')
    await pm('repository', 'disable', 'starter')
    const before = answerOf(await pm('repository', 'list', '--json'), 'repository.list')
    asIfMadeByAnotherVersion(data)

    const after = answerOf(await pm('repository', 'list', '--json'), 'repository.list')

    expect(after).toMatchObject([{ name: 'starter', priority: 7, enabled: false, problem: null }])
    expect(after[0]?.fingerprint).not.toBe(before[0]?.fingerprint)
  })

  test('is made anew where its data directory was moved to', async () => {
    const before = aDesk({ starter: true, under: offline })
    await before.pm('status')
    const data = path.join(temporaryFolder(), 'moved')
    renameSync(before.data, data)
    const { pm } = aDesk({ data, starter: true, under: offline })

    const repositories = answerOf(await pm('repository', 'list', '--json'), 'repository.list')
    const installed = await pm('install', 'leaf', '--yes')

    expect(repositories).toMatchObject([{ url: pathToFileURL(`${data}/starter/`).href, problem: null }])
    expect(installed.status).toBe(0)
  })

  test('whose renewal was killed halfway is there after the next start', async () => {
    const { pm, data } = await changing()
    await pm('status')
    // As a kill between the removal of the old one and the arrival of the new one leaves it.
    const state = openState(data)
    state.change("DELETE FROM setting WHERE key = 'starter'")
    state.change("DELETE FROM repository WHERE name = 'starter'")
    state.close()

    const repositories = answerOf(await pm('repository', 'list', '--json'), 'repository.list')

    expect(repositories).toMatchObject([{ name: 'starter', problem: null }])
  })
})

function asIfMadeByAnotherVersion(data: string): void {
  const state = openState(data)
  expect(readSetting(state, 'starter')).not.toBeNull()
  state.change("UPDATE setting SET value = 'another' WHERE key = 'starter'")
  state.close()
}
