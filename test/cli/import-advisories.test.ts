import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { multiosRepoBuilder } from '../../cli/programs/multios-repo-builder.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { aRun } from './kit/a-run.ts'

const tracker = {
  editor: {
    'CVE-2026-0001': {
      description: 'Reads too far',
      releases: {
        trixie: { status: 'resolved', fixed_version: '1.2-3', urgency: 'high' },
        sid: { status: 'resolved', fixed_version: '1.3-1', urgency: 'high' },
      },
    },
    '../../x': { releases: {} },
  },
  stranger: { 'CVE-2026-0002': { releases: { trixie: { status: 'open' } } } },
}

test('an import says what it wrote, what it left out, and names what it could not use, with status 1', async () => {
  const { folder } = await aRepository(release('editor', '1.0'))
  const here = temporaryFolder()
  writeFileSync(path.join(here, 'tracker.json'), JSON.stringify(tracker))
  const place = ['--repo-name', 'test', '--repo-path', folder]
  const line = ['import-advisories', 'tracker.json', '--from', 'debian', '--release', 'trixie', ...place]

  const result = await aRun(line, { program: multiosRepoBuilder, isReal: true, workingDirectory: here })
  const again = await aRun([...line, '--json'], {
    program: multiosRepoBuilder,
    isReal: true,
    workingDirectory: here,
  })

  expect([result.status, result.out.replaceAll(folder, 'FOLDER').replaceAll(here, 'HERE')]).toEqual([
    1,
    `left out ../../x of HERE/tracker.json: no id of an advisory
Wrote 1 advisory; 0 had nothing new.
Left out 1 about packages that are not in this repository.
1 record could not be used: what it speaks of may look clean and is not.
Publish: multios-repo-builder build --repo-name test --repo-path FOLDER
`,
  ])
  expect(JSON.parse(again.out)).toMatchObject({ written: [], unchanged: 1, unrelated: 1 })
})

test.each([
  [['a.json'], '--from osv, debian, cve or nvd'],
  [['--from', 'osv'], 'Name files, folders or addresses'],
  [[], 'Name files, folders or addresses'],
  [['--from', 'csv', 'a.json'], 'osv, debian, cve, nvd'],
])('%j is refused with what is missing', async (words, hint) => {
  const place = ['--repo-name', 'test', '--repo-path', '.']
  const result = await aRun(['import-advisories', ...words, ...place], { program: multiosRepoBuilder })

  expect([result.status, result.err]).toEqual([2, expect.stringContaining(hint)])
})

test('a file that is no feed is named, with what is wrong', async () => {
  const { folder } = await aRepository(release('editor', '1.0'))
  const here = temporaryFolder()
  writeFileSync(path.join(here, 'a.json'), '{"id":"A-1","id":"B-1"}')

  const result = await aRun(
    ['import-advisories', 'a.json', '--from', 'osv', '--repo-name', 'test', '--repo-path', folder],
    { program: multiosRepoBuilder, isReal: true, workingDirectory: here },
  )

  expect([result.status, result.err.replaceAll(here, 'HERE')]).toEqual([
    2,
    expect.stringMatching(
      /"HERE\/a\.json" is no valid vulnerability feed\.[^]*An object has the same key twice/,
    ),
  ])
})
