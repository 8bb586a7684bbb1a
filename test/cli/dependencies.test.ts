import { expect, test } from 'vitest'
import type { Explanation, Output } from '../../engine/index.ts'
import { aRun } from './kit/a-run.ts'

const explanation: Explanation = {
  clash: [
    { kind: 'wanted', name: 'app', constraint: null },
    { kind: 'conflicts', release: 'app 2.0', clause: 'old', other: 'old 1.0' },
  ],
  proof: [
    {
      text: { kind: 'impossible', name: 'app' },
      because: [
        { text: { kind: 'conflicts', release: 'app 2.0', clause: 'old', other: 'old 1.0' }, because: [] },
        {
          text: { kind: 'not-allowed', release: 'app 3.0', repository: 'side', reason: 'other-repository' },
          because: [],
        },
      ],
    },
  ],
  fixes: [
    {
      requests: [
        {
          kind: 'together',
          requests: [
            { kind: 'install', packages: [{ name: 'app' }], force: false },
            { kind: 'remove', packages: ['old'], purge: false, force: false },
          ],
        },
      ],
    },
    { requests: [{ kind: 'replace', name: 'old', by: 'app' }] },
  ],
}

const solved: Extract<Output<'dependency.solve'>, { kind: 'solved' }> = {
  kind: 'solved',
  lines: [
    {
      action: 'install',
      name: 'app',
      from: null,
      to: '2.0',
      repository: 'main',
      because: { kind: 'requested' },
      size: 12_000,
      installedSize: 40_000,
    },
    {
      action: 'upgrade',
      name: 'spell',
      from: '1.0',
      to: '1.4',
      repository: 'main',
      because: { kind: 'dependency', by: 'app 2.0', clause: 'spell >= 1.2' },
      size: 3_000,
      installedSize: 9_000,
    },
    {
      action: 'remove',
      name: 'old',
      from: '1.0',
      to: null,
      repository: 'main',
      because: { kind: 'conflict', with: 'app 2.0' },
      size: 0,
      installedSize: 5_000,
    },
  ],
  unmet: ['app 2.0: voice'],
  size: 15_000,
  installedSize: 44_000,
}

test('depsolve asks for names, versions and extras, and lists what that comes down to', async () => {
  const result = await aRun(
    ['depsolve', 'app=2.0', 'tool>=1,<2', '--no-recommends', '--suggests', '--development'],
    { answers: { 'dependency.solve': () => solved } },
  )

  expect(result).toEqual({
    status: 0,
    err: '',
    out: `+  app    2.0         12 kB  you asked for it
+  spell  1.0 → 1.4  3.0 kB  app 2.0 needs spell >= 1.2
-  old    1.0                cannot be together with app 2.0

Left out by force: app 2.0: voice.
2 packages to install and 1 package to remove: 15 kB to download, 44 kB more on disk.
`,
    asked: [
      [
        'dependency.solve',
        {
          request: {
            kind: 'install',
            packages: [
              { name: 'app', version: '2.0' },
              { name: 'tool', version: '>= 1, < 2' },
            ],
            force: false,
            development: true,
            recommends: false,
            suggests: true,
          },
        },
      ],
    ],
  })
})

test('depsolve asks for what shall come from one repository as installing does', async () => {
  const { status, asked } = await aRun(['depsolve', 'app@side', 'tool'], {
    answers: { 'dependency.solve': () => solved },
  })
  const from = { kind: 'install', force: false }
  const requests = [
    { ...from, packages: [{ name: 'app' }], repository: 'side' },
    { ...from, packages: [{ name: 'tool' }] },
  ]

  expect([status, asked]).toEqual([0, [['dependency.solve', { request: { kind: 'together', requests } }]]])
})

test('depsolve that has no answer ends with status 3, the proof and commands that would work', async () => {
  const result = await aRun(['depsolve', 'app'], {
    answers: { 'dependency.solve': () => ({ kind: 'unsolvable', explanation }) },
  })

  expect(result).toMatchObject({
    status: 3,
    out: '',
    err: `error: app cannot be installed.
  You want app, but app 2.0 cannot be together with old 1.0.

Why
└─ app cannot be installed
   ├─ app 2.0 cannot be together with old 1.0
   └─ app 3.0 (side) may not be taken: app comes from another repository

What would work
1. multios-pm install app --remove old
2. multios-pm replace old app
`,
  })
})

test('depsolve in JSON is the answer of the API', async () => {
  const result = await aRun(['depsolve', 'app', '--json'], { answers: { 'dependency.solve': () => solved } })

  expect(JSON.parse(result.out)).toEqual(solved)
})

