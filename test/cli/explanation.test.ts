import { expect, test } from 'vitest'
import type { Explanation } from '../../engine/index.ts'
import { clashSentence, explanationTitle, proofTree } from '../../cli/output/explanation.ts'
import { aRun } from './kit/a-run.ts'

test('a request without a solution prints why, as a tree, and commands that would work', async () => {
  const result = await aRun(['--data-dir', '/srv/pm', 'install', 'notes'], {
    answers: {
      'plan.make': () => ({
        kind: 'unsolvable',
        explanation: {
          clash: [
            { kind: 'wanted', name: 'notes', constraint: null },
            { kind: 'depends', release: 'notes 2.0', clause: 'spell >= 2', repository: 'main' },
            { kind: 'no-release', clause: 'spell >= 2', available: ['1.4', '1.0'] },
          ],
          proof: [
            {
              text: { kind: 'impossible', name: 'notes' },
              because: [
                {
                  text: { kind: 'depends', release: 'notes 2.0', clause: 'spell >= 2', repository: 'main' },
                  because: [
                    {
                      text: { kind: 'no-release', clause: 'spell >= 2', available: ['1.4', '1.0'] },
                      because: [],
                    },
                  ],
                },
                {
                  text: { kind: 'conflicts', release: 'notes 1.0', clause: 'tools < 3', other: 'tools 2.0' },
                  because: [{ text: { kind: 'installed', name: 'tools', version: '2.0' }, because: [] }],
                },
              ],
            },
          ],
          fixes: [
            {
              requests: [
                { kind: 'remove', packages: ['tools'], purge: false, force: false },
                {
                  kind: 'install',
                  packages: [{ name: 'notes', version: '>= 1, < 2' }, { name: 'spell' }],
                  force: false,
                },
              ],
            },
            { requests: [{ kind: 'update' }] },
          ],
        },
      }),
    },
  })

  expect({ status: result.status, err: result.err, out: result.out }).toEqual({
    status: 3,
    out: '',
    err: `error: notes cannot be installed.
  You want notes, notes 2.0 (main) needs spell >= 2, but no repository offers spell >= 2, only 1.4 and 1.0.

Why
└─ notes cannot be installed
   ├─ notes 2.0 (main) needs spell >= 2
   │  └─ no repository offers spell >= 2, only 1.4 and 1.0
   └─ notes 1.0 cannot be together with tools 2.0 (it says: tools < 3)
      └─ tools 2.0 is installed

What would work
1. multios-pm --data-dir /srv/pm uninstall tools && multios-pm --data-dir /srv/pm install 'notes>=1,<2' spell
2. multios-pm --data-dir /srv/pm update
`,
  })
})

test('what cannot be removed is said as a removal, by who needs it', () => {
  const explanation: Explanation = {
    clash: [
      { kind: 'needed-by', name: 'text', by: 'clock 1.0' },
      { kind: 'installed', name: 'clock', version: '1.0' },
    ],
    proof: [{ text: { kind: 'impossible', name: 'text' }, because: [] }],
    fixes: [],
  }

  expect([
    explanationTitle(explanation),
    clashSentence(explanation),
    ...proofTree(explanation.proof, () => 'be removed'),
  ]).toEqual(['text cannot be removed.', 'clock 1.0 needs text.', '└─ text cannot be removed'])
})

test.each<[string | null, string]>([
  [null, 'You want an older text, but clock 1.0 (main) needs text >= 2.'],
  ['= 1.0', 'You want text = 1.0, but clock 1.0 (main) needs text >= 2.'],
])('a downgrade that is blocked is not called an installation', (constraint, words) => {
  const explanation: Explanation = {
    clash: [
      { kind: 'wanted', name: 'text', constraint, older: true },
      { kind: 'depends', release: 'clock 1.0', clause: 'text >= 2', repository: 'main' },
    ],
    proof: [{ text: { kind: 'impossible', name: 'text' }, because: [] }],
    fixes: [],
  }

  expect([explanationTitle(explanation), clashSentence(explanation)]).toEqual([
    'text cannot go back to an older release.',
    words,
  ])
})

test('that something is installed is not repeated in the sentence that says what it excludes', () => {
  const clash: Explanation['clash'] = [
    { kind: 'wanted', name: 'clock', constraint: null },
    { kind: 'conflicts', release: 'clock 1.0', clause: 'sun', other: 'sun 1.0' },
    { kind: 'installed', name: 'sun', version: '1.0' },
  ]

  expect(clashSentence({ clash, proof: [], fixes: [] })).toBe(
    'You want clock, but clock 1.0 cannot be together with sun 1.0.',
  )
})

test('two wishes that exclude each other are one sentence', () => {
  const explanation: Explanation = {
    clash: [
      { kind: 'wanted', name: 'sun', constraint: null },
      { kind: 'wanted', name: 'clock', constraint: '>= 2' },
      { kind: 'conflicts', release: 'clock 2.0', clause: 'sun', other: 'sun 1.0' },
    ],
    proof: [],
    fixes: [],
  }

  expect([explanationTitle(explanation), clashSentence(explanation)]).toEqual([
    'sun cannot be installed.',
    'You want sun and clock >= 2, but clock 2.0 cannot be together with sun 1.0.',
  ])
})

test('of two wishes only the one that goes back is called that', async () => {
  const explanation: Explanation = {
    clash: [
      { kind: 'wanted', name: 'text', constraint: '= 1.0', older: true },
      { kind: 'depends', release: 'clock 1.0', clause: 'text >= 2', repository: 'main' },
    ],
    proof: [
      {
        text: { kind: 'impossible', name: 'clock' },
        because: [{ text: { kind: 'wanted', name: 'clock', constraint: null }, because: [] }],
      },
      { text: { kind: 'impossible', name: 'text' }, because: [] },
    ],
    fixes: [],
  }
  const result = await aRun(['install', 'text=1.0', 'clock'], {
    answers: { 'plan.make': () => ({ kind: 'unsolvable', explanation }) },
  })

  expect(result.err).toContain(`├─ clock cannot be installed
│  └─ you want clock
└─ text cannot go back to an older release
`)
})

test('a proof that fills pages is cut, so that what would work stays in sight', async () => {
  const explanation: Explanation = {
    clash: [{ kind: 'wanted', name: 'flock', constraint: null }],
    proof: Array.from({ length: 500 }, (_, bird) => ({
      text: { kind: 'depends', release: 'flock 1.0', clause: `bird-${bird}`, repository: 'main' },
      because: [],
    })),
    fixes: [{ requests: [{ kind: 'update' }] }],
  }
  const result = await aRun(['install', 'flock'], {
    answers: { 'plan.make': () => ({ kind: 'unsolvable', explanation }) },
  })

  expect(result.err).toContain(`├─ flock 1.0 (main) needs bird-39
… and 460 more lines, which --json has

What would work
1. multios-pm update
`)
  expect(result.err).not.toContain('bird-40')
})
