import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'

/** `editor` needs `spell` by its own name and `words` by one that it provides; two of them have weaknesses. */
async function aMachineWithThings(): Promise<Machine> {
  const repository = await aRepository(
    release('editor', '2.0+b1')
      .needs('spell >= 1', 'dictionary | nothing')
      .with({ homepage: 'https://example.org/' }),
    release('spell', '1.4').with({ license: 'MIT OR GPL-2.0-or-later' }),
    release('words', '0.9').provides('dictionary').with({ license: 'as is' }),
  )
  const folder = path.join(repository.folder, 'advisories')
  mkdirSync(folder)
  const told: readonly (readonly [string, object, string])[] = [
    ['editor', { severity: [{ type: 'CVSS_V3', score: vector }], aliases: ['CVE-2026-0001'] }, '2.1'],
    ['spell', { database_specific: { severity: 'low', epss: { score: '0.1', percentile: '0.5' } } }, '1.0'],
    ['words', {}, 'soon'],
  ]
  for (const [name, more, fixed] of told) {
    const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }]
    const affected = [{ package: { ecosystem: 'MultiOS', name }, ranges }]
    const record = { id: `T-${name}`, modified: '2026-01-01T00:00:00Z', summary: 'Weak', affected, ...more }
    writeFileSync(path.join(folder, `T-${name}.json`), JSON.stringify(record))
  }
  await repository.rebuild()
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  return machine
}

test('a bill of materials tells components, what needs what, and what holds of each weakness', async () => {
  const machine = await aMachineWithThings()

  const bill = await machine.engine.run('system.bill', {}, { signal: never })

  expect({
    opening: [bill.bomFormat, bill.specVersion, bill.version],
    editor: bill.components[0],
    components: bill.components.map(({ name, version, type }) => [name, version, type]),
    licenses: bill.components.slice(1).map(({ licenses }) => licenses),
    dependencies: bill.dependencies.slice(0, 2),
    vulnerabilities: bill.vulnerabilities.map(({ id, analysis, ratings, affects, recommendation }) => [
      id,
      analysis.state,
      ratings[0]?.score ?? ratings[0]?.severity,
      affects[0]?.versions[0],
      recommendation,
    ]),
    facts: bill.vulnerabilities.map(({ references, properties }) => [references.length, properties.length]),
  }).toMatchObject({
    opening: ['CycloneDX', '1.6', 1],
    editor: {
      'bom-ref': 'pkg:generic/editor@2.0%2Bb1?arch=universal',
      purl: 'pkg:generic/editor@2.0%2Bb1?arch=universal',
      licenses: [{ expression: 'MIT' }],
      externalReferences: [{ type: 'website', url: 'https://example.org/' }],
    },
    components: [
      ['editor', '2.0+b1', 'application'],
      ['spell', '1.4', 'application'],
      ['words', '0.9', 'application'],
    ],
    licenses: [[{ expression: 'MIT OR GPL-2.0-or-later' }], [{ license: { name: 'as is' } }]],
    dependencies: [
      { ref: 'installed', dependsOn: ['pkg:generic/editor@2.0%2Bb1?arch=universal'] },
      {
        ref: 'pkg:generic/editor@2.0%2Bb1?arch=universal',
        dependsOn: ['pkg:generic/spell@1.4?arch=universal', 'pkg:generic/words@0.9?arch=universal'],
      },
    ],
    vulnerabilities: [
      ['T-editor', 'exploitable', 9.8, { version: '2.0+b1', status: 'affected' }, 'Fixed in 2.1'],
      ['T-spell', 'not_affected', 'low', { version: '1.4', status: 'unaffected' }, undefined],
      ['T-words', 'in_triage', 'unknown', { version: '0.9', status: 'unknown' }, undefined],
    ],
    facts: [
      [1, 0],
      [0, 2],
      [0, 0],
    ],
  })
})

test('the same state gives the same bill, but for its time and the serial number that follows from it', async () => {
  const machine = await aMachineWithThings()

  const [one, two] = [
    await machine.engine.run('system.bill', {}, { signal: never }),
    await machine.engine.run('system.bill', {}, { signal: never }),
  ]

  const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  const timeless = ({ metadata: { timestamp: _, ...metadata }, serialNumber: __, ...rest }: typeof one) => ({
    ...rest,
    metadata,
  })
  expect(one.serialNumber).toMatch(uuid)
  expect(timeless(one)).toEqual(timeless(two))
})
