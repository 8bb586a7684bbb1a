import { expect, test } from 'vitest'
import type { Plan, PlanAnswer } from '../../engine/index.ts'
import { Interrupted } from '../../cli/interrupt.ts'
import { aLine, aPlan, aReceipt, helloLine } from './kit/a-plan.ts'
import { aRun } from './kit/a-run.ts'

const answering = (plan: Plan) => ({
  'plan.make': (): PlanAnswer => ({ kind: 'plan', plan }),
  'plan.apply': () => aReceipt(plan),
})

const needed = aLine({
  name: 'libgreet',
  action: 'install',
  to: '2.10.1',
  download: 1_234_567,
  because: { kind: 'dependency', by: 'hello-world', clause: 'libgreet >= 2' },
})
const lost = aLine({
  name: 'goodbye',
  action: 'remove',
  from: '1.0',
  disk: -3_000,
  because: { kind: 'conflict', with: 'hello-world 1.0.0' },
  chosen: true,
})

const wholePlan = aPlan({
  install: [helloLine, needed],
  change: [
    aLine({
      name: 'tool',
      action: 'upgrade',
      from: '1.0',
      to: '1.1',
      fixes: ['MSA-1'],
      urgency: { kind: 'score', advisory: 'MSA-1', score: 9.8 },
      because: { kind: 'newer' },
    }),
  ],
  remove: [lost],
  keep: [
    aLine({
      name: 'editor',
      action: 'keep',
      from: '3.0',
      to: '3.0',
      because: {
        kind: 'held',
        reason: 'editor 4.0: spell >= 3',
        facts: [
          { kind: 'depends', release: 'editor 4.0', clause: 'spell >= 3', repository: 'main' },
          { kind: 'no-release', clause: 'spell >= 3', available: ['2.0'] },
        ],
      },
    }),
  ],
  losesChosen: ['goodbye'],
})

test('a dry run shows the whole plan, each line with its because, and changes nothing', async () => {
  const result = await aRun(['install', 'hello-world', '--dry-run'], { answers: answering(wholePlan) })

  expect(result.out).toBe(`Install
  hello-world  1.0.0            12 kB  you asked for it
  libgreet     2.10.1          1.2 MB  hello-world needs libgreet >= 2

Change
  tool         1.0 → 1.1  no download  newer release, fixes MSA-1: CVSS 9.8

Remove
  goodbye      1.0            -3.0 kB  cannot be together with hello-world 1.0.0

Keep
  editor       3.0                     stays as it is: editor 4.0 (main) needs spell >= 3, but no repository offers spell >= 3, only 2.0

Download 12 kB, 40 kB more on disk (41 GB free).
Generation 3 → 4.

You chose goodbye, which goes too.

Nothing was changed: this was a dry run.
`)
  expect({ status: result.status, asked: result.asked.map(([name]) => name) }).toEqual({
    status: 0,
    asked: ['plan.make'],
  })
})

test('a line says whose place a package takes', async () => {
  const viewer = aLine({
    name: 'leaf',
    action: 'install',
    to: '1.0.0',
    because: { kind: 'dependency', by: 'sprig', clause: 'text-viewer | pager >= 2' },
  })

  const result = await aRun(['install', 'sprig', '--dry-run'], {
    answers: answering(aPlan({ install: [viewer] })),
  })

  expect(result.out).toContain('sprig needs text-viewer | pager >= 2, which leaf provides\n')
})

test('an update that moves a package to another repository said nothing of it', async () => {
  const moved = { from: '1.0', to: '1.1', repository: 'community', fromRepository: 'main' }
  const line = aLine({ name: 'tool', action: 'upgrade', because: { kind: 'newer' }, ...moved })
  const plan = aPlan({ install: [], change: [line] })

  const { out } = await aRun(['update', '--dry-run'], { answers: answering(plan) })

  expect(out).toMatch(/tool +1\.0 → 1\.1 +no download +newer release, from community, was main\n/)
})

test('a plan that does only what was asked goes on without a question', async () => {
  const result = await aRun(['install', 'hello-world'], { answers: answering(aPlan()), types: 'n' })

  expect({ status: result.status, out: result.out, asks: result.err.includes('Proceed?') }).toEqual({
    status: 0,
    out: 'Installed hello-world 1.0.0.\nThis is generation 4. To take it back: multios-pm undo\n',
    asks: false,
  })
})

test('what is applied is the plan that was shown, by its digest', async () => {
  const result = await aRun(['install', 'hello-world', '--version', '1.0.0', '--repository', 'main'], {
    answers: answering(aPlan()),
  })

  const request = {
    kind: 'install',
    packages: [{ name: 'hello-world', version: '1.0.0' }],
    repository: 'main',
    force: false,
  }
  expect(result.asked).toEqual([
    ['plan.make', { request }],
    ['plan.apply', { request, digest: 'a'.repeat(64) }],
  ])
})

test.each([
  ['install', 'jq=1.7', '--remove', 'jq'],
  ['replace', 'jq', 'jq'],
])('%s: nothing comes and goes in one change', async (...words) => {
  const result = await aRun(words, { answers: answering(aPlan()) })

  expect([result.status, result.err, result.asked]).toEqual([
    2,
    'error: jq cannot come and go in one change.\n  To install it once more: install --force.\n',
    [],
  ])
})

