import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { aRun } from '../cli/kit/a-run.ts'
import { failureOf } from '../../engine/model/failure.ts'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const why = { justification: 'vulnerable_code_not_in_execute_path', impact_statement: 'It only writes.' }

function say(repository: TestRepository, statement: object, author = 'Test Works'): void {
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://example.org/vex/1',
    author,
    timestamp: '2026-02-01T00:00:00Z',
    version: 1,
    statements: [statement],
  }
  mkdirSync(path.join(repository.folder, 'vex'), { recursive: true })
  writeFileSync(path.join(repository.folder, 'vex', '1.json'), JSON.stringify(document))
}

function warn(repository: TestRepository): void {
  mkdirSync(path.join(repository.folder, 'advisories'), { recursive: true })
  const affected = [
    {
      package: { ecosystem: 'MultiOS', name: 'editor' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
    },
  ]
  const record = {
    id: 'T-1',
    aliases: ['CVE-2026-0001'],
    modified: '2026-01-01T00:00:00Z',
    summary: 'Weak',
    affected,
  }
  writeFileSync(path.join(repository.folder, 'advisories', 'T-1.json'), JSON.stringify(record))
}

const aboutEditor = (version: string) => ({
  vulnerability: { name: 'CVE-2026-0001' },
  products: [{ '@id': `pkg:generic/editor@${version}?arch=universal` }],
  status: 'not_affected',
  ...why,
})

/** As TUF names the key: the metadata that was verified has it. */
function signerIn(data: string): string | undefined {
  const text = readFileSync(path.join(data, 'metadata/main/targets.json'), 'utf8')
  const { signed } = JSON.parse(text) as { signed: { delegations: { roles: { keyids: string[] }[] } } }
  return signed.delegations.roles[0]?.keyids[0]
}

test('what a publisher says is told as the publisher’s word, and hides no advisory', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  warn(repository)
  say(repository, aboutEditor('1.0'))
  await repository.rebuild()
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')

  const audit = await machine.engine.run('package.audit', {}, { signal: never })
  const info = await machine.engine.run('package.info', { name: 'editor' }, { signal: never })
  const bill = await machine.engine.run('system.bill', {}, { signal: never })
  const told = await aRun(['verify', '--security-audit'], {
    program: multiosPm,
    answers: { 'package.audit': () => audit },
    width: 200,
  })

  const word = {
    repository: 'main',
    key: signerIn(machine.data),
    author: 'Test Works',
    status: 'not_affected',
    justification: why.justification,
    statement: why.impact_statement,
    at: '2026-02-01T00:00:00Z',
  }
  const [finding] = audit.findings
  expect({
    audit: finding?.advisories.map(({ id, state, words }) => [id, state, words]),
    urgency: finding?.urgency?.kind,
    info: info.security.advisories[0]?.words,
    bill: bill.vulnerabilities.map(({ analysis, properties }) => [analysis.state, properties]),
    told: [
      told.status,
      told.out.includes('says: not affected, because that code is never run; It only writes.'),
    ],
  }).toEqual({
    audit: [['T-1', 'affected', [word]]],
    urgency: 'severity',
    info: [word],
    bill: [
      [
        'exploitable',
        [
          {
            name: 'multios:vex',
            value: 'main (Test Works): not_affected; vulnerable_code_not_in_execute_path; It only writes.',
          },
        ],
      ],
    ],
    told: [1, true],
  })

  // Of another version, of a release that is not here, of another weakness: nobody's word about this one.
  say(repository, aboutEditor('2.0'))
  await repository.rebuild()
  await machine.engine.run('repository.sync', {}, { signal: never })
  const silent = await machine.engine.run('package.audit', {}, { signal: never })
  expect(silent.findings[0]?.advisories.map(({ id, words }) => [id, words])).toEqual([['T-1', undefined]])
})

test('a statement without a reason, or about no package, is refused with its file and its place', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const { justification: _, impact_statement: __, ...bare } = { ...aboutEditor('1.0') }
  say(repository, bare)
  const refusal = async () => repository.rebuild().then(() => null, failureOf)
  const reasonless = await refusal()
  say(repository, { ...aboutEditor('1.0'), products: [{ '@id': 'pkg:generic/..%2Fx' }] })
  const nameless = await refusal()

  expect(
    [reasonless, nameless].map((failure) => [
      failure?.code,
      failure?.code === 'recipe/invalid' ? failure.facts.key : '',
    ]),
  ).toEqual([
    ['recipe/invalid', 'statements.0.justification'],
    ['recipe/invalid', 'statements.0.products'],
  ])
})
