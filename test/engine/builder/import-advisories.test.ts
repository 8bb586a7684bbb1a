import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { importAdvisories, type ImportedAdvisories } from '../../../engine/builder/import-advisories.ts'
import { EngineError } from '../../../engine/model/failure.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../../kit/a-repository.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'

type Options = Parameters<typeof importAdvisories>[0]

async function imported(repository: TestRepository, options: Partial<Options>): Promise<ImportedAdvisories> {
  return importAdvisories(
    {
      name: 'test',
      path: repository.folder,
      from: 'osv',
      sources: [],
      epss: null,
      kev: null,
      release: null,
      everything: false,
      ...options,
    },
    never,
  )
}

function aFile(name: string, content: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, content)
  return file
}

function osv(id: string, name: string, more: object = {}): string {
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.1' }] }]
  const affected = [{ package: { ecosystem: 'MultiOS', name }, ranges }]
  return JSON.stringify({ id, modified: '2026-02-03T00:00:00Z', affected, ...more })
}

const files = ({ folder }: TestRepository) => readdirSync(path.join(folder, 'advisories')).sort()
const read = ({ folder }: TestRepository, file: string) =>
  JSON.parse(readFileSync(path.join(folder, 'advisories', file), 'utf8')) as Record<string, unknown>
const table = 'cve,epss,percentile\nCVE-2026-0001,0.7,0.98\n'
const catalog = JSON.stringify({
  vulnerabilities: [{ cveID: 'CVE-2026-0001', dateAdded: '2026-02-01', dueDate: '2026-02-22' }],
})

test('records about packages of the repository become files, the same ones each time', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'more'))
  writeFileSync(path.join(folder, 'a.json'), osv('T-1', 'editor'))
  writeFileSync(path.join(folder, 'more/b.json.gz'), gzipSync(osv('RHSA-2026:1', 'editor')))
  writeFileSync(path.join(folder, 'more/c.json'), osv('T-3', 'stranger'))
  writeFileSync(path.join(folder, 'more/d.json'), '{')

  const first = await imported(repository, { sources: [folder] })
  const bytes = files(repository).map((file) =>
    readFileSync(path.join(repository.folder, 'advisories', file)),
  )
  const second = await imported(repository, { sources: [folder] })

  expect({ first, second: [second.written, second.unchanged], files: files(repository) }).toEqual({
    first: {
      written: ['RHSA-2026:1', 'T-1'],
      unchanged: 0,
      unrelated: 1,
      skipped: [
        { file: path.join(folder, 'more/d.json'), record: 'the whole file', problem: 'this is no JSON' },
      ],
    },
    second: [[], 2],
    files: ['RHSA-2026_1.json', 'T-1.json'],
  })
  expect(
    files(repository).map((file) => readFileSync(path.join(repository.folder, 'advisories', file))),
  ).toEqual(bytes)
})

test('what was imported reaches a machine that synchronizes, with how urgent it is', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  await imported(repository, {
    sources: [aFile('a.json', osv('T-1', 'editor', { aliases: ['CVE-2026-0001'] }))],
    epss: aFile('epss.csv.gz', gzipSync(table)),
    kev: aFile('kev.json', catalog),
  })
  await repository.publish(release('editor', '1.1'))
  await machine.engine.run('repository.sync', {}, { signal: never })

  const { findings } = await machine.engine.run('package.audit', {}, { signal: never })

  expect(findings).toMatchObject([
    {
      name: 'editor',
      advisories: [
        {
          id: 'T-1',
          aliases: ['CVE-2026-0001'],
          epss: { score: 0.7, percentile: 0.98 },
          kev: { due: '2026-02-22' },
        },
      ],
      update: { version: '1.1', repairs: ['T-1'] },
    },
  ])
})

test('EPSS and KEV are added to what is there, whose other fields stay; a later import keeps them', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  mkdirSync(path.join(repository.folder, 'advisories'))
  const own = osv('T-1', 'editor', { aliases: ['CVE-2026-0001'], credits: [{ name: 'Ada' }] })
  writeFileSync(path.join(repository.folder, 'advisories/T-1.json'), own)

  await imported(repository, { from: null, epss: aFile('epss.csv', table), kev: aFile('kev.json', catalog) })
  const enriched = read(repository, 'T-1.json')
  await imported(repository, { sources: [aFile('a.json', own)] })

  const facts = {
    epss: { score: '0.70000', percentile: '0.98000' },
    kev: { date_added: '2026-02-01', due_date: '2026-02-22', ransomware: false },
  }
  expect([enriched, read(repository, 'T-1.json')]).toMatchObject([
    { credits: [{ name: 'Ada' }], database_specific: facts },
    { database_specific: facts },
  ])
})

test('an advisory that somebody wrote under another file name is not told twice', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  mkdirSync(path.join(repository.folder, 'advisories'))
  writeFileSync(path.join(repository.folder, 'advisories/mine.json'), osv('T-1', 'editor'))

  const { skipped } = await imported(repository, {
    sources: [aFile('a.json', osv('T-1', 'editor')), aFile('b.json', osv('MINE', 'editor'))],
  })

  expect([files(repository), skipped.map(({ record }) => record)]).toEqual([['mine.json'], ['MINE', 'T-1']])
})

test('with everything, records about other packages are kept, too', async () => {
  const repository = await aRepository()

  const { written } = await imported(repository, {
    sources: [aFile('a.json', osv('T-3', 'stranger'))],
    everything: true,
  })

  expect(written).toEqual(['T-3'])
})

test.each([
  ['a file that is no feed', { sources: ['nonsense'] }, 'request/invalid'],
  ['a file that is not there', { sources: ['/nowhere/at/all.json'] }, 'file/not-found'],
  ['an address that anybody can change', { sources: ['http://example.org/a.json'] }, 'request/invalid'],
  ['an address with a password', { sources: ['https://ada:pw@example.org/a.json'] }, 'request/invalid'],
  ['a table that is none', { from: null, epss: 'nonsense' }, 'request/invalid'],
  ['another repository', { name: 'other' }, 'repository/not-found'],
])('%s is a failure, and nothing is written', async (_, options, code) => {
  const repository = await aRepository(release('editor', '1.0'))
  const nonsense = aFile('nonsense.json', Uint8Array.of(0xff, 0xfe))
  const named = JSON.parse(JSON.stringify(options).replaceAll('nonsense', nonsense)) as Partial<Options>

  const failure = await imported(repository, named).catch((error: unknown) => error)

  expect(failure instanceof EngineError && failure.code).toBe(code)
  expect(readdirSync(repository.folder)).not.toContain('advisories')
})
