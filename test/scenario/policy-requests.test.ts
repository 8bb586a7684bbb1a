import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { anAskingMachine, asking, type AskingMachine, codeOf, ourUid } from '../kit/an-asking-machine.ts'
import { failureFrom, wanting } from '../kit/a-machine.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

let machine: AskingMachine
beforeEach(async () => {
  machine = await anAskingMachine()
})

test('a release that a rule asks about comes once the administrator approved it, and only until its date', async () => {
  const refusal = await failureFrom(machine.plan(wanting('editor')))
  const view = await machine.ask()
  const asked = await machine.list()
  const still = await codeOf(machine.plan(wanting('editor')))
  await machine.approve(view.id, new Date(Date.now() + 86_400_000).toISOString())
  const explained = await machine.engine.run('policy.explain', { name: 'editor' }, { signal: never })
  const words = await codeOf(machine.plan(wanting('words')))
  await machine.install('editor')
  await machine.remove('editor')
  machine.wait(2 * 86_400_000)
  const later = await codeOf(machine.plan(wanting('editor')))

  expect(refusal).toMatchObject({ code: 'policy/refused', facts: { rule: 'packages[0]', request: 'editor' } })
  expect(asked).toEqual({ requests: [view], isAdministrator: true, ignored: 0 })
  expect(view).toMatchObject({
    user: { uid: ourUid },
    wanted: {
      kind: 'package',
      name: 'editor',
      version: '1.0',
      repository: 'main',
      address: `file://${machine.repository.folder}/`,
      publisher: 'Test Works',
      keys: [machine.repository.publisher.key.keyId],
    },
    rule: { decision: 'ask', rule: 'packages[0]', reason: 'package', note: 'Tell us why' },
    reason: 'For the catalogue',
    status: { kind: 'asked' },
  })
  expect([still, words, later]).toEqual(['policy/refused', 'policy/refused', 'policy/refused'])
  expect(explained.releases[0]?.refusal).toBeNull()
  expect(explained.releases[0]?.verdicts).toMatchObject([
    { decision: 'allow', approval: { id: view.id, by: 'grace' } },
  ])
  expect(await machine.statusOf(view.id)).toBe('expired')
  expect(readdirSync(machine.spool)).toEqual([])
})

/** Resolves at the next event of this kind. */
const heard = (wanted: string): Promise<string> =>
  new Promise((resolve) => {
    const stop = machine.engine.on(({ kind }) => {
      if (kind !== wanted) return
      stop()
      resolve(kind)
    })
  })

test('who listens hears of a decision, and of new rules, whatever process made them', async () => {
  const { id } = await machine.ask()

  const decided = heard('catalog-changed')
  await machine.pm('policy', 'approve', id)
  await decided
  const ruled = heard('catalog-changed')
  machine.govern({ ...asking, requests: machine.spool, packages: [] })

  expect(await ruled).toBe('catalog-changed')
})

test('who listens hears of a request of another process, of its end, and of those in a folder that new rules name', async () => {
  const elsewhere = path.join(temporaryFolder(), 'elsewhere')
  mkdirSync(elsewhere)
  chmodSync(elsewhere, 0o1777)

  const asked = heard('requests-changed')
  await machine.pm('policy', 'request', 'editor', '--reason', 'For the catalogue')
  await asked
  const [{ id } = { id: '' }] = (await machine.list()).requests
  const ended = heard('requests-changed')
  await machine.pm('policy', 'withdraw', id)
  await ended
  const ruled = heard('catalog-changed')
  machine.govern({ ...asking, requests: elsewhere })
  await ruled
  const again = heard('requests-changed')
  await machine.pm('policy', 'request', 'editor')
  await again

  expect((await machine.list()).requests).toMatchObject([{ wanted: { name: 'editor' } }])
})

