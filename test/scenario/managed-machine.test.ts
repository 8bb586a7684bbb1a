import { describe, expect, test } from 'vitest'
import { aManagedMachine, aStockedMachine, noCopyleft, root } from '../kit/a-managed-machine.ts'
import { failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

test('a release that a rule forbids is passed over for one that it allows', async () => {
  const machine = await aStockedMachine()
  machine.govern(noCopyleft)

  await machine.install('editor')

  expect(await machine.installed()).toEqual(['editor 1.0'])
})

test('what is wanted by name and forbidden ends with status 5, the rule, its owner and the reason', async () => {
  const machine = await aStockedMachine()
  machine.govern(noCopyleft)

  const { status, err } = await machine.multiosPm(['install', 'editor', '--version', '2.0'])

  expect(err).toBe(
    `error: Your administrator does not allow editor 2.0, so nothing was changed.
  Because a rule for packages speaks of it, says rule "packages[0]" of your administrator (${machine.administration.file}): Legal says no.
  Look closer: multios-pm policy explain editor
  Ask for it:  multios-pm policy request editor
`,
  )
  expect(status).toBe(5)
  expect(await machine.installed()).toEqual([])
})

test('what needs a forbidden release is explained with the rule', async () => {
  const machine = await aStockedMachine()
  machine.govern(noCopyleft)

  const { status, err } = await machine.multiosPm(['install', 'plugin'])
  const whyNot = await machine.multiosPm(['why-not', 'editor=2.0'])

  expect(err).toContain(
    `editor 2.0 (main) may not be taken: a rule for packages speaks of it, says rule "packages[0]" of your administrator`,
  )
  expect(status).toBe(3)
  expect(whyNot.out + whyNot.err).toContain('says rule "packages[0]" of your administrator')
})

test('an update that a rule forbids is not offered', async () => {
  const machine = await aStockedMachine()
  await machine.install('editor=1.0')
  machine.govern(noCopyleft)

  expect(await machine.engine.run('updates.list', {}, { signal: never })).toEqual([])
})

test('a plan made before a rule is refused by it, and nothing is changed', async () => {
  const machine = await aStockedMachine()
  const request = wanting('editor')
  const answer = await machine.plan(request)
  if (answer.kind !== 'plan') throw new Error('no plan')
  machine.govern(noCopyleft)

  const failure = await failureFrom(
    machine.engine.run('plan.apply', { request, digest: answer.plan.digest }, { signal: never }),
  )

  expect(failure).toEqual({
    code: 'policy/refused',
    facts: {
      what: 'editor 2.0',
      owner: 'administrator',
      file: machine.administration.file,
      rule: 'packages[0]',
      reason: 'package',
      note: 'Legal says no',
      request: 'editor',
    },
  })
  expect(await machine.installed()).toEqual([])
})

test('going back is bound by rules, too', async () => {
  const machine = await aStockedMachine()
  await machine.install('editor=2.0')
  await machine.remove('editor')
  machine.govern(noCopyleft)

  expect((await failureFrom(machine.plan({ kind: 'undo' }))).code).toBe('policy/refused')
})

test('a downgrade, a removal and a size can be forbidden', async () => {
  const machine = await aStockedMachine()
  await machine.install('editor=2.0')
  const reasonOf = async (policy: object, work: () => Promise<unknown>) => {
    machine.govern(policy)
    const failure = await failureFrom(work())
    return failure.code === 'policy/refused' ? failure.facts.reason : failure.code
  }

  expect(
    await reasonOf({ downgrade: 'deny' }, () => machine.plan({ kind: 'downgrade', packages: ['editor'] })),
  ).toBe('downgrade')
  expect(await reasonOf({ maxDownloadSize: '1 B' }, () => machine.plan(wanting('plugin')))).toBe(
    'download-size',
  )
  expect(await reasonOf({ maxInstalledSize: '1 B' }, () => machine.plan(wanting('plugin')))).toBe(
    'installed-size',
  )
  expect(await reasonOf({ protected: ['edit*'] }, () => machine.remove('editor'))).toBe('protected')
  expect(await reasonOf({ protected: ['edit*'] }, () => machine.plan({ kind: 'undo' }))).toBe('protected')
})

test('a name with an owner comes from the owner, however high the version elsewhere', async () => {
  const [corp, elsewhere] = [
    await aRepository(release('acme-tool', '1.0')),
    await aRepository(release('acme-tool', '9.9')),
  ]
  const machine = await aManagedMachine()
  await machine.use(elsewhere, undefined, 'aaa')
  await machine.use(corp, undefined, 'corp')
  machine.govern({ namespaceOwner: { 'acme-*': `file://${corp.folder}/*` } })
  // A person's longer pattern does not take the name back.
  await machine.engine.run(
    'policy.add',
    { rules: [{ kind: 'owner', pattern: 'acme-tool', repository: 'aaa' }] },
    { signal: never },
  )

  await machine.install('acme-tool')

  expect(await machine.installed()).toEqual(['acme-tool 1.0'])
})

test('of several repositories at the address of an owner, those in use offer its names', async () => {
  const machine = await aManagedMachine()
  await machine.use(await aRepository(release('acme-tool', '1.0')), undefined, 'corp')
  const second = await aRepository(release('acme-tool', '2.0'), release('acme-new', '2.0'))
  await machine.use(second, undefined, 'corp-too')
  machine.govern({ namespaceOwner: { 'acme-*': 'file:///*' } })

  await machine.install('acme-tool', 'acme-new')
  const both = await machine.installed()
  await machine.remove('acme-tool')
  await machine.engine.run('repository.configure', { name: 'corp', enabled: false }, { signal: never })
  await machine.install('acme-tool')

  expect(both).toEqual(['acme-new 2.0', 'acme-tool 1.0'])
  expect(await machine.installed()).toEqual(['acme-new 2.0', 'acme-tool 2.0'])
})

test('what may not be removed is refused with the rule and its owner, what was protected by oneself with the proof', async () => {
  const machine = await aStockedMachine()
  await machine.install('plugin')
  machine.govern({ protected: ['plug*'] })
  await machine.engine.run('policy.add', { rules: [{ kind: 'protect', name: 'editor' }] }, { signal: never })

  const theirs = await machine.multiosPm(['uninstall', 'plugin', '--force'])
  const own = await machine.multiosPm(['uninstall', 'editor'])

  expect(theirs.err).toBe(`error: plugin may not be removed, so nothing was changed.
  Because it must not be removed, says rule "protected[0]" of your administrator (${machine.administration.file}).
  Ask your administrator.
`)
  expect(own.err).toContain('editor is protected from removal')
  expect([theirs.status, own.status]).toEqual([5, 3])
})

test('a release that is older than what is installed is explained with the rule that refuses to go back', async () => {
  const machine = await aStockedMachine()
  await machine.install('editor')
  machine.govern({ downgrade: 'deny' })

  const { releases } = await machine.engine.run('policy.explain', { name: 'editor' }, { signal: never })

  expect(releases.map(({ version, refusal }) => [version, refusal?.rule])).toEqual([
    ['2.0', undefined],
    ['1.0', 'downgrade'],
  ])
})

describe('repositories', () => {
  test('that are not on the list are neither added nor enabled, and nothing is fetched from them', async () => {
    const repository = await aRepository(release('editor', '1.0'))
    const machine = await aManagedMachine()
    machine.govern({ repositories: { allow: ['https://packages.acme.example/*'] } })

    const { status, err } = await machine.multiosPm([
      'repository',
      'add',
      'main',
      `file://${repository.folder}/`,
      '--fingerprint',
      repository.fingerprint,
    ])

    expect(err).toContain('says rule "repositories.allow" of your administrator')
    expect(status).toBe(5)
    expect(await machine.engine.run('repository.list', {}, { signal: never })).toEqual([])
  })

  test('that were there before are not used, and not enabled again', async () => {
    const machine = await aStockedMachine()
    machine.govern({ repositories: { allow: ['https://packages.acme.example/*'] } })

    expect((await failureFrom(machine.plan(wanting('editor')))).code).toBe('policy/refused')
    const enable = machine.engine.run(
      'repository.configure',
      { name: 'main', enabled: true },
      { signal: never },
    )
    expect((await failureFrom(enable)).code).toBe('policy/refused')
  })

  test('can be left to root alone', async () => {
    const repository = await aRepository(release('editor', '1.0'))
    const machine = await aManagedMachine()
    machine.govern({ repositories: { allowUserAdded: false } })
    const line = [
      'repository',
      'add',
      'main',
      `file://${repository.folder}/`,
      '--fingerprint',
      repository.fingerprint,
    ]

    expect((await machine.multiosPm(line)).status).toBe(5)
    expect((await machine.multiosPm(line, root)).status).toBe(0)
  })
})

describe('publishers', () => {
  test('that are not on the list are refused, and so is a known name with another key', async () => {
    const machine = await aStockedMachine()
    const refusedBy = async (trusted: object[]) => {
      machine.govern({ publishers: { mode: 'allowlist', trusted } })
      const failure = await failureFrom(machine.plan(wanting('editor')))
      return failure.code === 'policy/refused' ? failure.facts.rule : failure.code
    }

    expect(await refusedBy([{ name: 'Somebody Else' }])).toBe('publishers.mode')
    expect(await refusedBy([{ name: 'Test Works', keys: [`sha256:${'a'.repeat(64)}`] }])).toBe(
      'publishers.trusted[0].keys',
    )
  })

  test('with the listed key are taken', async () => {
    const repository = await aRepository(release('editor', '1.0'))
    const machine = await aManagedMachine()
    await machine.use(repository)
    const key = `sha256:${repository.publisher.key.keyId}`
    machine.govern({ publishers: { mode: 'allowlist', trusted: [{ name: 'Test Works', keys: [key] }] } })

    await machine.install('editor')

    expect(await machine.installed()).toEqual(['editor 1.0'])
  })
})

test('what rules say can be read, and explained for a package', async () => {
  const machine = await aStockedMachine()
  const none = await machine.multiosPm(['policy', 'show'])
  machine.govern({ ...noCopyleft, downgrade: 'deny', roles: { user: ['@staff'] } })
  const { file } = machine.administration

  const show = await machine.multiosPm(['policy', 'show'])
  const explain = await machine.multiosPm(['policy', 'explain', 'editor'])
  const above = await machine.multiosPm(['policy', 'show'], root)

  expect(none.out).toBe(`No policy file rules this machine.\nWhat you decided yourself: multios-pm policy\n`)
  expect(show.out).toBe(`Your administrator (${file})
downgrade    deny
roles.user   @staff
packages[0]  deny *, license GPL-*, Legal says no

You are: user.
`)
  expect(above.out.trimEnd().split('\n').at(-1)).toBe('You are root, who stands above roles.')
  expect(explain.out).toBe(`editor 2.0 (main): may not be taken
  a rule for packages speaks of it, says rule "packages[0]" of your administrator (${file}): Legal says no
editor 1.0 (main): may be taken
`)
})
