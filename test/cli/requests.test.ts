import { expect, test } from 'vitest'
import type { ChangeRequest } from '../../engine/index.ts'
import { requestCommands, requestWords } from '../../cli/output/request.ts'
import { commandLine } from '../../cli/output/phrases.ts'
import { aRun } from './kit/a-run.ts'

const page = {
  width: null,
  command: (...words: string[]) => commandLine(['multios-pm', ...words]),
  beside: (...words: string[]) => commandLine(words),
}
const shellWords = (line: string): string[] =>
  Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '')

const install = (...packages: { name: string; version?: string }[]) =>
  ({ kind: 'install', packages, force: false }) as const
const remove = (...packages: string[]) => ({ kind: 'remove', packages, purge: false, force: false }) as const

/** Each request with the command that asks for it, and what history calls it. */
const requests: readonly (readonly [string, string, ChangeRequest])[] = [
  ['install jq', 'install jq', install({ name: 'jq' })],
  [
    "install jq=1.7 'curl>=8,<9'",
    'install jq 1.7 and curl >= 8, < 9',
    install({ name: 'jq', version: '1.7' }, { name: 'curl', version: '>= 8, < 9' }),
  ],
  [
    'install jq --repository main --force --force-deps --development --no-recommends --suggests',
    'install jq',
    {
      ...install({ name: 'jq' }),
      repository: 'main',
      force: true,
      forceDependencies: true,
      development: true,
      recommends: false,
      suggests: true,
    },
  ],
  [
    'install jq --remove yq --remove xq',
    'install jq and uninstall yq and xq',
    { kind: 'together', requests: [install({ name: 'jq' }), remove('yq', 'xq')] },
  ],
  [
    "install jq 'yq>=3@side' --no-recommends --remove xq",
    'install jq, install yq >= 3 and uninstall xq',
    {
      kind: 'together',
      requests: [
        { ...install({ name: 'jq' }), recommends: false },
        { ...install({ name: 'yq', version: '>= 3' }), repository: 'side', recommends: false },
        remove('xq'),
      ],
    },
  ],
  [
    'uninstall jq --purge --force --keep-dependencies',
    'uninstall jq',
    { kind: 'remove', packages: ['jq'], purge: true, force: true, keepUnneeded: true },
  ],
  ['update', 'update everything', { kind: 'update' }],
  ['update jq curl', 'update jq and curl', { kind: 'update', packages: ['jq', 'curl'] }],
  [
    'update --category games,office --security-only --development --no-recommends',
    'security updates of everything in games or office',
    {
      kind: 'update',
      categories: ['games', 'office'],
      security: true,
      development: true,
      recommends: false,
    },
  ],
  ['downgrade jq curl', 'downgrade jq and curl', { kind: 'downgrade', packages: ['jq', 'curl'] }],
  ['replace yq jq', 'replace yq with jq', { kind: 'replace', name: 'yq', by: 'jq' }],
  [
    'replace yq jq --no-recommends',
    'replace yq with jq',
    { kind: 'replace', name: 'yq', by: 'jq', recommends: false },
  ],
  [
    'replace yq jq --remove xq',
    'replace yq with jq and uninstall xq',
    { kind: 'together', requests: [{ kind: 'replace', name: 'yq', by: 'jq' }, remove('xq')] },
  ],
  [
    'downgrade jq --remove xq',
    'downgrade jq and uninstall xq',
    { kind: 'together', requests: [{ kind: 'downgrade', packages: ['jq'] }, remove('xq')] },
  ],
  ['autoremove', 'remove what nothing needs', { kind: 'autoremove' }],
  ['repair', 'repair what is installed', { kind: 'repair' }],
  ['rollback --to 3', 'roll back to generation 3', { kind: 'rollback', generation: 3 }],
  [
    'rollback jq 1.6',
    'roll jq back to 1.6',
    { kind: 'rollback-package', name: 'jq', version: '1.6', backup: true },
  ],
  [
    'rollback jq 1.6 --no-backup',
    'roll jq back to 1.6',
    { kind: 'rollback-package', name: 'jq', version: '1.6', backup: false },
  ],
  ['undo', 'undo', { kind: 'undo' }],
]

test.each(requests)('"%s" asks for what it says', async (line, _, request) => {
  const result = await aRun([...shellWords(line), '--dry-run'], {
    answers: { 'plan.make': () => ({ kind: 'nothing', names: [] }) },
  })

  expect(result.asked).toEqual([['plan.make', { request }]])
})

test.each(requests)('"%s" is what is typed for it, and has words for history', (line, words, request) => {
  expect([requestCommands(request, page), requestWords(request)]).toEqual([[`multios-pm ${line}`], words])
})

test.each(['jq@', '@main', 'jq=1@'])('"%s" names no package of a repository', async (operand) => {
  const result = await aRun(['install', operand])

  expect([result.status, result.asked]).toEqual([2, []])
})

test('what no single command can say is several', () => {
  const request: ChangeRequest = {
    kind: 'together',
    requests: [{ kind: 'update', packages: ['jq'] }, remove('yq')],
  }

  expect(requestCommands(request, page)).toEqual(['multios-pm uninstall yq', 'multios-pm update jq'])
  expect(
    requestCommands({ ...request, requests: [...request.requests, install({ name: 'xq' })] }, page),
  ).toEqual(['multios-pm install xq --remove yq', 'multios-pm update jq'])
})

test('nothing to do is told by what was asked', async () => {
  const texts = []
  for (const [line] of requests) {
    const { out } = await aRun(shellWords(line), {
      answers: { 'plan.make': () => ({ kind: 'nothing', names: ['jq'] }) },
    })
    texts.push(out)
  }

  expect([...new Set(texts)].join('')).toMatchInlineSnapshot(`
    "Nothing to do: jq is already installed.
    Nothing to do: everything already is as you asked.
    Nothing to do: jq is not installed.
    Nothing to do: jq is up to date.
    Nothing to do: no older release of jq may be taken.
    Nothing to do: jq is already there in place of yq.
    Nothing to do: everything that is installed is needed.
    Nothing to do: nothing that is installed lacks anything.
    Nothing to do: everything already is as it was then. See multios-pm history
    Nothing to do: jq is at 1.6 already.
    "
  `)
})

test('nothing to do because something is in the way says what', async () => {
  const result = await aRun(['update', 'jq'], {
    answers: {
      'plan.make': () => ({
        kind: 'nothing',
        names: ['jq'],
        kept: [
          {
            action: 'keep',
            name: 'jq',
            title: 'jq',
            icon: null,
            from: '1.6',
            to: '1.6',
            repository: 'main',
            fromRepository: null,
            publisher: null,
            because: { kind: 'held', reason: 'hold jq' },
            download: 0,
            disk: 0,
            chosen: true,
            fixes: [],
          },
        ],
      }),
    },
  })

  expect(result.out).toMatchInlineSnapshot(`
    "Nothing to do.
    jq 1.6 stays as it is: you hold it.
    "
  `)
})