test('it is all said on a command line, and every step is in the audit log', async () => {
  const blocked = await machine.pm('install', 'editor')
  const asked = await machine.pm('policy', 'request', 'editor', '--reason', 'For the catalogue')
  const [{ id } = { id: '' }] = (await machine.list()).requests
  const listed = await machine.pm('policy', 'requests')
  const approved = await machine.pm('policy', 'approve', id, '--until', '2999-12-31')
  const explained = await machine.pm('policy', 'explain', 'editor')
  const planned = await machine.pm('install', 'editor', '--dry-run')
  const twice = await machine.pm('policy', 'approve', id)
  const wordless = await machine.pm('policy', 'refuse', id)
  const refused = await machine.pm('policy', 'refuse', id, '--reason', 'Not after all')
  const past = await machine.pm('policy', 'approve', id, '--until', '2020-13-45')
  const after = await machine.pm('policy', 'requests')
  // As a host tells it, whose person said no.
  const no = { code: 'consent/refused' as const, facts: { reason: 'refused' as const } }
  await machine.engine.declined('policy.approve', { id }, no)
  const log = await machine.engine.run('audit.list', { limit: 100 }, { signal: never })

  expect(blocked.err).toContain('Ask for it:  multios-pm policy request editor')
  expect(asked.out).toBe('Asked for editor 1.0 (main).\nLook for the answer: multios-pm policy requests\n')
  expect(listed.out).toContain('editor 1.0 (main): not answered yet')
  expect(listed.out).toContain(`multios-pm policy approve ${id}`)
  expect(approved.out).toContain('may have editor 1.0 (main) until 2999-12-31, in any version.')
  const leave = new RegExp(
    `approved by grace on \\d{4}-\\d\\d-\\d\\d, until 2999-12-31, in answer to request ${id}: rule "packages\\[0\\]" of your administrator \\(.*\\) asks`,
  )
  expect(explained.out).toMatch(leave)
  expect(planned.out).toMatch(leave)
  expect(explained.out + planned.out).not.toContain('allowed by')
  expect(twice.err).toContain(`${id} was approved already, by grace`)
  expect(refused.out).toContain('may not have editor 1.0 (main).')
  expect(after.out).toContain('editor 1.0 (main): refused by grace: Not after all')
  expect([blocked, twice, wordless, refused, past].map(({ status }) => status)).toEqual([5, 1, 2, 0, 2])
  const told = log.entries
    .filter(({ action, outcome }) => action.startsWith('policy.') && outcome !== 'begun')
    .map(({ action, outcome, failure }) => [action, outcome, failure?.code])
  expect(told.toReversed()).toEqual([
    ['policy.edited', 'done', undefined],
    ['policy.request', 'done', undefined],
    ['policy.approve', 'done', undefined],
    ['policy.approve', 'failed', 'policy/decided'],
    ['policy.refuse', 'done', undefined],
    ['policy.approve', 'failed', 'consent/refused'],
  ])
  // Whoever reads it years later has no other way to know what an id stood for.
  expect(
    log.entries.find(({ action, outcome }) => action === 'policy.approve' && outcome === 'done'),
  ).toMatchObject({
    object: {
      id,
      package: 'editor 1.0',
      repository: `file://${machine.repository.folder}/`,
      publisher: 'Test Works',
      keys: [machine.repository.publisher.key.keyId],
      against: 'packages[0]',
      asked: 'For the catalogue',
      until: new Date(3000, 0, 1).toISOString(),
    },
  })
})

test('whoever asks for the same once more asks instead, and what was decided stays', async () => {
  const first = await machine.ask()
  const better = await machine.pm('policy', 'request', 'editor', '--reason', 'It is urgent')
  await machine.ask('words')
  const open = (await machine.list()).requests.map(({ wanted, reason }) => [wanted, reason])
  const gone = await codeOf(machine.approve(first.id))

  expect(better.status).toBe(0)
  expect(open).toMatchObject([
    [{ name: 'words' }, 'For the catalogue'],
    [{ name: 'editor' }, 'It is urgent'],
  ])
  expect(gone).toBe('policy/request-not-found')
})

test('what nobody offers in that version, or from there, is told as such', async () => {
  const request = async (...more: string[]) => {
    const { status, err } = await machine.pm('policy', 'request', 'editor', ...more)
    return [status, err.split('\n', 1)[0]]
  }

  expect([
    await request('--version', '9'),
    await request('--repository', 'nowhere'),
    await request('--version', '9', '--repository', 'main'),
  ]).toEqual([
    [8, 'error: There is no editor 9.'],
    [8, 'error: There is no repository called "nowhere" here.'],
    [8, 'error: The repository "main" does not offer editor 9.'],
  ])
})

test('what nobody has answered is taken back by whoever asked, and by nobody else', async () => {
  const { id } = await machine.ask()
  const stranger = await machine.multiosPm(['policy', 'withdraw', id], {
    name: 'mallory',
    uid: 65_534,
    groups: [],
  })
  const listed = await machine.list()
  const mine = await machine.pm('policy', 'withdraw', id)
  const twice = await machine.pm('policy', 'withdraw', id)
  const again = await machine.ask()
  await machine.approve(again.id)
  const late = await failureFrom(machine.engine.run('policy.withdraw', { id: again.id }, { signal: never }))

  expect([stranger.status, listed.requests.length, mine.out, twice.status]).toEqual([
    8,
    1,
    'Taken back: editor 1.0 (main).\n',
    8,
  ])
  expect(late.code).toBe('policy/request-not-found')
  expect(await machine.statusOf(again.id)).toBe('approved')
})

