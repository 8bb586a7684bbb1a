import { expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { aRun } from './kit/a-run.ts'

type Audit = Output<'package.audit'>
type Advisory = Audit['findings'][number]['advisories'][number]

const weakness: Advisory = {
  id: 'MSA-1',
  aliases: [],
  summary: 'Reads too far',
  details: '',
  severity: 'high',
  score: null,
  vector: null,
  epss: null,
  kev: null,
  published: null,
  state: 'affected',
  fixedIn: null,
}

function audited(audit: Partial<Audit>, ...more: string[]): ReturnType<typeof aRun> {
  const answer = { packages: 4, known: 9, findings: [], stale: [], ...audit }
  return aRun(['verify', '--security-audit', ...more], { answers: { 'package.audit': () => answer } })
}

test('an audit names what is affected, where it is fixed, what to do, and what is not known, with status 1', async () => {
  const result = await audited({
    findings: [
      {
        name: 'curl',
        version: '8.0',
        advisories: [
          {
            ...weakness,
            aliases: ['CVE-2026-7'],
            severity: 'critical',
            score: 9.8,
            vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
            kev: { added: '2026-01-02', due: '2026-01-23', ransomware: false },
            fixedIn: '8.1',
          },
          { ...weakness, id: 'MSA-2', summary: 'Another one' },
        ],
        urgency: { kind: 'exploited', advisory: 'MSA-1', due: '2026-01-23' },
        update: { version: '8.2', repository: 'main', repairs: ['MSA-1'], unclear: [] },
      },
      {
        name: 'jq',
        version: '1.7',
        advisories: [{ ...weakness, fixedIn: '1.8' }],
        urgency: { kind: 'severity', advisory: 'MSA-1', severity: 'high' },
        update: null,
      },
      {
        name: 'less',
        version: '1.0',
        advisories: [weakness],
        urgency: { kind: 'severity', advisory: 'MSA-1', severity: 'high' },
        update: { version: '2.0', repository: 'main', repairs: [], unclear: ['MSA-1'] },
      },
      {
        name: 'yq',
        version: 'nightly',
        advisories: [{ ...weakness, state: 'unknown' }],
        urgency: null,
        update: null,
      },
    ],
  })

  expect(result.status).toBe(1)
  await expect(result.out).toMatchFileSnapshot('golden/audit.txt')
})

test('an audit that finds nothing says what was held against what, with status 0', async () => {
  const result = await audited({})

  expect([result.status, result.out]).toEqual([
    0,
    '4 packages held against 9 advisories: nothing is known against them.\n',
  ])
})

test('without any advisory, an audit does not call anything clean', async () => {
  const result = await audited({ known: 0 })

  expect(result.out).toBe(
    'No repository brings any advisory, so nothing is known for or against what is installed.\n' +
      'Ask them for news: multios-pm sync\n',
  )
})

test('an audit answers with its findings as JSON, and repairs nothing', async () => {
  const [json, fix] = [await audited({}, '--json'), await audited({}, '--fix')]

  expect([JSON.parse(json.out), fix.status, fix.asked]).toEqual([
    { packages: 4, known: 9, findings: [], stale: [] },
    2,
    [],
  ])
})

const refused = {
  code: 'trust/metadata',
  facts: { repository: 'main', file: 'metadata/3.advisories.json', reason: 'signature', detail: '' },
} as const

test.each([
  [
    'out of date',
    { state: 'outdated', validUntil: '2026-05-03T00:00:00Z', problem: null },
    'The advisories of "main" are out of date since 2026-05-03: what became known later is not known here.',
  ],
  [
    'never here',
    { state: 'outdated', validUntil: null, problem: refused },
    'The advisories of "main" could not be had. metadata/3.advisories.json is not signed by the keys that speak for this repository.',
  ],
  [
    'held back',
    { state: 'withheld', validUntil: '2026-05-03T00:00:00Z', problem: refused },
    'The newest advisories of "main" could not be had, so those of before hold. metadata/3.advisories.json is not signed by the keys that speak for this repository.',
  ],
] as const)(
  'with advisories that are %s, an audit calls nothing clean, and its status is 1',
  async (_, freshness, words) => {
    const result = await audited({ stale: [{ repository: 'main', ...freshness }] })

    expect({ status: result.status, out: result.out }).toEqual({
      status: 1,
      out: `${words}
4 packages held against 9 advisories: nothing was known against them then.
Ask for news: multios-pm sync
`,
    })
  },
)

test('what nobody vouches for any more is told with the reason and what to do, with status 1', async () => {
  const lost = { version: '1.0', repository: 'main', publisher: 'Acme', signed: 0, needed: 1 }
  const result = await audited({
    unvouched: [
      { ...lost, name: 'jq', reason: 'key' },
      { ...lost, name: 'less', reason: 'threshold', signed: 1, needed: 2 },
      { ...lost, name: 'curl', reason: 'publisher' },
    ],
  })

  const ways = (name: string) =>
    `  Put a version in its place that is: multios-pm update ${name}
  Where there is none, do without it: multios-pm uninstall ${name}. The whole chain: multios-pm why-trusted ${name}`
  expect(result.out)
    .toBe(`no longer vouched for jq 1.0: the key that signed it is none of Acme in "main" any more.
${ways('jq')}
no longer vouched for less 1.0: Acme asks for 2 signatures by now, and it has 1.
${ways('less')}
no longer vouched for curl 1.0: "main" has no publisher Acme any more.
${ways('curl')}
4 packages held against 9 advisories: nothing is known against them.
`)
  expect(result.status).toBe(1)
})
