import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aRepository, release } from '../../kit/a-repository.ts'
import { serveFolder } from '../../kit/static-server.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { aDesk, type Ended, failureOf } from './kit/a-desk.ts'
import { listingOf } from './kit/listing.ts'
import { using } from './kit/using.ts'

/** The status, and what was said without the folder that differs each time. */
function told({ status, out, err }: Ended, folder: string): readonly unknown[] {
  return [status, out, ...err.trimEnd().replaceAll(folder, '.').split('\n')]
}

test('names, options and versions that are none', async () => {
  const near = ['editor', 'editors', 'edtor', 'eager', 'edition']
  const repository = await aRepository(...near.map((name) => release(name, '1.0')), release('editor', '2.0'))
  const desk = aDesk()
  await using(desk, repository)
  const before = listingOf(desk.data)
  const pm = async (...words: string[]) => told(await desk.pm(...words), desk.folder)

  expect(await pm('install', 'edtior')).toEqual([
    8,
    '',
    'error: There is no package called "edtior".',
    expect.stringMatching(/^ {2}Did you mean [a-z]+, [a-z]+ or [a-z]+\?$/),
  ])
  expect(await pm('install', 'zzzz')).toEqual([
    8,
    '',
    'error: There is no package called "zzzz".',
    expect.stringContaining('search zzzz --description'),
  ])
  expect(await pm('uninstall', 'editor')).toEqual([
    8,
    '',
    'error: "editor" is not installed.',
    expect.stringMatching(/See what is: .*list$/),
  ])
  expect(await pm('install', 'editor', '--verison', '1.0')).toEqual([
    2,
    '',
    'error: Unknown option "--verison".',
    '  Did you mean --version?',
  ])
  expect(await pm('instal', 'editor')).toEqual([
    2,
    '',
    'error: Unknown command "instal".',
    '  Did you mean install?',
  ])
  expect(await pm('install', 'editor', '--version', '1.x!')).toEqual([
    2,
    '',
    'error: "1.x!" is no valid version.',
    expect.any(String),
    '  A version is like 1.2.3, or a range such as ">= 1.2, < 2".',
  ])
  expect(await pm('install', 'editor', '--version', '')).toEqual([
    2,
    '',
    'error: This is no valid version.',
    '  It is empty.',
  ])
  expect(await pm('install', 'editor', '--version', '9')).toEqual([
    8,
    '',
    'error: There is no editor 9.',
    '  There is 2.0 and 1.0.',
    expect.stringContaining('install editor --version 2.0'),
  ])
  expect(await pm('rollback', '--to', '7')).toEqual([
    8,
    '',
    'error: There is no generation 7.',
    '  Kept: 0.',
    expect.stringContaining('history'),
  ])
  const failure = failureOf(await desk.pm('install', 'edtior', '--json'))
  expect(failure).toMatchObject({ code: 'package/not-found', facts: { name: 'edtior' } })
  expect(failure.facts['nearest']).toHaveLength(3)
  expect(listingOf(desk.data)).toEqual(before)
})

