import { expect, test } from 'vitest'
import { aMachine, failureFrom } from '../../kit/a-machine.ts'
import { aRepository, release, type ReleaseBuilder } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { choices, planned, wanted, without } from './told.ts'

/** A machine that knows one repository with these releases. */
async function aMachineWith(...releases: ReleaseBuilder[]) {
  const repository = await aRepository(...releases)
  const machine = await aMachine()
  await machine.use(repository)
  const publish = async (...more: ReleaseBuilder[]) => {
    await repository.publish(...more)
    await machine.engine.run('repository.sync', {}, { signal: never })
  }
  return { machine, publish }
}

test('several packages are installed in the versions that are asked for, at once', async () => {
  const { machine } = await aMachineWith(
    release('editor', '2.0'),
    release('editor', '1.0'),
    release('spell', '3.0'),
    release('spell', '2.5'),
    release('spell', '2.0'),
  )

  const plan = await planned(
    machine,
    wanted({ name: 'editor', version: '1.0' }, { name: 'spell', version: '>=2,<3' }),
  )

  expect(plan).toEqual(['install editor 1.0', 'install spell 2.5'])
})

test('recommendations come along unless they are left out, suggestions only when asked for', async () => {
  const { machine } = await aMachineWith(
    release('editor', '1.0').with({ recommends: ['spell'], suggests: ['voice'] }),
    release('spell', '1.0'),
    release('voice', '1.0'),
  )
  const request = wanted({ name: 'editor' })

  expect({
    usual: await planned(machine, request),
    bare: await planned(machine, { ...request, recommends: false }),
    everything: await planned(machine, { ...request, suggests: true }),
  }).toEqual({
    usual: ['install editor 1.0', 'install spell 1.0'],
    bare: ['install editor 1.0'],
    everything: ['install editor 1.0', 'install spell 1.0', 'install voice 1.0'],
  })
})

test('one line installs a package and removes what stands in its way', async () => {
  const { machine } = await aMachineWith(release('ant', '1.0'), release('bee', '1.0').conflictsWith('ant'))
  await machine.install('ant')
  const swap = { kind: 'together', requests: [wanted({ name: 'bee' }), without('ant')] } as const

  await machine.change({ kind: 'together', requests: [...swap.requests] })

  expect(await choices(machine)).toEqual({ bee: '1.0, chosen' })
})

test('every fix of an explanation is itself a request that solves', async () => {
  const { machine } = await aMachineWith(
    release('ant', '1.0'),
    release('hill', '1.0').needs('ant'),
    release('bee', '1.0').conflictsWith('ant'),
  )
  await machine.install('hill')

  const answer = await machine.plan(wanted({ name: 'bee' }))

  if (answer.kind !== 'unsolvable') throw new Error(answer.kind)
  const outcomes = []
  for (const { requests } of answer.explanation.fixes) {
    for (const request of requests.slice(0, 1)) outcomes.push((await machine.plan(request)).kind)
  }
  expect(outcomes.length).toBeGreaterThan(0)
  expect(new Set(outcomes)).toEqual(new Set(['plan']))
})

test('what takes the place of a package inherits that it was chosen', async () => {
  const { machine } = await aMachineWith(
    release('old-editor', '1.0').needs('old-spell'),
    release('old-spell', '1.0'),
    release('editor', '2.0').needs('spell'),
    release('spell', '1.0'),
  )
  await machine.install('old-editor')

  await machine.change({ kind: 'replace', name: 'old-editor', by: 'editor' })

  expect(await choices(machine)).toEqual({ editor: '2.0, chosen', spell: '1.0' })
})

test('a downgrade goes one release back, and says where there is none', async () => {
  const { machine } = await aMachineWith(
    release('editor', '3.0'),
    release('editor', '2.0'),
    release('editor', '1.0'),
  )
  await machine.install('editor')

  const steps = []
  for (let step = 0; step < 2; step += 1) {
    await machine.change({ kind: 'downgrade', packages: ['editor'] })
    steps.push(await machine.installed())
  }

  expect(steps).toEqual([['editor 2.0'], ['editor 1.0']])
  expect(await failureFrom(machine.plan({ kind: 'downgrade', packages: ['editor'] }))).toEqual({
    code: 'release/not-found',
    facts: { name: 'editor', wanted: '< 1.0', available: [] },
  })
})

test('what was kept of a removal is still removed when asked for', async () => {
  const { machine } = await aMachineWith(release('editor', '1.0').needs('spell'), release('spell', '1.0'))
  await machine.install('editor')
  await machine.change({ ...without('editor'), keepUnneeded: true })
  const left = await machine.installed()

  await machine.change({ kind: 'autoremove' })

  expect({ left, then: await machine.installed() }).toEqual({ left: ['spell 1.0'], then: [] })
  expect(await planned(machine, { kind: 'autoremove' })).toEqual(['nothing'])
})

test('a removal takes along what only it needed, and by force what needs it', async () => {
  const { machine } = await aMachineWith(
    release('desk', '1.0').needs('editor'),
    release('editor', '1.0').needs('spell'),
    release('spell', '1.0'),
  )
  await machine.install('desk')

  expect({
    refused: await planned(machine, without('editor')),
    forced: await planned(machine, { ...without('editor'), force: true }),
  }).toEqual({
    refused: ['unsolvable'],
    forced: ['remove editor 1.0', 'remove desk 1.0', 'remove spell 1.0'],
  })
})