test('a plan that brings more asks first, and Return means yes', async () => {
  const plan = aPlan({ install: [helloLine, needed] })

  const yes = await aRun(['install', 'hello-world'], { answers: answering(plan), types: '' })
  const no = await aRun(['install', 'hello-world'], { answers: answering(plan), types: 'n' })

  expect([yes.status, no.status, no.asked.length]).toEqual([0, 1, 1])
  expect(yes.err).toContain('Proceed? [Y/n] ')
  expect(no.err).toContain('You said no, so nothing was changed.')
})

test('Ctrl+D at a question changes nothing', async () => {
  const more = aPlan({ install: [helloLine, needed] })

  const runs = []
  for (const plan of [more, wholePlan])
    runs.push(await aRun(['install', 'hello-world'], { answers: answering(plan), types: null }))

  expect(runs.map(({ status, asked }) => [status, asked.map(([name]) => name)])).toEqual([
    [1, ['plan.make']],
    [1, ['plan.make']],
  ])
})

test('a plan that loses something chosen needs a typed y', async () => {
  const answers = answering(wholePlan)

  const statuses = []
  for (const types of ['', 'n', 'y', 'YES'])
    statuses.push((await aRun(['install', 'a'], { answers, types })).status)

  expect(statuses).toEqual([1, 1, 0, 0])
})

test('where nobody can answer, something chosen is lost only with --yes', async () => {
  const refused = await aRun(['install', 'hello-world'], { answers: answering(wholePlan) })
  const accepted = await aRun(['install', 'hello-world', '-y'], { answers: answering(wholePlan) })

  expect([refused.status, refused.asked.length, accepted.status]).toEqual([2, 1, 0])
  expect(refused.err.split('\n').slice(-4)).toEqual([
    'error: Nothing was changed: this would also remove goodbye, which you chose to have.',
    '  Nobody is at the keyboard to confirm that.',
    '  If that is what you want: multios-pm install hello-world --yes',
    '',
  ])
})

test('--json answers with the receipt and nothing else on stdout', async () => {
  const result = await aRun(['--json', 'install', 'hello-world'], { answers: answering(aPlan()) })

  expect({ document: JSON.parse(result.out), err: result.err }).toEqual({
    document: aReceipt(aPlan()),
    err: '',
  })
})

test('Ctrl+C before the switch says that nothing changed, with status 130', async () => {
  const interruption = new AbortController()
  const result = await aRun(['install', 'hello-world', '--json'], {
    interruption,
    answers: {
      ...answering(aPlan()),
      'plan.apply': (_, { signal }) => {
        interruption.abort(new Interrupted())
        throw signal.reason
      },
    },
  })

  expect({ status: result.status, err: result.err, document: JSON.parse(result.out) }).toEqual({
    status: 130,
    err: 'Stopped. Nothing was changed.\n',
    document: {
      error: {
        code: 'usage/interrupted',
        facts: { finished: false, state: 'Stopped. Nothing was changed.' },
        message: 'Stopped. Nothing was changed.',
      },
    },
  })
})

test('Ctrl+C after the switch says that the change is complete, with status 130', async () => {
  const interruption = new AbortController()
  const result = await aRun(['install', 'hello-world'], {
    interruption,
    answers: {
      ...answering(aPlan()),
      'plan.apply': () => {
        interruption.abort(new Interrupted())
        return aReceipt(aPlan())
      },
    },
  })

  expect({ status: result.status, out: result.out }).toEqual({
    status: 130,
    out: `It was too late to stop: the change is complete.
Installed hello-world 1.0.0.
This is generation 4. To take it back: multios-pm undo
`,
  })
})

test('a failure while stopping is a failure, not an interruption', async () => {
  const interruption = new AbortController()
  const result = await aRun(['undo'], {
    interruption,
    answers: {
      'plan.make': () => {
        interruption.abort(new Interrupted())
        throw new Error('broken')
      },
    },
  })

  expect(result.status).toBe(1)
  expect(result.err).toContain('error: Something went wrong that should not have')
})

test('where there is nothing to do, it says so and succeeds', async () => {
  const nothing = (names: string[]) => ({
    answers: { 'plan.make': (): PlanAnswer => ({ kind: 'nothing', names }) },
  })

  const lines = [
    (await aRun(['install', 'a', 'b'], nothing(['a', 'b']))).out,
    (await aRun(['update'], nothing([]))).out,
    (await aRun(['update', '--category', 'games,office'], nothing([]))).out,
    (await aRun(['remove', 'a'], nothing(['a']))).out,
    (await aRun(['undo'], nothing([]))).out,
  ]

  expect(lines).toEqual([
    'Nothing to do: a and b are already installed.\n',
    'Nothing to do: everything is up to date.\n',
    'Nothing to do: everything in games or office is up to date.\n',
    'Nothing to do: a is not installed.\n',
    'Nothing to do: everything already is as it was then. See multios-pm history\n',
  ])
})
