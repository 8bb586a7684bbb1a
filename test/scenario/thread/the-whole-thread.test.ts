import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../../engine/index.ts'
import { aDesk, type Desk, documentOf, type Ended, failureOf } from './kit/a-desk.ts'
import { asFolder, hasTool, type Serve, servedByNginx, servedByPython } from './kit/web-servers.ts'

/** A loaded machine needs most of it. */
const patience = 120_000

const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const PublicKey = v.strictObject({ keyId: Digest, algorithm: v.literal('ed25519'), publicKey: v.string() })
const Made = v.strictObject({
  name: v.string(),
  key: PublicKey,
  keystore: v.literal('file'),
  keymark: v.string(),
})
const Created = v.strictObject({ name: v.string(), path: v.string(), fingerprint: Digest })
const Published = v.strictObject({
  ...Created.entries,
  packages: v.number(),
  releases: v.number(),
  version: v.number(),
  rotated: v.array(v.string()),
  due: v.array(v.string()),
  rootEndsSoon: v.null(),
  targetsWaiting: v.null(),
  advisoriesEnd: v.null(),
  openPgp: v.array(v.string()),
})

// The publisher's half of the thread, done once: every way of serving gets the same folder.
let publisher: Desk
let fingerprint: string
beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'thread-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const environment = { MULTIOS_KEYSTORE: 'file', MULTIOS_KEYSTORE_PASSPHRASE: 'a passphrase' }
  publisher = aDesk({ folder, environment })
})

const artifact = 'dist/hello-world-1.0.0-universal.tar.xz'
const where = ['--repo-name', 'my-repo', '--repo-path', './repo']

test('a publisher goes from nothing to a repository', { timeout: patience }, async () => {
  const { pm, builder, repoBuilder, folder } = publisher
  const build = ['build', 'hello-world', '--sign', '--key-id', 'my-key', '--output', 'dist/']

  expectWords(
    await builder('skeleton', 'hello-world'),
    'Started hello-world in hello-world:',
    /package\.yaml/,
  )
  const early = await builder(...build)
  expect([early.status, early.err]).toEqual([8, expect.stringContaining('sign generate-key my-key')])
  const key = documentOf(await pm('sign', 'generate-key', 'my-key', '--algorithm', 'ed25519', '--json'), Made)
  expectWords(await builder(...build), `Built ${artifact} (`, 'Signed with "my-key".')
  const built = await builder(...build, '--json')
  expect(JSON.parse(built.out)).toEqual({
    file: path.join(folder, artifact),
    name: 'hello-world',
    version: '1.0.0',
    architecture: 'universal',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    manifestSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    size: expect.any(Number),
    files: 5,
    signedBy: key.key.keyId,
  })
  expect(readdirSync(path.join(folder, 'dist')).toSorted()).toEqual([
    'hello-world-1.0.0-universal.tar.xz',
    'hello-world-1.0.0-universal.tar.xz.manifest.json',
    'hello-world-1.0.0-universal.tar.xz.sha256',
    'hello-world-1.0.0-universal.tar.xz.sig',
  ])
  expectWords(
    await builder('verify', artifact),
    'Package    hello-world 1.0.0 (universal)',
    /every hash fits/,
  )
  expectWords(
    await pm('sign', 'verify', artifact, 'my-key'),
    'Package    hello-world 1.0.0 (universal)',
    /valid/,
  )

  const created = documentOf(await repoBuilder('create', 'my-repo', './repo', '--json'), Created)
  expectWords(await repoBuilder('add', artifact, ...where), 'Added 1 package:', /hello-world 1\.0\.0/)
  expectWords(await repoBuilder('build', ...where), 'Published "my-repo", version 1: 1 package.')
  const again = documentOf(await repoBuilder('build', ...where, '--json'), Published)
  const nothingDue = {
    rotated: [],
    due: [],
    rootEndsSoon: null,
    targetsWaiting: null,
    advisoriesEnd: null,
    openPgp: [],
  }
  expect(again).toEqual({ ...created, packages: 1, releases: 1, version: 2, ...nothingDue })
  fingerprint = created.fingerprint
})

