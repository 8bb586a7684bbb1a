import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { failureOf, type Failure } from '../../engine/model/failure.ts'
import type { Manifest } from '../../engine/model/manifest.ts'
import { findSandbox, type SandboxAnswer } from '../../engine/sandbox/find-sandbox.ts'
import { OddOutput } from '../../engine/sandbox/run-box.ts'
import { collectOutput } from '../../engine/scripts/collect-output.ts'
import { runScripts, type ScriptRun } from '../../engine/scripts/run-scripts.ts'
import { noSandbox } from '../kit/sandbox.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

const missing = await noSandbox()

const small = { mostMembers: 10, mostBytes: 1_000 }

/** What a stream out of a box may hold, made by the tar of this machine in a folder. */
function streamOf(make: (output: string) => void, ...options: string[]): Buffer {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'output'))
  make(path.join(folder, 'output'))
  const words = ['-C', folder, '--format=ustar', '--owner=0', '--group=0', '--numeric-owner', ...options]
  return execFileSync('tar', [...words, '-cf', '-', 'output'], { maxBuffer: 64 * 1024 * 1024 })
}

const sh = (script: string) => (output: string) => {
  execFileSync('sh', ['-c', script], { cwd: output })
}

describe('a stream that a stranger made', () => {
  const own = 'mkdir -p share/lamp; '
  test.each([
    ['a command', 'mkdir bin; echo x > bin/ls', 'outside'],
    ['a menu entry', 'mkdir -p share/applications; echo x > share/applications/a.desktop', 'outside'],
    ['configuration', 'mkdir -p etc; echo x > etc/lamp', 'outside'],
    ['a file at the top', 'echo x > x', 'outside'],
    ['a file beside its folder', 'mkdir share; echo x > share/lamp.txt', 'outside'],
    ['the folder itself as a file', 'mkdir share; echo x > share/lamp', 'outside'],
    ['another package’s folder', 'mkdir -p share/other; echo x > share/other/x', 'outside'],
    ['our own list', 'mkdir .multios; echo x > .multios/trigger.json', 'reserved path'],
    ['a set-user-id file', `${own}echo x > share/lamp/x; chmod 4755 share/lamp/x`, 'special permission bits'],
    ['a set-group-id folder', `${own}chmod 2755 share/lamp`, 'special permission bits'],
    ['a pipe', `${own}mkfifo share/lamp/x`, 'entry of type "6"'],
    ['a hard link', `${own}echo x > share/lamp/a; ln share/lamp/a share/lamp/b`, 'entry of type "1"'],
    ['a name that steers a terminal', `${own}touch "share/lamp/$(printf 'a\\033[2J')"`, 'control character'],
    ['a name with a backslash', `${own}touch 'share/lamp/a\\b'`, 'backslash'],
  ])('%s: nothing of it is kept', async (_what, script, problem) => {
    const folder = temporaryFolder()
    const stream = streamOf(sh(script))

    const collecting = collectOutput({ folder, name: 'lamp', ...small }, chunksOf(stream))

    await expect(collecting).rejects.toThrow(OddOutput)
    await expect(collecting).rejects.toThrow(problem)
  })

  test.each([
    ['more bytes than a box may keep', 'head -c 2000 /dev/zero > share/lamp/x', 'more than 1000 bytes'],
    ['more files than one may make', 'touch $(seq -f share/lamp/%g 11)', 'more than 10 files'],
  ])('%s', async (_what, script, problem) => {
    const stream = streamOf(sh(`${own}${script}`))

    const collecting = collectOutput({ folder: temporaryFolder(), name: 'lamp', ...small }, chunksOf(stream))

    await expect(collecting).rejects.toThrow(problem)
  })

  test.each([
    ['absolute', 's,^output,/output,'],
    ['climbing', 's,^output/share,output/../share,'],
    ['elsewhere', 's,^output,elsewhere,'],
  ])('paths that are %s', async (_what, transform) => {
    const folder = temporaryFolder()
    const stream = streamOf(sh(`${own}echo x > share/lamp/x`), '-P', `--transform=${transform}`)

    await expect(collectOutput({ folder, name: 'lamp', ...small }, chunksOf(stream))).rejects.toThrow(
      OddOutput,
    )
    expect(readdirSync(path.dirname(folder))).not.toContain('share')
  })

  test('a link, and a file behind it: nothing is written where the link leads', async () => {
    const [folder, outside] = [temporaryFolder(), temporaryFolder()]
    const link = streamOf(sh(`${own}ln -s ${outside} share/lamp/way`))
    const file = streamOf(sh(`${own}mkdir share/lamp/way; echo x > share/lamp/way/x`))
    // The first stream without its end, then the second one.
    const stream = Buffer.concat([link.subarray(0, 512 * 4), file])

    await expect(collectOutput({ folder, name: 'lamp', ...small }, chunksOf(stream))).rejects.toThrow()
    expect(readdirSync(outside)).toEqual([])
  })

  test.each([
    ['nothing at all', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('hello '.repeat(200))],
    ['half a stream', () => streamOfOne().subarray(0, 1_300)],
    ['a stream and more', () => Buffer.concat([streamOfOne(), Buffer.from('more')])],
  ])('%s is no stream of ours', async (_what, make) => {
    await expect(
      collectOutput({ folder: temporaryFolder(), name: 'lamp', ...small }, chunksOf(make())),
    ).rejects.toThrow(OddOutput)
  })
})

