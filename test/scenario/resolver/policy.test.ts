import { expect, test } from 'vitest'
import type { Input } from '../../../engine/index.ts'
import { aMachine, failureFrom, type Machine } from '../../kit/a-machine.ts'
import { aRepository, release, type ReleaseBuilder } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { planned, told, wanted, without } from './told.ts'

type Rule = Input<'policy.add'>['rules'][number]

const add = (machine: Machine, ...rules: Rule[]) =>
  machine.engine.run('policy.add', { rules }, { signal: never })
const drop = (machine: Machine, ...rules: Rule[]) =>
  machine.engine.run('policy.remove', { rules }, { signal: never })
const updates = async (machine: Machine) =>
  (await machine.engine.run('updates.list', {}, { signal: never })).map(
    ({ name, available, repository }) => `${name} ${available} ${repository}`,
  )
const sync = (machine: Machine) => machine.engine.run('repository.sync', {}, { signal: never })

/** A machine with `editor` and `spell` installed in 1.0, while 2.0 of both is out. */
async function aMachineBehind(): Promise<Machine> {
  const repository = await aRepository(release('editor', '1.0'), release('spell', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor', 'spell')
  await repository.publish(release('editor', '2.0'), release('spell', '2.0'))
  await sync(machine)
  return machine
}

/** A machine that uses these repositories by name. */
async function aMachineUsing(repositories: Readonly<Record<string, readonly ReleaseBuilder[]>>) {
  const machine = await aMachine()
  for (const [name, releases] of Object.entries(repositories)) {
    await machine.use(await aRepository(...releases), undefined, name)
  }
  const prefer = (name: string, priority: number) =>
    machine.engine.run('repository.configure', { name, priority }, { signal: never })
  return { machine, prefer }
}

test('a held package stays in the release it has, and the plan says so', async () => {
  const machine = await aMachineBehind()
  await add(machine, { kind: 'hold', name: 'spell' })

  const answer = await machine.plan({ kind: 'update' })
  const only = await machine.plan({ kind: 'update', packages: ['spell'] })

  expect(told(answer)).toEqual(['upgrade editor 1.0 2.0'])
  expect(answer.kind === 'plan' && answer.plan.keep.map(({ name, because }) => [name, because])).toEqual([
    ['spell', { kind: 'held', reason: 'hold spell' }],
  ])
  expect(only.kind === 'nothing' && only.kept?.map(({ name }) => name)).toEqual(['spell'])
  expect(await updates(machine)).toEqual(['editor 2.0 main'])
})

test('a package that is held no longer is updated again', async () => {
  const machine = await aMachineBehind()
  await add(machine, { kind: 'hold', name: 'spell' })
  await drop(machine, { kind: 'hold', name: 'spell' })

  expect(await planned(machine, { kind: 'update' })).toEqual([
    'upgrade editor 1.0 2.0',
    'upgrade spell 1.0 2.0',
  ])
})

test('only what is installed can be held, and only what is held released', async () => {
  const machine = await aMachineBehind()

  expect([
    await failureFrom(add(machine, { kind: 'hold', name: 'editor' }, { kind: 'hold', name: 'spel' })),
    await failureFrom(drop(machine, { kind: 'hold', name: 'editor' })),
  ]).toEqual([
    { code: 'package/not-installed', facts: { name: 'spel', nearest: ['spell'] } },
    // All or none: the hold of editor that was right was not made either.
    { code: 'policy/not-set', facts: { rule: 'hold', what: 'editor' } },
  ])
})

test('a pin keeps a package within its range', async () => {
  const { machine } = await aMachineUsing({
    main: [release('editor', '1.0'), release('editor', '1.5'), release('editor', '2.0')],
  })
  const { pins } = await add(machine, { kind: 'pin', name: 'editor', version: '< 2' })

  const plan = await planned(machine, wanted({ name: 'editor' }))
  const refused = await planned(machine, wanted({ name: 'editor', version: '2.0' }))
  await drop(machine, { kind: 'pin', name: 'editor' })

  expect({ pins, plan, refused, free: await planned(machine, wanted({ name: 'editor' })) }).toEqual({
    pins: [{ name: 'editor', version: '< 2', repository: null, offered: true }],
    plan: ['install editor 1.5'],
    refused: ['unsolvable'],
    free: ['install editor 2.0'],
  })
})

test('a pin to a repository takes the package from there', async () => {
  const { machine } = await aMachineUsing({
    alpha: [release('editor', '2.0')],
    beta: [release('editor', '1.0')],
  })
  await add(machine, { kind: 'pin', name: 'editor', repository: 'beta' })

  expect(await planned(machine, wanted({ name: 'editor' }))).toEqual(['install editor 1.0'])
})

test('a pin that nothing on offer satisfies says so; one that pins nothing is refused', async () => {
  const { machine } = await aMachineUsing({ main: [release('editor', '1.0')] })

  const { pins } = await add(
    machine,
    { kind: 'pin', name: 'editor', version: '>= 9' },
    { kind: 'pin', name: 'ghost', repository: 'main' },
  )
  const failures = [
    await failureFrom(add(machine, { kind: 'pin', name: 'editor' })),
    await failureFrom(add(machine, { kind: 'pin', name: 'editor', version: '>=' })),
    await failureFrom(add(machine, { kind: 'pin', name: 'editor', repository: 'mian' })),
  ]

  expect(pins.map(({ name, offered }) => [name, offered])).toEqual([
    ['editor', false],
    ['ghost', false],
  ])
  expect(failures.map(({ code }) => code)).toEqual([
    'request/invalid',
    'request/invalid',
    'repository/not-found',
  ])
})

test('what is protected is removed by nothing, not even by force', async () => {
  const { machine } = await aMachineUsing({
    main: [release('desk', '1.0').needs('shell'), release('shell', '1.0')],
  })
  await machine.install('desk')
  await add(machine, { kind: 'protect', name: 'desk' }, { kind: 'protect', name: 'shell' })

  const answers = [
    await machine.plan(without('desk')),
    await machine.plan({ ...without('shell'), force: true }),
  ]
  await drop(machine, { kind: 'protect', name: 'desk' })

  expect(answers.map(({ kind }) => kind)).toEqual(['unsolvable', 'unsolvable'])
  expect(answers.map((answer) => JSON.stringify(answer).includes('"protected"'))).toEqual([true, true])
  expect(await planned(machine, without('desk'))).toEqual(['remove desk 1.0'])
})

test('a name that nobody knows cannot be protected: it would be believed to be', async () => {
  const { machine } = await aMachineUsing({ main: [release('shell', '1.0')] })

  expect(await failureFrom(add(machine, { kind: 'protect', name: 'shel' }))).toEqual({
    code: 'package/not-found',
    facts: { name: 'shel', nearest: ['shell'] },
  })
})

test('a stranger who offers a higher version of an installed name takes nothing over', async () => {
  const { machine } = await aMachineUsing({ work: [release('acme-tool', '1.0')] })
  await machine.install('acme-tool')
  await machine.use(await aRepository(release('acme-tool', '99.0')), undefined, 'aaa-stranger')

  const found = await machine.engine.run('catalog.search', { query: 'acme-tool' }, { signal: never })

  expect({
    update: await planned(machine, { kind: 'update' }),
    named: await planned(machine, { kind: 'update', packages: ['acme-tool'] }),
    again: await planned(machine, wanted({ name: 'acme-tool' })),
    updates: await updates(machine),
    shown: found.packages.map(({ update }) => update),
    exact: await planned(machine, wanted({ name: 'acme-tool', version: '99.0' })),
    asked: await planned(machine, { ...wanted({ name: 'acme-tool' }), repository: 'aaa-stranger' }),
  }).toEqual({
    update: ['nothing'],
    named: ['nothing'],
    again: ['nothing'],
    updates: [],
    shown: [null],
    exact: ['unsolvable'],
    asked: ['upgrade acme-tool 1.0 99.0'],
  })
})

test('a stranger of lower priority wins no name that a better repository offers', async () => {
  const { machine, prefer } = await aMachineUsing({
    stranger: [release('acme-tool', '99.0')],
    work: [release('acme-tool', '1.0'), release('desk', '1.0').needs('acme-tool')],
  })
  await prefer('work', 10)

  expect([
    await planned(machine, wanted({ name: 'acme-tool' })),
    await planned(machine, wanted({ name: 'desk' })),
  ]).toEqual([['install acme-tool 1.0'], ['install desk 1.0', 'install acme-tool 1.0']])
})

test('a name with an owner comes from its owner alone, and is provided by nobody else', async () => {
  const { machine, prefer } = await aMachineUsing({
    public: [release('acme-tool', '99.0'), release('trojan', '1.0').provides('acme-mail')],
    work: [release('acme-tool', '1.0'), release('desk', '1.0').needs('acme-mail')],
  })
  await prefer('public', 10)
  const free = await planned(machine, wanted({ name: 'desk' }, { name: 'acme-tool' }))

  const { owners } = await add(machine, { kind: 'owner', pattern: 'acme-*', repository: 'work' })
  const shown = await machine.engine.run('package.info', { name: 'acme-tool' }, { signal: never })

  expect({
    free,
    owners,
    tool: await planned(machine, wanted({ name: 'acme-tool' })),
    desk: await planned(machine, wanted({ name: 'desk' })),
    shown: shown.versions.map(({ version, repository }) => `${version} ${repository}`),
  }).toEqual({
    free: ['install acme-tool 99.0', 'install desk 1.0', 'install trojan 1.0'],
    owners: [{ pattern: 'acme-*', repository: 'work' }],
    tool: ['install acme-tool 1.0'],
    desk: ['unsolvable'],
    shown: ['1.0 work'],
  })
})

test('a repository that goes takes what it owned along, and says so', async () => {
  const { machine } = await aMachineUsing({ work: [release('acme-tool', '1.0')] })
  await add(
    machine,
    { kind: 'owner', pattern: 'acme-*', repository: 'work' },
    { kind: 'owner', pattern: 'tool', repository: 'work' },
    { kind: 'pin', name: 'acme-tool', repository: 'work' },
  )

  const gone = await machine.engine.run('repository.remove', { name: 'work' }, { signal: never })
  const { owners, pins } = await machine.engine.run('policy.list', {}, { signal: never })

  expect({ gone, owners, pins: pins.map(({ offered }) => offered) }).toEqual({
    gone: { disowned: ['acme-*', 'tool'], pinned: ['acme-tool'] },
    owners: [],
    pins: [false],
  })
})

test('development releases are taken where the request, the channel, or the wish itself allows them', async () => {
  const { machine } = await aMachineUsing({
    main: [release('editor', '1.0.0'), release('editor', '2.0.0-beta.1')],
  })
  const request = wanted({ name: 'editor' })

  const plans = {
    usual: await planned(machine, request),
    asked: await planned(machine, { ...request, development: true }),
    named: await planned(machine, wanted({ name: 'editor', version: '2.0.0-beta.1' })),
  }
  const { channel } = await add(machine, { kind: 'development' })
  const always = await planned(machine, request)
  await drop(machine, { kind: 'development' })

  expect({ ...plans, channel, always, again: await planned(machine, request) }).toEqual({
    usual: ['install editor 1.0.0'],
    asked: ['install editor 2.0.0-beta.1'],
    named: ['install editor 2.0.0-beta.1'],
    channel: 'development',
    always: ['install editor 2.0.0-beta.1'],
    again: ['install editor 1.0.0'],
  })
})

test('what was decided once holds for the next process, and for one that is running', async () => {
  const machine = await aMachineBehind()
  const other = await aMachine({}, machine.data)
  const heard = new Promise((resolve) => {
    other.engine.on(({ kind }) => {
      if (kind === 'catalog-changed') resolve(kind)
    })
  })

  await add(machine, { kind: 'hold', name: 'spell' })

  expect(await heard).toBe('catalog-changed')
  expect(await planned(other, { kind: 'update' })).toEqual(['upgrade editor 1.0 2.0'])
})