describe.each<[string, Serve, string | null]>([
  ["python's http.server", servedByPython, 'python3'],
  ['nginx', servedByNginx, 'nginx'],
  ['a folder', asFolder, null],
])('over %s', (_, serve, tool) => {
  test(
    'a person finds, installs, runs, removes and brings back, in words',
    { timeout: patience },
    async ({ skip }) => {
      if (tool !== null && !hasTool(tool)) skip(`${tool} is not here`)
      const { pm } = aDesk()
      const url = await serve(path.join(publisher.folder, 'repo'))
      const about = ['--description', 'Things to greet with', '--priority', '10']

      const asked = await pm('repository', 'add', 'main', url, ...about)
      expect([asked.status, asked.err]).toEqual([4, expect.stringContaining(`--fingerprint ${fingerprint}`)])
      const added = await pm('repository', 'add', 'main', url, ...about, '--yes')
      expect(added.err.replaceAll(/\s/g, '')).toContain(fingerprint)
      expectWords(added, 'Added "main": it offers 1 package.')
      expectWords(
        await pm('repository', 'list'),
        /^Name +Priority/,
        /main +10 +1 +synced .* Things to greet with/,
      )
      expectWords(await pm('sync'), /main +nothing new +1 package/)
      const search = ['search', 'hello', '--description', '--tags', '--limit', '20']
      expectWords(await pm(...search), /^Package/, /hello-world +1\.0\.0 +A program that greets/)
      expectWords(await pm('list'), 'Nothing is installed yet.')
      expectWords(await pm('list', '--available'), /^Package/, /hello-world +1\.0\.0/)
      const info = await pm('info', 'hello-world', '--dependencies', '--security', '--files')
      expectWords(
        info,
        'hello-world 1.0.0',
        /Needs\n {2}nothing/,
        /Root key +main +valid/,
        /bin\/hello-world/,
      )
      const dry = await pm('install', 'hello-world', '--dry-run')
      expectWords(dry, 'Install', /hello-world +1\.0\.0 .* you asked for it/, /Generation 0 → 1/, /dry run/)
      expectWords(await pm('list'), 'Nothing is installed yet.')
      const installed = await pm('install', 'hello-world')
      expectWords(installed, 'Installed hello-world 1.0.0.', /generation 1\. To take it back: .*undo/)
      expect(installed.err).toMatch(/Downloading[^]*Preparing[^]*Checking[^]*Switching over[^]*Finishing/)
      expectWords(await pm('run', 'hello-world'), 'Hello from MultiOS!')
      expectWords(await pm('list'), /^Package/, /hello-world +1\.0\.0/)
      expectWords(await pm('update'), 'Nothing to do: everything is up to date.')
      expectWords(await pm('uninstall', 'hello-world'), 'Removed hello-world 1.0.0.')
      expect((await pm('run', 'hello-world')).status).toBe(8)
      expectWords(
        await pm('history'),
        /^Generation/,
        /2 +now .*- hello-world 1\.0\.0/,
        /1 .*\+ hello-world 1\.0\.0/,
      )
      expectWords(await pm('rollback', '--to', '1'), 'Installed hello-world 1.0.0.', /generation 3/)
      expectWords(await pm('undo'), 'Removed hello-world 1.0.0.', /generation 4/)
      expectWords(await pm('undo'), 'Installed hello-world 1.0.0.', /generation 5/)
      expectWords(await pm('verify'), /^1 package of 1 is as installed/)
      expectWords(await pm('status'), /^Version/, /Generation +5/, /1 package, 1 of them chosen by you/)
    },
  )
})

test('every command answers --json with one document of its operation', { timeout: patience }, async () => {
  const { pm, data } = aDesk()
  const url = await asFolder(path.join(publisher.folder, 'repo'))
  const output = <N extends keyof typeof operations>(name: N) => operations[name].output
  const json = async (schema: v.GenericSchema, ...words: string[]) =>
    documentOf(await pm(...words, '--json'), schema) as never

  const unconfirmed = await pm('repository', 'add', 'main', url, '--json')
  expect([unconfirmed.status, failureOf(unconfirmed)]).toMatchObject([
    4,
    { code: 'trust/unconfirmed', facts: { url, fingerprint } },
  ])
  const add = ['repository', 'add', 'main', url, '--fingerprint', fingerprint]
  expect(await json(output('repository.add'), ...add)).toMatchObject({
    name: 'main',
    packages: 1,
    fingerprint,
  })
  expect(await json(output('repository.list'), 'repository', 'list')).toHaveLength(1)
  expect(await json(output('repository.sync'), 'sync')).toMatchObject([{ outcome: 'unchanged' }])
  const Packages = operations['package.installed'].output
  const Found = operations['catalog.search'].output.entries.packages
  expect(await json(Found, 'search', 'greets', '--description')).toMatchObject([{ name: 'hello-world' }])
  expect(await json(Found, 'list', '--available')).toMatchObject([{ name: 'hello-world', installed: null }])
  expect(await json(Packages, 'list')).toEqual([])
  const info = ['info', 'hello-world', '--dependencies', '--security', '--files']
  expect(await json(output('package.info'), ...info)).toMatchObject({ files: { length: 5 } })
  const dry = await json(output('plan.make'), 'install', 'hello-world', '--dry-run')
  expect(dry).toMatchObject({ kind: 'plan', plan: { install: [{ because: { kind: 'requested' } }] } })
  const receipt = await json(output('plan.apply'), 'install', 'hello-world')
  expect(receipt).toMatchObject({ generation: 1, previous: 0, lines: [{ name: 'hello-world' }] })
  expect(await json(v.null(), 'install', 'hello-world')).toBeNull()
  expect(await json(v.null(), 'update')).toBeNull()
  expect(await json(output('updates.list'), 'check-updates')).toEqual([])
  expect(await json(output('plan.apply'), 'uninstall', 'hello-world')).toMatchObject({ generation: 2 })
  expect(await json(output('plan.apply'), 'undo')).toMatchObject({ generation: 3 })
  expect(await json(output('plan.apply'), 'rollback', '--to', '0')).toMatchObject({ generation: 4 })
  expect(await json(output('plan.apply'), 'rollback', '--to', '1')).toMatchObject({ generation: 5 })
  expect(await json(output('history.list'), 'history')).toHaveLength(6)
  expect(await json(output('package.verify'), 'verify')).toMatchObject([{ ok: true, problems: [] }])
  expect(await json(output('system.status'), 'status')).toMatchObject({ dataDirectory: data, generation: 5 })
})

/** It went well, began with these words, and said the rest somewhere. */
function expectWords(
  { status, out, err }: Ended,
  first: string | RegExp,
  ...rest: (string | RegExp)[]
): void {
  const beginning = typeof first === 'string' ? out.slice(0, first.length) : out
  expect({ status, err: status === 0 ? '' : err }).toEqual({ status: 0, err: '' })
  expect(beginning).toMatch(first)
  for (const one of rest) expect(out).toMatch(one)
}
