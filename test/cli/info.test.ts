import { expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { plainApp } from '../kit/plain-app.ts'
import { aPackage } from './kit/a-package.ts'
import { aRun } from './kit/a-run.ts'

const installed = { version: '0.9.0', chosen: true, at: '2026-02-03T00:00:00' }

const weakness: Output<'package.info'>['security']['advisories'][number] = {
  id: 'MSA',
  aliases: [],
  summary: '',
  details: '',
  severity: 'unknown',
  score: null,
  vector: null,
  epss: null,
  kev: null,
  published: null,
  state: 'affected',
  fixedIn: null,
}

const details: Output<'package.info'> = {
  ...aPackage('hello', { title: 'Hello\u001b[31m', installed }),
  description: 'Greets.\n\nPolitely.',
  homepage: 'https://example.org/',
  sourceUrl: null,
  maintainer: 'Ada <ada@example.org>',
  developer: null,
  ...plainApp('hello'),
  launchable: null,
  commands: ['hello'],
  versions: [
    { version: '1.0.0', repository: 'starter', published: '2026-01-02', size: 1, installed: false },
    { version: '0.9.0', repository: 'starter', published: '2026-01-01', size: 1, installed: true },
  ],
  dependencies: [
    { clause: 'libgreet >= 1', satisfiedBy: { name: 'libgreet', version: '1.2', installed: true } },
    { clause: 'voice', satisfiedBy: null },
  ],
  recommends: [],
  provides: [],
  conflicts: ['goodbye'],
  neededBy: ['party'],
  hasScripts: false,
  unexported: [{ kind: 'command', package: 'hello', path: '/home/ada/.local/bin/hello', reason: 'foreign' }],
  security: {
    chain: [
      { kind: 'root', title: 'main', fingerprint: 'ab'.repeat(32), expires: null, state: 'valid' },
      { kind: 'publisher', title: 'ada', fingerprint: 'cd'.repeat(32), expires: null, state: 'missing' },
    ],
    advisories: [
      {
        ...weakness,
        id: 'MSA-1',
        aliases: ['CVE-2026-1'],
        summary: 'Too loud',
        severity: 'low',
        score: 3.3,
        vector: 'CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:L/A:N',
        epss: { score: 0.0004, percentile: 0.12, date: '2026-02-01' },
        kev: { added: '2026-01-31', due: '2026-02-21', ransomware: true },
        fixedIn: '1.0.0',
      },
      { ...weakness, id: 'MSA-2\u001b[31m', summary: 'Odd', state: 'unknown' },
      { ...weakness, id: 'MSA-3', summary: 'Old', state: 'fixed' },
    ],
  },
  files: [
    { type: 'directory', path: 'bin' },
    { type: 'file', path: 'bin/hello', mode: 0o755, size: 2_000, sha256: 'ab'.repeat(32) },
    { type: 'symlink', path: 'bin/hi', target: 'hello' },
  ],
}

test('info tells everything that was asked for, with foreign text made harmless', async () => {
  const result = await aRun(['info', 'hello', '--dependencies', '--security', '--files'], {
    answers: { 'package.info': ({ version = details.version }) => ({ ...details, version }) },
  })

  await expect(result.out).toMatchFileSnapshot('golden/info.txt')
})

test.each([
  ['comes alone', { size: 1, installedSize: 2, packages: 1 }, undefined],
  [
    'brings others',
    { size: 82_600_000, installedSize: 240_000_000, packages: 74 },
    'In all          83 MB to download, 240 MB on disk, in 74 packages',
  ],
  ['cannot be had', null, 'In all          it cannot be installed; multios-pm why-not hello says why'],
  ['is here already', undefined, undefined],
])('info tells what all of it costs that %s', async (_, cost, line) => {
  const { out, asked } = await aRun(['info', 'hello'], {
    answers: { 'package.info': () => ({ ...details, ...(cost === undefined ? {} : { cost }) }) },
  })

  expect(out.split('\n').find((each) => each.startsWith('In all'))).toBe(line)
  expect(asked).toMatchObject([['package.info', { cost: true }]])
})

test('info says whose files it tells of where they are not those of the release above', async () => {
  const { out } = await aRun(['info', 'hello', '--files'], {
    answers: { 'package.info': () => ({ ...details, filesOf: '0.9.0' }) },
  })

  expect(out).toContain('\nFiles of the installed 0.9.0 (2 files)\n')
})