function streamOfOne(): Buffer {
  return streamOf(sh('mkdir -p share/lamp; echo x > share/lamp/x'))
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700) yield await Promise.resolve(bytes.subarray(at, at + 700))
}

describe.skipIf(missing !== null)(`scripts of a release (${missing ?? 'boxes work here'})`, () => {
  let store: string
  let answer: SandboxAnswer
  beforeEach(async () => {
    // Nobody but its owner may enter it, as with a data directory.
    store = path.join(temporaryFolder(), 'store')
    mkdirSync(path.join(store, 'lamp/share/lamp'), { recursive: true })
    writeFileSync(path.join(store, 'lamp/share/lamp/words'), 'words\n')
    const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64'
    answer = await findSandbox({ architecture, environment: process.env }, store, never)
  })

  async function ran(script: string, patience = 20_000, signal = never): Promise<ScriptRun> {
    if (answer.kind === 'missing') throw new Error(answer.detail)
    const release = {
      manifest: manifestOf(script),
      manifestSha256: 'a'.repeat(64),
      directory: 'lamp',
      again: false,
    }
    return runScripts(release, { sandbox: answer.sandbox, store, patience }, signal)
  }

  async function failureOfScript(script: string, patience?: number): Promise<Failure | null> {
    return ran(script, patience).then(
      () => null,
      (error: unknown) => failureOf(error),
    )
  }

  test.each([
    ['leads out', 'ln -s /etc/passwd share/lamp/x', 'link leaves the package'],
    ['climbs out', 'ln -s ../../../../etc/passwd share/lamp/x', 'link leaves the package'],
    ['leads to nothing', 'ln -s nothing share/lamp/x', 'link to nothing'],
    ['leads round in a circle', 'ln -s b share/lamp/a; ln -s a share/lamp/b', 'link without end'],
    ['is the whole package', 'ln -s ../.. share/lamp/x', 'link to the whole package'],
  ])('a link that %s is refused', async (_what, script, problem) => {
    const failure = await failureOfScript(`mkdir -p share/lamp; ${script}`)

    expect(failure).toEqual({
      code: 'script/failed',
      facts: { package: 'lamp', reason: 'output', detail: expect.stringContaining(problem) as string },
    })
    expect(readdirSync(store)).toEqual(['lamp'])
  })

  test.each([
    ['covers a signed file', 'echo x > share/lamp/words', 'listed twice: share/lamp/words'],
    ['differs from one by case only', 'echo x > share/lamp/Words', 'same name on some systems'],
    ['lies below a signed file', 'mkdir share/lamp/words; echo x > share/lamp/words/x', 'listed twice'],
  ])('what %s is refused', async (_what, script, problem) => {
    const failure = await failureOfScript(`mkdir -p share/lamp; ${script}`)

    expect(failure?.facts).toMatchObject({
      reason: 'output',
      detail: expect.stringContaining(problem) as string,
    })
    expect(readdirSync(store)).toEqual(['lamp'])
  })

  test('more files than one may make are told as that, and not as a stream that broke off', async () => {
    const failure = await failureOfScript('mkdir -p share/lamp; touch $(seq -f share/lamp/%g 10500)')

    expect(failure?.facts).toMatchObject({ reason: 'output', detail: 'more than 10000 files' })
    expect(readdirSync(store)).toEqual(['lamp'])
  })

  test('a file that nobody may read is no output', async () => {
    const failure = await failureOfScript('mkdir -p share/lamp; echo x > share/lamp/x; chmod 0 share/lamp/x')

    expect(failure).toMatchObject({ code: 'script/failed', facts: { reason: 'status' } })
    expect(readdirSync(store)).toEqual(['lamp'])
  })

  test('a socket is not taken along', async () => {
    const run = await ran(
      `mkdir -p share/lamp; cd share/lamp; perl -e 'use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un("x")) or die'`,
    )

    expect(run.files).toBe(0)
  })

  test('a script that takes too long leaves nothing', async () => {
    const failure = await failureOfScript('mkdir -p share/lamp; echo x > share/lamp/x; sleep 100', 1_000)

    expect(failure).toEqual({
      code: 'script/failed',
      facts: { package: 'lamp', reason: 'time', detail: '' },
    })
    expect(readdirSync(store)).toEqual(['lamp'])
  })

  test('cancelled, a script ends with all that it started, and leaves nothing', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const running = ran('mkdir -p share/lamp; echo x > share/lamp/x; sleep 100', 60_000, controller.signal)
    controller.abort(reason)

    await expect(running).rejects.toBe(reason)
    expect(readdirSync(store)).toEqual(['lamp'])
  })

  test('an honest script leaves files that are read-only, without its umask, owner or time', async () => {
    const script =
      'umask 0; mkdir -p lib/lamp; echo x > lib/lamp/data; echo y > lib/lamp/tool; chmod 777 lib/lamp/tool; ln -s ../../share/lamp/words lib/lamp/words'

    const { output, files } = await ran(script)

    const folder = path.join(store, output.directory)
    const shown = execFileSync('find', ['lib', '-printf', '%y %m %p\n'], { cwd: folder, encoding: 'utf8' })
    expect(files).toBe(3)
    expect(shown.trim().split('\n').toSorted()).toEqual([
      'd 755 lib',
      'd 755 lib/lamp',
      'f 444 lib/lamp/data',
      'f 555 lib/lamp/tool',
      'l 777 lib/lamp/words',
    ])
    expect(existsSync(path.join(folder, '.multios/trigger.json'))).toBe(true)
  })
})

function manifestOf(script: string): Manifest {
  return {
    format: 1,
    name: 'lamp',
    version: '1.0.0',
    version_scheme: 'semver',
    architecture: 'universal',
    description: 'A lamp',
    maintainer: 'Test Works <test@example.org>',
    license: 'MIT',
    dependencies: [],
    recommends: [],
    suggests: [],
    provides: [],
    conflicts: [],
    breaks: [],
    replaces: [],
    categories: [],
    tags: [],
    install_scripts: { post_install: script },
    installed_size: 6,
    files: [
      { type: 'directory', path: 'share' },
      { type: 'directory', path: 'share/lamp' },
      { type: 'file', path: 'share/lamp/words', mode: 0o644, size: 6, sha256: 'b'.repeat(64) },
    ],
  }
}
