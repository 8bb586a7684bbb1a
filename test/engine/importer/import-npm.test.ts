import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { describe } from '../../../engine/importer/npm/described.ts'
import { importFromNpm } from '../../../engine/importer/npm/import-npm.ts'
import { placePayload } from '../../../engine/importer/npm/place-payload.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { aRepository, emptyRelease } from '../../kit/a-repository.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { testWhere } from '../../kit/where.ts'

type Files = Readonly<Record<string, string>>

function written(folder: string, files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** A registry of npm on this machine: each package with one version. */
async function aRegistry(packages: Readonly<Record<string, Files>>): Promise<NodeJS.ProcessEnv> {
  const tarballs = new Map<string, Buffer>()
  for (const [name, files] of Object.entries(packages)) {
    const folder = temporaryFolder()
    written(path.join(folder, 'package'), files)
    tarballs.set(name, execFileSync('tar', ['-C', folder, '-czf', '-', 'package']))
  }
  const server = createServer((request, response) => {
    const [name = '', file] = decodeURIComponent(request.url ?? '')
      .slice(1)
      .split('/-/')
    const tarball = tarballs.get(name)
    if (tarball === undefined) return void response.writeHead(404).end('{}')
    if (file !== undefined) return void response.end(tarball)
    const manifest = JSON.parse(packages[name]!['package.json']!) as { version: string }
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
    const dist = { tarball: `http://127.0.0.1:${port}/${name}/-/x.tgz`, integrity }
    const versions = { [manifest.version]: { ...manifest, name, dist } }
    response.end(JSON.stringify({ name, 'dist-tags': { latest: manifest.version }, versions }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  onTestFinished(() => void server.close())
  const home = temporaryFolder()
  const { PATH } = process.env
  return {
    PATH,
    HOME: home,
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_cache: `${home}/npm`,
  }
}

const packageJson = (more: object) =>
  JSON.stringify({ name: 'greeter', version: '1.0.0', license: 'MIT', ...more })
const greeter = {
  'package.json': packageJson({
    bin: { greet: 'greet.js' },
    dependencies: { words: '1' },
    repository: 'a/greeter',
  }),
  'greet.js': '#!/usr/bin/env node\nconsole.log(require("words"), process.argv[2])\n',
}
const words = {
  'package.json': packageJson({ name: 'words', license: undefined, scripts: { install: 'touch $HOME/ran' } }),
  'index.js': 'module.exports = "Hello"\n',
}
const evil = {
  'package.json': packageJson({ name: 'evil', bin: { evil: '../../../../bin/sh' } }),
}
const liar = { 'package.json': packageJson({ name: 'somebody-else', bin: 'x.js' }), 'x.js': '#!/bin/sh\n' }

const hasNpm = (() => {
  try {
    execFileSync('npm', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

testWhere(hasNpm, 'npm')(
  'programs of npm are packages, and what is odd is refused with a reason',
  async () => {
    const environment = await aRegistry({ greeter, words, evil, liar })
    // Node itself takes a minute to pack.
    const node = emptyRelease('nodejs-runtime', process.versions.node)
      .withFile('bin/node', `#!/bin/sh\nexec ${process.execPath} "$@"\n`, true)
      .with({ architecture: { x64: 'x86_64', arm64: 'arm64', riscv64: 'riscv64' }[process.arch as string] })
    const repository = await aRepository(node)
    const importing = async (...names: string[]) =>
      importFromNpm(
        {
          ...{ name: 'test', path: repository.folder, names, signer: repository.publisher, environment },
          ...{ publisher: 'Test Works <test@example.org>', now: new Date() },
        },
        never,
      )

    const summary = await importing('greeter', 'evil', 'liar', 'absent', '../evil')
    const again = await importing('greeter')
    await repository.rebuild()
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('greeter')

    expect({
      ...summary,
      imported: summary.imported.map(({ name, version }) => `${name} ${version}`),
    }).toEqual({
      imported: ['greeter 1.0.0'],
      unchanged: [],
      refused: [
        { source: 'evil', reason: 'command', detail: 'evil: ../../../../bin/sh' },
        { source: 'liar', reason: expect.stringMatching(/manifest|npm/), detail: expect.any(String) },
        { source: 'absent', reason: 'npm', detail: expect.stringContaining('404') },
        { source: '../evil', reason: 'name', detail: '../evil' },
      ],
      unlicensed: [{ name: 'greeter', packages: ['words'] }],
      needsRuntime: false,
    })
    expect(again).toMatchObject({ imported: [], unchanged: [{ name: 'greeter', version: '1.0.0' }] })
    const program = path.join(machine.data, 'profile/current/bin/greet')
    const run = { encoding: 'utf8', env: { PATH: `${path.dirname(program)}:/usr/bin:/bin` } } as const
    expect(execFileSync(program, ['Ada'], run)).toBe('Hello Ada\n')
    const manifest = readFileSync(
      path.join(repository.folder, 'packages/greeter-1.0.0-universal.tar.zst.manifest.json'),
      'utf8',
    )
    expect(JSON.parse(manifest)).toMatchObject({
      origin: { kind: 'npm', source: 'greeter', source_version: '1.0.0' },
      dependencies: ['nodejs-runtime'],
      source_url: 'https://github.com/a/greeter',
    })
  },
)

const fetched = (files: Files) => written(path.join(temporaryFolder(), 'node_modules/greeter'), files)
const placed = async (folder: string) =>
  placePayload(folder, describe(packageJson({ bin: 'greet.js' }), 'greeter'), temporaryFolder(), never)

test('a program inside that is no script makes a package one for this kind of machine', async () => {
  const script = { 'greet.js': '#!/usr/bin/env node\n' }
  const program = `\x7fELF${'\0'.repeat(100)}`

  const payloads = await Promise.all(
    [{}, { 'lib/greet': program }, { 'build/greet.node': '' }, { 'lib/greet.js': program }].map(
      async (more) => placed(fetched({ ...script, ...more })),
    ),
  )

  expect(payloads.map(({ isNative }) => isNative)).toEqual([false, true, true, false])
})

test('a link, a flood of bytes and a command that no kernel starts are refused', async () => {
  const [link, large, text, none] = [fetched(greeter), fetched(greeter), { ...greeter, 'greet.js': 'x' }, {}]
  symlinkSync('/etc', path.join(link, 'etc'))
  writeFileSync(path.join(large, 'large'), '')
  truncateSync(path.join(large, 'large'), 200_000_001)

  const refusals = [placed(link), placed(large), placed(fetched(text)), placed(fetched({ ...none, a: '' }))]

  const reasons = (await Promise.allSettled(refusals)).map(
    (one) => one.status === 'rejected' && one.reason.reason,
  )
  expect(reasons).toEqual(['content', 'size', 'command', 'command'])
})