describe('an approval holds for what was asked, and no longer than its rule says the same:', () => {
  test('a rule that was moved still counts, one that was changed asks again', async () => {
    await machine.approve((await machine.ask()).id)
    machine.govern({
      requests: machine.spool,
      packages: [{ match: 'vim', decision: 'deny' }, ...asking.packages],
    })
    const moved = (await machine.plan(wanting('editor'))).kind
    machine.govern({ requests: machine.spool, packages: [{ ...asking.packages[0], note: 'Tell us more' }] })
    const changed = await codeOf(machine.plan(wanting('editor')))

    expect([moved, changed]).toEqual(['plan', 'policy/refused'])
  })

  test('no other rule is passed with it, and taking it back ends it', async () => {
    const { id } = await machine.ask()
    await machine.approve(id)
    machine.govern({ requests: machine.spool, ...asking, maxDownloadSize: '1 B' })
    const size = await failureFrom(machine.plan(wanting('editor')))
    machine.govern({ requests: machine.spool, ...asking })
    const before = (await machine.plan(wanting('editor'))).kind
    await machine.refuse(id)

    expect(size).toMatchObject({ facts: { reason: 'download-size' } })
    expect([before, await codeOf(machine.plan(wanting('editor')))]).toEqual(['plan', 'policy/refused'])
    expect(await codeOf(machine.approve(id))).toBe('policy/decided')
  })

  test('a rule that denies is asked about and listed, and only its file can change it', async () => {
    machine.govern({ requests: machine.spool, packages: [{ match: '*', decision: 'deny' }] })
    const { id } = await machine.ask()

    expect(await failureFrom(machine.approve(id))).toEqual({
      code: 'policy/not-approvable',
      facts: { file: machine.administration.file, rule: 'packages[0]', reason: 'denies' },
    })
    expect(await machine.statusOf(id)).toBe('asked')
    await machine.refuse(id)
    expect(await machine.statusOf(id)).toBe('refused')
  })

  test('a repository is asked for by its address', async () => {
    const address = 'https://packages.example/'
    machine.govern({ requests: machine.spool, repositories: { allow: ['https://other.example/*'] } })
    const asked = await machine.pm('policy', 'request', address)
    const [view] = (await machine.list()).requests

    expect(asked.out).toContain('cannot be passed: your administrator sees this, and would have to change it')
    expect(view).toMatchObject({
      wanted: { kind: 'repository', address },
      rule: { rule: 'repositories.allow' },
    })
  })

  test('a repository is asked for by whoever may add none, too', async () => {
    machine.govern({ requests: machine.spool, roles: { user: ['@staff'] } })
    const request = (uid: number, address: string) =>
      machine.multiosPm(['policy', 'request', address], { name: 'ada', uid, groups: ['staff'] })
    const asked = await request(65_534, 'https://packages.example')
    const root = await request(0, 'https://packages.example')
    const none = await request(65_534, 'ftp://packages.example')

    expect(asked.out).toBe(
      'Asked for the repository https://packages.example/.\nThe rule in its way, roles, cannot be passed: your administrator sees this, and would have to change it.\n',
    )
    expect(root.err).toContain('Nothing keeps https://packages.example/ from you')
    expect(none.err).toContain('is no valid address of a repository')
  })

  test('nothing is asked where nothing, or only one’s own file, is in the way, and where nobody takes requests', async () => {
    machine.govern({ requests: machine.spool })
    const allowed = await failureFrom(machine.ask())
    writeFileSync(path.join(machine.data, 'policy.json'), JSON.stringify({ version: 1, ...asking }))
    const own = await failureFrom(machine.ask())
    rmSync(path.join(machine.data, 'policy.json'))
    machine.govern(asking)

    expect([allowed, own, await failureFrom(machine.ask())]).toEqual([
      { code: 'policy/nothing-to-ask', facts: { what: 'editor', reason: 'allowed' } },
      { code: 'policy/nothing-to-ask', facts: { what: 'editor', reason: 'own' } },
      { code: 'policy/spool', facts: { folder: '', problem: 'none' } },
    ])
  })
})
