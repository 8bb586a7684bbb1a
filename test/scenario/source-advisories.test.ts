import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { importAdvisories } from '../../engine/builder/import-advisories.ts'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release, type ReleaseBuilder } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

/** A library of Debian whose source has another name, and other version numbers. */
function library(version: string, sourceVersion: string): ReleaseBuilder {
  return release('libtls3', version).with({
    version_scheme: 'debian',
    origin: { kind: 'debian', source: 'tls', source_version: sourceVersion },
  })
}

const releases = { trixie: { status: 'resolved', fixed_version: '1:3.0-3', urgency: 'high' } }
const tracker = {
  tls: { 'CVE-2026-0001': { description: 'Reads too far', releases } },
  libtls3: { 'CVE-2026-0002': { description: 'Another source of that name', releases } },
}

test('what Debian says of a source package is held against the packages that were made from it', async () => {
  const repository = await aRepository(library('3.0-2+b1', '1:3.0-2'))
  const feed = path.join(temporaryFolder(), 'tracker.json')
  writeFileSync(feed, JSON.stringify(tracker))
  const { written } = await importAdvisories(
    {
      ...{ name: 'test', path: repository.folder, from: 'debian', sources: [feed] },
      ...{ epss: null, kev: null, release: 'trixie', everything: false },
    },
    never,
  )
  await repository.rebuild()
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('libtls3')
  const before = await machine.engine.run('package.audit', {}, { signal: never })
  const bill = await machine.engine.run('system.bill', {}, { signal: never })

  await repository.publish(library('3.0-3', '1:3.0-3'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  const updates = await machine.engine.run('updates.list', {}, { signal: never })
  const info = await machine.engine.run('package.info', { name: 'libtls3' }, { signal: never })
  await machine.change({ kind: 'update', security: true })
  const after = await machine.engine.run('package.audit', {}, { signal: never })

  const source = { name: 'tls', version: '1:3.0-2' }
  expect({
    written,
    before: before.findings.map(({ name, advisories }) => [
      name,
      advisories.map(({ id, state, fixedIn, source: of }) => [id, state, fixedIn, of]),
    ]),
    component: bill.components.map(({ purl, pedigree }) => [purl, pedigree]),
    vulnerabilities: bill.vulnerabilities.map(({ id, analysis, recommendation }) => [
      id,
      analysis.state,
      recommendation,
    ]),
    updates: updates.map(({ name, available, fixes, security }) => [name, available, fixes, security]),
    offered: info.security.advisories.map(({ id, state }) => [id, state]),
    after: [after.findings, await machine.installed()],
  }).toEqual({
    written: ['DEBIAN-CVE-2026-0001', 'DEBIAN-CVE-2026-0002'],
    before: [['libtls3', [['DEBIAN-CVE-2026-0001', 'affected', '1:3.0-3', source]]]],
    component: [
      [
        'pkg:deb/debian/libtls3@3.0-2%2Bb1?arch=all&upstream=tls%401:3.0-2',
        {
          ancestors: [{ type: 'library', ...source, purl: 'pkg:deb/debian/tls@1:3.0-2?arch=source' }],
        },
      ],
    ],
    vulnerabilities: [['DEBIAN-CVE-2026-0001', 'exploitable', 'Fixed in tls 1:3.0-3']],
    updates: [['libtls3', '3.0-3', ['DEBIAN-CVE-2026-0001'], true]],
    offered: [['DEBIAN-CVE-2026-0001', 'fixed']],
    after: [[], ['libtls3 3.0-3']],
  })
})