test.each<[string, Output<'dependency.why'>, string]>([
  [
    'what was asked for',
    { name: 'app', version: '2.0', chosen: true, chains: [] },
    'app 2.0 is installed because you asked for it. Nothing else that you asked for needs it.\n',
  ],
  [
    'what was left over',
    { name: 'spell', version: '1.4', chosen: false, chains: [] },
    `spell 1.4 came along with something, and nothing that you asked for needs it any more.
Remove what nothing needs: multios-pm autoremove
`,
  ],
  [
    'what others need',
    {
      name: 'words',
      version: '7',
      chosen: false,
      chains: [
        [{ name: 'app', version: '2.0', clause: 'words', kind: 'dependency' }],
        [
          { name: 'desk', version: '1.0', clause: 'app | notes', kind: 'recommended' },
          { name: 'notes', version: '3.0', clause: 'words >= 6', kind: 'dependency' },
        ],
      ],
    },
    `words 7 is installed because you asked for what needs it:

app 2.0
└─ needs words: words 7

desk 1.0
└─ recommends app | notes: notes 3.0
   └─ needs words >= 6: words 7
`,
  ],
])('why is told of %s', async (_, answer, words) => {
  const result = await aRun(['why', answer.name], { answers: { 'dependency.why': () => answer } })

  expect(result).toMatchObject({ status: 0, out: words, err: '' })
})

test.each<[string, Output<'dependency.whyNot'>, string]>([
  [
    'is there already',
    { kind: 'installed', name: 'app', version: '2.0', hidden: [] },
    'app 2.0 is installed.\n',
  ],
  [
    'is only not asked for',
    {
      ...solved,
      kind: 'possible',
      lines: solved.lines.slice(0, 1),
      unmet: [],
      hidden: [{ version: '3.0~rc1', repository: 'main', reason: 'development' }],
    },
    `Nothing is in the way. This would happen:

+  app  2.0  12 kB  you asked for it

1 package to install: 15 kB to download, 44 kB more on disk.

Do it: multios-pm install app=2.0

Releases that are not taken
  app 3.0~rc1 (main): it is a development release
A development release comes where its version is named, or: multios-pm install app --development
`,
  ],
  [
    'cannot be',
    { kind: 'impossible', explanation, hidden: [] },
    `app cannot be installed.
You want app, but app 2.0 cannot be together with old 1.0.

Why
└─ app cannot be installed
   ├─ app 2.0 cannot be together with old 1.0
   └─ app 3.0 (side) may not be taken: app comes from another repository

What would work
1. multios-pm install app --remove old
2. multios-pm replace old app
`,
  ],
])('why-not is told of what %s', async (_, answer, words) => {
  const result = await aRun(['why-not', 'app=2.0'], { answers: { 'dependency.whyNot': () => answer } })

  expect(result).toMatchObject({ status: 0, out: words, err: '' })
  expect(result.asked).toEqual([['dependency.whyNot', { name: 'app', version: '2.0' }]])
})

test.each<[string, Output<'dependency.check'>, number, string]>([
  ['fits together', [], 0, 'What is installed fits together.\n'],
  [
    'was left out by force',
    [{ kind: 'unmet', release: 'app 2.0', clause: 'voice', accepted: true }],
    0,
    'left out app 2.0 lacks voice, as you accepted\nRepair: multios-pm repair\n',
  ],
  [
    'is broken',
    [
      { kind: 'unmet', release: 'app 2.0', clause: 'spell >= 2', accepted: false },
      { kind: 'conflict', release: 'app 2.0', clause: 'old', other: 'old 1.0' },
    ],
    1,
    `missing app 2.0 lacks spell >= 2
conflict app 2.0 cannot be together with old 1.0
Repair: multios-pm repair
`,
  ],
])('verify --check-conflicts tells what %s', async (_, answer, status, words) => {
  const result = await aRun(['verify', '--check-conflicts'], {
    answers: { 'dependency.check': () => answer },
  })

  expect(result).toMatchObject({ status, out: words, err: '' })
})

test.each([
  [['install', 'jq='], '"jq=" names no package and version.'],
  [['depsolve', '>=2'], '">=2" names no package and version.'],
  [['install', 'jq=1', '--version', '2'], 'The version of jq is given twice.'],
  [['update', '--category', 'a,,b'], '"a,,b" names no category.'],
  [['verify', 'jq', '--check-conflicts'], '--check-conflicts looks at everything together.'],
])('%j is wrong use', async (line, problem) => {
  const result = await aRun(line)

  expect({ status: result.status, title: result.err.split('\n')[0] }).toEqual({
    status: 2,
    title: `error: ${problem}`,
  })
})