describe('a package.yaml that cannot be used is told with file, line, key and what is accepted', () => {
  const cases: readonly [string, (recipe: string) => string, string, string][] = [
    ['broken syntax', (text) => text.replace('license: MIT', 'license: [MIT'), '', 'Accepted: YAML'],
    [
      'a list where a text belongs',
      (text) => text.replace('version: 1.0.0', 'version: [1, 2]'),
      'line 3, "version": is a list.',
      'Accepted: one line of text',
    ],
    [
      'an unknown key',
      (text) => text.replace('license:', 'licence:'),
      '"licence": unknown field.',
      'Accepted: name, version, ',
    ],
    [
      'an alias',
      (text) => text.replace('license: MIT', 'license: &mit MIT\nhomepage: *mit'),
      'uses the anchor &mit.',
      'Accepted: plain YAML, everything written out',
    ],
    [
      'an unknown architecture',
      (text) => text.replace('architecture: universal', 'architecture: sparc'),
      '"architecture": is "sparc".',
      'Accepted: x86_64, arm64, riscv64, universal',
    ],
    ['nothing', () => '', 'package.yaml: is empty.', 'Accepted: fields, each as "name: value"'],
  ]
  test('each in its own words, and nothing is built', async () => {
    const { builder, folder } = aDesk()
    await builder('skeleton', 'hello')
    const file = path.join(folder, 'hello/package.yaml')
    const recipe = readFileSync(file, 'utf8')
    for (const [name, change, place, accepted] of cases) {
      writeFileSync(file, change(recipe))

      const [status, out, title, cause, fix] = told(await builder('build', 'hello'), folder)

      expect([name, status, out, title]).toEqual([name, 2, '', 'error: The package cannot be built.'])
      expect(cause).toMatch(/^ {2}\.\/hello\/package\.yaml(, line \d+)?/)
      expect(cause).toContain(place)
      expect(fix).toContain(accepted)
    }
    expect((await builder('verify', 'dist')).status).toBe(8)
  })
})

test('an archive that is none is refused by builder and repository alike', async () => {
  const environment = { MULTIOS_KEYSTORE: 'file', MULTIOS_KEYSTORE_PASSPHRASE: 'x' }
  const desk = aDesk({ environment })
  const { builder, repoBuilder, folder } = desk
  writeFileSync(path.join(folder, 'junk.tar.xz'), 'junk')
  writeFileSync(path.join(folder, 'nothing.tar.xz'), '')
  await builder('skeleton', 'hello')
  await builder('build', 'hello')
  const whole = readFileSync(path.join(folder, 'dist/hello-1.0.0-universal.tar.xz'))
  writeFileSync(path.join(folder, 'cut.tar.xz'), whole.subarray(0, 300))
  await repoBuilder('create', 'mine', 'repo')
  const add = async (file: string) =>
    told(await repoBuilder('add', file, '--repo-name', 'mine', '--repo-path', 'repo'), folder)
  const verify = async (file: string) => told(await builder('verify', file), folder)
  const noPackage = (file: string, detail: string) => [
    1,
    '',
    `error: ./${file} is not a package.`,
    `  ${detail}`,
    expect.stringMatching(
      /^ {2}A package ends in .tar.xz or .tar.zst and is made by: .*multios-builder build$/,
    ),
  ]

  expect(await verify('junk.tar.xz')).toEqual(noPackage('junk.tar.xz', 'Neither xz nor zstd.'))
  expect(await add('junk.tar.xz')).toEqual(noPackage('junk.tar.xz', 'Neither xz nor zstd.'))
  expect(await verify('nothing.tar.xz')).toEqual(noPackage('nothing.tar.xz', 'Empty.'))
  expect(await verify('hello')).toEqual(noPackage('hello', 'It is a folder.'))
  expect(await verify('absent.tar.xz')).toEqual([
    8,
    '',
    'error: There is no file or folder at ./absent.tar.xz',
    '  Check the path.',
  ])
  expect((await verify('cut.tar.xz')).slice(0, 3)).toEqual([
    4,
    '',
    'error: ./cut.tar.xz was refused, and nothing was changed.',
  ])
  const unsigned = await add('dist/hello-1.0.0-universal.tar.xz')
  expect([unsigned[0], unsigned.at(-1)]).toEqual([4, expect.stringContaining('multios-pm sign sign')])
  appendFileSync(path.join(folder, 'dist/hello-1.0.0-universal.tar.xz'), 'more')
  expect((await verify('dist/hello-1.0.0-universal.tar.xz'))[0]).toBe(4)
})