test('an update may be of one category, of some names, or of everything', async () => {
  const { machine, publish } = await aMachineWith(
    release('chess', '1.0').with({ categories: ['Games'] }),
    release('editor', '1.0').with({ categories: ['Office'] }),
    release('ledger', '1.0').with({ categories: ['office', 'finance'] }),
  )
  await machine.install('chess', 'editor', 'ledger')
  await publish(
    release('chess', '1.1').with({ categories: ['Games'] }),
    release('editor', '1.1').with({ categories: ['Office'] }),
    release('ledger', '1.1').with({ categories: ['office', 'finance'] }),
  )

  expect({
    games: await planned(machine, { kind: 'update', categories: ['games'] }),
    office: await planned(machine, { kind: 'update', categories: ['office'] }),
    both: await planned(machine, { kind: 'update', packages: ['editor', 'chess'], categories: ['Office'] }),
    all: await planned(machine, { kind: 'update' }),
  }).toEqual({
    games: ['upgrade chess 1.0 1.1'],
    office: ['upgrade editor 1.0 1.1', 'upgrade ledger 1.0 1.1'],
    both: ['upgrade editor 1.0 1.1'],
    all: ['upgrade chess 1.0 1.1', 'upgrade editor 1.0 1.1', 'upgrade ledger 1.0 1.1'],
  })
})

test('an update of a category that does not exist is no update of nothing', async () => {
  const { machine } = await aMachineWith(
    release('chess', '1.0').with({ categories: ['Games'] }),
    release('editor', '1.0').with({ categories: ['Office'] }),
  )
  await machine.install('chess')

  expect([
    await planned(machine, { kind: 'update', categories: ['office'] }),
    await failureFrom(machine.plan({ kind: 'update', categories: ['games', 'ofice'] })),
    await failureFrom(machine.plan({ kind: 'update', packages: ['chess'], categories: ['toys'] })),
  ]).toEqual([
    ['nothing'],
    {
      code: 'category/not-found',
      facts: { name: 'ofice', nearest: ['office'], known: ['games', 'office'] },
    },
    { code: 'category/not-found', facts: { name: 'toys', nearest: [], known: ['games', 'office'] } },
  ])
})

test('a virtual name is met by what provides it', async () => {
  const { machine } = await aMachineWith(
    release('site', '1.0').needs('web-server'),
    release('anvil', '1.0').provides('web-server'),
  )

  expect({
    needed: await planned(machine, wanted({ name: 'site' })),
    asked: await planned(machine, wanted({ name: 'web-server' })),
  }).toEqual({ needed: ['install site 1.0', 'install anvil 1.0'], asked: ['install anvil 1.0'] })
})

test('what is left out by force is tolerated from then on, told, and brought by a repair', async () => {
  const { machine, publish } = await aMachineWith(
    release('editor', '1.0').needs('spell', 'words'),
    release('words', '1.0'),
    release('clock', '1.0'),
    release('clock', '0.9'),
  )
  const check = () => machine.engine.run('dependency.check', {}, { signal: never })

  const refused = await planned(machine, wanted({ name: 'editor' }))
  await machine.change({ ...wanted({ name: 'editor' }), forceDependencies: true })
  const forced = await machine.installed()
  const problems = await check()
  await machine.change(wanted({ name: 'clock', version: '0.9' }))
  await machine.change({ kind: 'update' })
  await machine.remove('clock')
  const later = await machine.installed()
  await publish(release('spell', '1.0'))
  await machine.change({ kind: 'repair' })

  expect({
    refused,
    forced,
    problems,
    later,
    repaired: await choices(machine),
    sound: await check(),
  }).toEqual({
    refused: ['unsolvable'],
    forced: ['editor 1.0', 'words 1.0'],
    problems: [{ kind: 'unmet', release: 'editor 1.0', clause: 'spell', accepted: true }],
    later: ['editor 1.0', 'words 1.0'],
    repaired: { editor: '1.0, chosen', spell: '1.0', words: '1.0' },
    sound: [],
  })
})

test('what was left out by force comes back with a generation that had it left out', async () => {
  const { machine } = await aMachineWith(release('editor', '1.0').needs('spell'), release('clock', '1.0'))
  await machine.change({ ...wanted({ name: 'editor' }), forceDependencies: true })
  await machine.remove('editor')

  await machine.change({ kind: 'undo' })
  await machine.install('clock')

  expect(await machine.installed()).toEqual(['clock 1.0', 'editor 1.0'])
})

test('names that nobody knows are told as such, with near ones', async () => {
  const { machine } = await aMachineWith(release('editor', '1.0'))
  await machine.install('editor')

  const failures = [
    await failureFrom(machine.plan(wanted({ name: 'editro' }))),
    await failureFrom(machine.plan(wanted({ name: 'editor', version: '>= 2' }))),
    await failureFrom(machine.plan({ ...wanted({ name: 'editor' }), repository: 'mian' })),
    await failureFrom(machine.plan(without('editro'))),
    await failureFrom(machine.plan({ kind: 'replace', name: 'editor', by: 'editro' })),
    await failureFrom(machine.plan({ kind: 'downgrade', packages: ['clock'] })),
    await failureFrom(machine.plan({ kind: 'together', requests: [{ kind: 'update', packages: ['x'] }] })),
  ]

  expect(failures).toEqual([
    { code: 'package/not-found', facts: { name: 'editro', nearest: ['editor'] } },
    { code: 'release/not-found', facts: { name: 'editor', wanted: '>= 2', available: ['1.0'] } },
    { code: 'repository/not-found', facts: { name: 'mian', nearest: ['main'] } },
    { code: 'package/not-installed', facts: { name: 'editro', nearest: ['editor'] } },
    { code: 'package/not-found', facts: { name: 'editro', nearest: ['editor'] } },
    { code: 'package/not-installed', facts: { name: 'clock', nearest: [] } },
    { code: 'package/not-installed', facts: { name: 'x', nearest: [] } },
  ])
})
