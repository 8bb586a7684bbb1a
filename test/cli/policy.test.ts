import { expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { aRun } from './kit/a-run.ts'

type PolicyView = Output<'policy.list'>

const nothingSet: PolicyView = { holds: [], pins: [], protected: [], owners: [], channel: 'stable' }
const policy: PolicyView = {
  holds: [
    { name: 'curl', version: '8.0' },
    { name: 'jq', version: null },
  ],
  pins: [
    { name: 'node', version: '>= 24, < 25', repository: 'main', offered: true },
    { name: 'yq', version: null, repository: 'side', offered: false },
  ],
  protected: ['bash'],
  owners: [
    { pattern: 'acme-*', repository: 'work' },
    { pattern: 'tool', repository: 'work' },
  ],
  channel: 'development',
}

test('everything that holds is listed in plain words', async () => {
  const some = await aRun(['policy'], { answers: { 'policy.list': () => policy } })
  const none = await aRun(['holds'], { answers: { 'policy.list': () => nothingSet } })

  expect(some.out).toBe(`Held       curl 8.0
           jq (not installed now)
Pinned     node, only >= 24, < 25 from main
           yq, only from side (no repository in use offers such a release)
Protected  bash
Owned      acme-*: only from work
           tool: only from work
Development releases are taken like all others.
`)
  expect(none.out).toBe(`Nothing is held, pinned, protected or owned.
Hold one: multios-pm hold PACKAGE
Development releases are taken only where a request asks for them.
`)
})

test.each<[string[], 'policy.add' | 'policy.remove', unknown, string]>([
  [
    ['hold', 'curl'],
    'policy.add',
    [{ kind: 'hold', name: 'curl' }],
    'Held: curl 8.0. Updates leave it alone.',
  ],
  [['unhold', 'curl'], 'policy.remove', [{ kind: 'hold', name: 'curl' }], 'No longer held: curl.'],
  [
    ['pin', 'node', '--version', '>= 24, < 25', '--repository', 'main'],
    'policy.add',
    [{ kind: 'pin', name: 'node', version: '>= 24, < 25', repository: 'main' }],
    'Pinned: node, only >= 24, < 25 from main.',
  ],
  [
    ['pin', 'yq', '--repository', 'side'],
    'policy.add',
    [{ kind: 'pin', name: 'yq', repository: 'side' }],
    'Pinned: yq, only from side (no repository in use offers such a release).',
  ],
  [['unpin', 'node'], 'policy.remove', [{ kind: 'pin', name: 'node' }], 'No longer pinned: node.'],
  [
    ['protect', 'bash'],
    'policy.add',
    [{ kind: 'protect', name: 'bash' }],
    'Protected: bash. Nothing removes it.',
  ],
  [['unprotect', 'bash'], 'policy.remove', [{ kind: 'protect', name: 'bash' }], 'No longer protected: bash.'],
  [
    ['channel', 'development'],
    'policy.add',
    [{ kind: 'development' }],
    'Development releases are taken like all others.',
  ],
  [
    ['repository', 'own', 'home', 'acme-*', 'x'],
    'policy.add',
    [
      { kind: 'owner', pattern: 'acme-*', repository: 'home' },
      { kind: 'owner', pattern: 'x', repository: 'home' },
    ],
    'Only "home" may offer acme-* and x from now on.\nacme-* belonged to "work" until now.',
  ],
  [
    ['repository', 'disown', 'work', 'acme-*'],
    'policy.remove',
    [{ kind: 'owner', pattern: 'acme-*', repository: 'work' }],
    '"work" no longer owns acme-*.',
  ],
])('%j', async (line, operation, rules, words) => {
  const answers = {
    'policy.list': () => policy,
    'policy.add': () => policy,
    'policy.remove': () => policy,
  }

  const result = await aRun(line, { answers })

  expect(result).toMatchObject({ status: 0, out: `${words}\n` })
  expect(result.asked.at(-1)).toEqual([operation, { rules }])
})

test('a rule command in JSON answers with everything that holds', async () => {
  const result = await aRun(['hold', 'curl', '--json'], { answers: { 'policy.add': () => policy } })

  expect(JSON.parse(result.out)).toEqual(policy)
})

test.each([
  [['pin', 'jq'], 'What jq should be pinned to is missing.'],
  [['channel', 'nightly'], '"nightly" is no channel.'],
])('%j is wrong use', async (line, problem) => {
  const result = await aRun(line)

  expect({ status: result.status, title: result.err.split('\n')[0] }).toEqual({
    status: 2,
    title: `error: ${problem}`,
  })
})

test('removing a repository tells what went with it', async () => {
  const result = await aRun(['repository', 'remove', 'work'], {
    answers: { 'repository.remove': () => ({ disowned: ['acme-*', 'tool'], pinned: ['yq'] }) },
  })

  expect(result.out).toBe(`Removed "work". What was installed from it stays.
It owned acme-* and tool: every repository may offer that now.
Still pinned to it, so nothing is taken for them: yq.
`)
})