describe('an address that is no repository', () => {
  const answers: readonly [string, (url: string) => [number, string], number, string][] = [
    ['404', () => [404, '<h1>no</h1>'], 6, 'It has no metadata/1.root.json.'],
    ['a web page', () => [200, '<!doctype html><title>Hi</title>'], 6, 'It answered with a web page'],
    ['nothing', () => [200, ''], 6, 'metadata/1.root.json is empty there.'],
    ['garbage', () => [200, '{"hello": 1}'], 6, 'is there, but cannot be read.'],
    ['an error of the server', () => [503, ''], 6, 'The server answered with status 503.'],
    ['a redirect', (url) => [302, url], 6, 'The server answered with status 302.'],
  ]
  test('is told by what it answers, and is not added', async () => {
    const server = await serveFolder(temporaryFolder())
    const { pm, folder } = aDesk()
    for (const [name, answer, status, cause] of answers) {
      const [code, body] = answer(server.url)
      server.intercept = (_, response) =>
        response.writeHead(code, code === 302 ? { location: body } : {}).end(body) !== undefined

      const [exit, out, ...said] = told(await pm('repository', 'add', 'main', server.url, '--yes'), folder)

      expect([name, exit, out]).toEqual([name, status, ''])
      expect(said.join('\n')).toContain(cause)
    }
    server.intercept = (request) => {
      request.socket.destroy()
      return true
    }
    const cut = await pm('repository', 'add', 'main', server.url, '--yes')
    expect([cut.status, cut.err]).toEqual([6, expect.stringContaining('The connection was cut')])
    const closed = await pm('repository', 'add', 'main', await closedPort(), '--yes')
    expect([closed.status, closed.err]).toEqual([
      6,
      expect.stringContaining('Nothing answers at that address'),
    ])
    expect((await pm('repository', 'list', '--json')).out).toBe('[]\n')
  })
})

test('input of any size is answered in a few lines', async () => {
  const desk = aDesk()
  await using(desk, await aRepository(release('editor', '1.0')))
  const names = Array.from({ length: 5_000 }, (_, index) => `package-${index}`)
  // Linux hands a program at most 128 KiB in one word.
  const long = 'a'.repeat(120_000)

  expect(told(await desk.pm('install', ...names), desk.folder)).toEqual([
    2,
    '',
    'error: "5000" is no valid number of packages.',
    '  At most 1000 at once.',
  ])
  expect((await desk.pm('install', ...names.slice(0, 1_000))).status).toBe(8)
  for (const words of [
    ['install', long],
    ['info', long],
    ['search', long],
    ['repository', 'add', long, './x'],
  ]) {
    const { status, err } = await desk.pm(...words)
    expect([words[0], status, err.length < 1_000]).toEqual([words[0], 2, true])
  }
})

const escapes = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

test('what a repository or a caller writes cannot steer the terminal', async () => {
  const steer = '\u001b[2J\u001b]0;owned\u0007\u202egnp.exe\u009b31m'
  const hostile = release('editor', '1.0').with({
    description: `Edits ${steer}\n\nmore${steer}`,
    maintainer: `Mallory ${steer} <m@example.org>`,
    license: `MIT${steer}`,
    tags: [`tag${steer}`],
    app: { name: `Editor${steer}`, summary: `Edits${steer}` },
  })
  const repository = await aRepository(hostile)
  const desk = aDesk()
  mkdirSync(path.join(repository.folder, 'advisories'), { recursive: true })
  await using(desk, repository)
  const lines: readonly (readonly string[])[] = [
    ['search', 'editor', '--description', '--tags'],
    ['list', '--available'],
    ['info', 'editor', '--dependencies', '--security', '--files'],
    ['install', 'editor'],
    ['install', `no${steer}`],
    ['repository', 'add', 'x', `http://127.0.0.1:9/${steer}`, '--yes'],
    [`frob${steer}`],
    ['search', '--limit', steer, 'x'],
    ['--data-dir', path.join(desk.folder, `data${steer}`), 'status'],
  ]

  for (const words of lines) {
    const { out, err } = await desk.pm(...words)
    expect([words[0], escapes.exec(out), escapes.exec(err)]).toEqual([words[0], null, null])
  }
  const { err } = await desk.pm('install', `no${steer}`)
  expect(err).toContain('\\u{1b}[2J')
})

async function closedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))

  return `http://127.0.0.1:${port}/`
}
