import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lintApp } from '../../../engine/lint/lint.ts'
import type { Finding } from '../../../engine/model/finding.ts'
import { findProgram } from '../../../engine/triggers/find-program.ts'
import { testWhere } from '../../kit/where.ts'
import { faultless, faults } from './metainfo-faults.ts'

const never = new AbortController().signal
const program = 'appstreamcli'
const isHere = (await findProgram(program, process.env['PATH'])) !== null

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'metainfo-rules-'))
  await writeFile(fileOf('faultless'), faultless)
  for (const [index, [from, to]] of faults.entries()) {
    await writeFile(fileOf(index), faultless.replace(from, to))
  }
})
afterAll(async () => rm(folder, { recursive: true, force: true }))

function fileOf(index: number | 'faultless'): string {
  return path.join(folder, `${index}.metainfo.xml`)
}

async function findingsIn(file: string): Promise<readonly Finding[]> {
  return (await lintApp({ target: file, today: '2026-11-28' }, never)).findings
}

test('a file without a fault has nothing to be told', async () => {
  expect(await findingsIn(fileOf('faultless'))).toEqual([])
})

test.each(faults.map((fault, index) => [index, ...fault] as const))(
  '%i: %s → %s: %s',
  async (index, from, to, expected) => {
    expect(faultless.replace(from, to)).not.toBe(faultless)

    const found = (await findingsIn(fileOf(index))).map(({ severity, rule, value }) =>
      `${severity} ${rule} ${value ?? ''}`.trim(),
    )

    if (expected === '') expect(found).toEqual([])
    else
      expect(
        found.some((one) => one.startsWith(expected)),
        found.join('\n'),
      ).toBe(true)
  },
)

testWhere(isHere, program)(`${program} finds faults in the same files`, async () => {
  const differing = []
  for (const [index, [from, to, finding]] of faults.entries()) {
    if (disputed.has(finding)) continue
    const found = await findingsIn(fileOf(index))
    const ours = ['error', 'warning'].find((one) => found.some(({ severity }) => severity === one)) ?? 'none'
    const theirs = await theirWorst(fileOf(index))
    // What cannot be read at all is left out here, and a warning there.
    if (ours !== theirs && !(ours === 'error' && theirs === 'warning'))
      differing.push(`${String(from)} → ${to}: ${ours}, ${theirs}`)
  }
  expect(differing).toEqual([])
})

/** Its versions 0.16 and 1.0 differ about these. */
const disputed = new Set([
  'warning developer/address https://example.org/ada',
  'error field/repeated developer_name',
  'error value/missing tag namespace',
  'warning text/outside p',
  'warning text/outside description',
])

/** `error` or `warning`; `none` where it finds neither. One file at a time: some versions tell of the last alone. */
async function theirWorst(file: string): Promise<string> {
  const options = ['validate', '--no-net', '--format', 'yaml', file]
  const report = await new Promise<string>((resolve, reject) => {
    execFile(program, options, (error, stdout) => {
      // Where there is nothing to tell, some say nothing.
      if (error !== null && stdout === '') reject(error)
      else resolve(stdout)
    })
  })
  return ['error', 'warning'].find((one) => report.includes(`  severity: ${one}\n`)) ?? 'none'
}

test('what is found twice at one place is told once, as bad as it is', async () => {
  const file = path.join(folder, 'twice.metainfo.xml')
  await writeFile(
    file,
    faultless.replace('<id>org.example.', '<id>').replace('>Example</project', '>GNOME</project'),
  )

  const found = (await findingsIn(file)).map(({ severity, rule, value }) => [severity, rule, value])

  expect(found).toEqual([['warning', 'id/form', 'lantern']])
})

test('releases that are told in a file beside it are looked for, and judged there', async () => {
  const external = faultless.replace(/<releases>[^]*<\/releases>/, '<releases type="external"/>')
  await writeFile(path.join(folder, 'far.metainfo.xml'), external)
  const beside = path.join(folder, 'org.example.lantern.releases.xml')
  const toldOf = async (): Promise<unknown> =>
    (await findingsIn(path.join(folder, 'far.metainfo.xml')))
      .filter(({ rule }) => rule !== 'release/none')
      .map(({ file, line, rule, value }) => [path.basename(file), line, rule, value])

  const absent = await toldOf()
  await writeFile(beside, '<releases>\n<release version="1" date="soon" urgency="mad"/>\n</releases>')
  const there = await toldOf()
  await writeFile(beside, '<release/>')
  const another = await toldOf()
  await rm(beside)

  const line = external.slice(0, external.indexOf('<releases')).split('\n').length
  const name = path.basename(beside)
  expect({ absent, there, another }).toEqual({
    absent: [['far.metainfo.xml', line, 'release/elsewhere', name]],
    there: [[name, 2, 'release/date', '1 soon']],
    another: [[name, 1, 'xml/no-component', 'release']],
  })
})

test('a catalog translates whole descriptions, may hold small icons, and nothing but components', async () => {
  const file = path.join(folder, 'catalog.xml')
  const inCatalog = faultless
    .replace(/<\?xml.*\n<component/, '<components version="1.0">\n<group/>\n<component')
    .replace('<icon type="stock">', '<icon type="cached">a.png</icon><icon type="stock">')
  await writeFile(file, `${inCatalog}</components>`)

  expect((await findingsIn(file)).map(({ rule, value }) => [rule, value])).toEqual([
    ['xml/no-component', 'group'],
    ['field/not-translatable', 'p'],
    ['field/misplaced', 'update_contact'],
  ])
})
