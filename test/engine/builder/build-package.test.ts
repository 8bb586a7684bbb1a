import { execFile } from 'node:child_process'
import { lstat, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readManifest } from '../../../engine/archive/walk-archive.ts'
import { unpackArchive } from '../../../engine/archive/unpack.ts'
import { buildPackage } from '../../../engine/builder/build-package.ts'
import { createSkeleton } from '../../../engine/builder/create-skeleton.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { canMountSmallDisk, withSmallDisk } from '../archive/small-disk.ts'
import { sha256 } from '../archive/raw-tar.ts'
import { aRecipe, build, failureIn, never, svg, type Tree, withFolder, writeSource } from './kit.ts'
import { testWhere } from '../../kit/where.ts'

const run = promisify(execFile)
const mountable = await canMountSmallDisk()

async function pathsOf(folder: string, recipe: string, tree: Tree): Promise<readonly string[]> {
  const { file } = await build(folder, { recipe, tree })
  return (await readManifest(file, never)).manifest.files.map((entry) => entry.path)
}

test('a skeleton builds, and its program greets', async () => {
  await withFolder(async (folder) => {
    const source = path.join(folder, 'greeter')
    await createSkeleton({ directory: source, name: 'greeter' }, never)

    const built = await buildPackage(
      { source, output: path.join(folder, 'dist'), format: 'tar.xz', signer: null, modified: 0 },
      never,
    )
    const destination = path.join(folder, 'out')
    const { manifest, manifestSha256 } = await readManifest(built.file, never)
    const expected = { manifestSha256, installedSize: manifest.installed_size }
    await unpackArchive({ file: built.file, destination, expected }, never)
    const greeting = await run(path.join(destination, 'bin/greeter'), [])

    expect(path.basename(built.file)).toBe('greeter-1.0.0-universal.tar.xz')
    expect(greeting.stdout).toBe('Hello from MultiOS!\n')
    expect((await run('sh', ['tests/greets.sh'], { cwd: source })).stdout).toBe('greets: passed\n')
  })
})

test('a skeleton keeps out of a folder that holds something, and out of bad names', async () => {
  await withFolder(async (folder) => {
    await writeFile(path.join(folder, 'mine'), '')

    expect([
      await failureIn(createSkeleton({ directory: folder, name: 'x' }, never)),
      await failureIn(createSkeleton({ directory: path.join(folder, 'mine'), name: 'x' }, never)),
      (await failureIn(createSkeleton({ directory: path.join(folder, 'new'), name: '../x' }, never)))?.code,
    ]).toEqual([
      { code: 'file/exists', facts: { path: folder } },
      { code: 'file/exists', facts: { path: path.join(folder, 'mine') } },
      'request/invalid',
    ])
    expect(await readdir(folder)).toEqual(['mine'])
  })
})

test('a name that is no UTF-8, and folders without an end, are refused by name', async () => {
  await withFolder(async (folder) => {
    const refused: unknown[] = []
    for (const [index, name] of [Buffer.from([0x61, 0xff]), Buffer.from('d/'.repeat(1_500))].entries()) {
      const source = await writeSource(path.join(folder, String(index)), aRecipe(), { 'src/share/a': 'a' })
      const place = Buffer.concat([Buffer.from(path.join(source, 'src/share/')), name])
      await mkdir(place, { recursive: true })
      const options = { source, output: folder, format: 'tar.xz', signer: null, modified: 0 } as const
      refused.push(await failureIn(buildPackage(options, never)))
    }

    const accepted = 'names that every system can hold'
    expect(refused).toMatchObject([
      { code: 'recipe/invalid', facts: { problem: 'name is not UTF-8: share/a\uFFFD', accepted } },
      { code: 'recipe/invalid', facts: { problem: 'more than 64 folders deep', accepted } },
    ])
  })
})

test('the same source gives the same bytes, whenever and wherever it is built', async () => {
  const signer = createSigner()
  const tree = { 'src/share/a': 'a', 'src/share/b': '->a' }
  const bytes: string[] = []
  for (const time of [1_000, 2_000]) {
    await withFolder(async (folder) => {
      const source = await writeSource(folder, aRecipe(), tree)
      await utimes(path.join(source, 'src/share/a'), time, time)
      const options = { source, output: folder, format: 'tar.xz', signer, modified: 86_400 } as const
      const { file } = await buildPackage(options, never)
      for (const suffix of ['', '.sha256', '.sig', '.manifest.json']) {
        bytes.push(sha256(await readFile(`${file}${suffix}`)))
      }
    })
  }

  expect(bytes.slice(0, 4)).toEqual(bytes.slice(4))
})

test('colons and tildes of a version are replaced in file names and nowhere else', async () => {
  await withFolder(async (folder) => {
    const recipe = aRecipe('version_scheme: debian\n', { version: '1:2.0~rc1-1' })

    const { file, version } = await build(folder, { recipe })

    expect([path.basename(file), version]).toEqual(['hello-1_2.0_rc1-1-universal.tar.xz', '1:2.0~rc1-1'])
  })
})

describe('what goes into a package', () => {
  const tree = {
    'src/lib/a.o': 'o',
    'src/lib/a.so': 's',
    'src/lib/tests/t': 't',
    'src/share/hello/x.txt': 'x',
    'src/share/other/y.txt': 'y',
    'src/.git/config': 'c',
  }

  test('is all of src but what is excluded', async () => {
    await withFolder(async (folder) => {
      const recipe = aRecipe('exclude_patterns:\n  - "*.o"\n  - "tests/"\n  - "/share/o*"\n')

      expect(await pathsOf(folder, recipe, tree)).toEqual([
        ...['bin', 'bin/hello', 'lib', 'lib/a.so', 'share', 'share/hello', 'share/hello/x.txt'],
      ])
    })
  })

  test('is what files names, with the folders above it', async () => {
    await withFolder(async (folder) => {
      const recipe = aRecipe('files:\n  - bin/\n  - share/hello/\n  - lib/*.so\n  - etc/hello/\n')

      expect(await pathsOf(folder, recipe, tree)).toEqual([
        ...['bin', 'bin/hello', 'lib', 'lib/a.so', 'share', 'share/hello', 'share/hello/x.txt'],
      ])
    })
  })

  test('is executable where the source is, and never more', async () => {
    await withFolder(async (folder) => {
      const { file } = await build(folder, { tree: { 'src/share/a': 'a', 'src/share/l': '->a' } })
      const { manifest } = await readManifest(file, never)

      expect(manifest.files.filter((entry) => entry.type !== 'directory')).toMatchObject([
        { path: 'bin/hello', mode: 0o755 },
        { path: 'share/a', mode: 0o644 },
        { path: 'share/l', type: 'symlink', target: 'a' },
      ])
    })
  })

  const refused: readonly [string, string, Tree, readonly unknown[]][] = [
    [
      'a file that is named but absent',
      'files:\n  - bin/hello\n  - lib/x.so\n',
      {},
      [8, 'files.1', 'selects nothing: lib/x.so'],
    ],
    ['a selection of nothing', 'files:\n  - etc/\n', {}, [6, 'files', 'selects nothing at all']],
    [
      'a link that leaves the package',
      '',
      { 'src/share/l': '->/etc/passwd' },
      [1, 'files', 'link leaves the package: share/l -> /etc/passwd'],
    ],
    [
      'a link to nothing',
      '',
      { 'src/share/l': '->gone' },
      [1, 'files', 'link to nothing in the package: share/l -> gone'],
    ],
    [
      'names that differ by case only',
      '',
      { 'src/a': '', 'src/A': '' },
      [1, 'files', 'same name on some systems: A and a'],
    ],
    [
      'a program that is not there',
      'app:\n  name: H\n  summary: S\n  launchable:\n    kind: terminal\n    exec: hallo\n',
      {},
      [11, 'app.launchable.exec', 'there is no bin/hallo'],
    ],
    [
      'a program that cannot be executed',
      'app:\n  name: H\n  summary: S\n  launchable:\n    kind: terminal\n    exec: flat\n',
      { 'src/bin/flat': 'x' },
      [11, 'app.launchable.exec', 'bin/flat cannot be executed'],
    ],
    [
      'a page that is not there',
      'app:\n  name: H\n  summary: S\n  launchable:\n    kind: page\n    page: share/x.html\n',
      {},
      [11, 'app.launchable.page', 'there is no share/x.html'],
    ],
    [
      'an icon that is not there',
      'app:\n  name: H\n  summary: S\n  icon: share/i.svg\n',
      {},
      [9, 'app.icon', 'there is no share/i.svg'],
    ],
    [
      'an icon that is no picture',
      'app:\n  name: H\n  summary: S\n  icon: share/i.svg\n',
      { 'src/share/i.svg': 'x' },
      [9, 'app.icon', 'share/i.svg is no picture of a known kind'],
    ],
    [
      'an icon that can do more than draw',
      'app:\n  name: H\n  summary: S\n  icon: share/i.svg\n',
      { 'src/share/i.svg': svg.replace('<path', '<script/><path') },
      [9, 'app.icon', 'share/i.svg has the element script'],
    ],
  ]
  test.each(refused)('is never %s', async (_name, more, files, [line, key, problem]) => {
    await withFolder(async (folder) => {
      const failure = await failureIn(build(folder, { recipe: aRecipe(more), tree: files }))

      expect(failure).toMatchObject({ code: 'recipe/invalid', facts: { line, key, problem } })
      expect(await readdir(folder)).toEqual(['source'])
    })
  })
})

test('building again without a key takes the old signature away', async () => {
  await withFolder(async (folder) => {
    await build(folder)
    await build(folder, { signer: null })

    expect((await readdir(path.join(folder, 'dist'))).sort()).toEqual([
      ...['hello-1.0.0-universal.tar.xz', 'hello-1.0.0-universal.tar.xz.manifest.json'],
      'hello-1.0.0-universal.tar.xz.sha256',
    ])
  })
})

test('a source without src or without anything in it is told as such', async () => {
  await withFolder(async (folder) => {
    const source = path.join(folder, 'empty')
    await mkdir(path.join(source, 'src'), { recursive: true })
    await writeFile(path.join(source, 'package.yaml'), aRecipe())
    const options = { source, output: folder, format: 'tar.xz', signer: null, modified: 0 } as const

    expect(await failureIn(buildPackage(options, never))).toMatchObject({
      facts: { key: 'files', problem: 'src/ is empty' },
    })
  })
})

testWhere(mountable, 'a file system to mount')('a full disk leaves nothing behind', async () => {
  await withSmallDisk(64 * 1024, async (disk) => {
    await withFolder(async (folder) => {
      const noise = Array.from({ length: 20_000 }, (_, index) => sha256(String(index))).join('')
      const source = await writeSource(folder, aRecipe(), { 'src/share/noise': noise })
      const options = {
        source,
        output: path.join(disk, 'dist'),
        format: 'tar.xz',
        signer: null,
        modified: 0,
      } as const

      const failure = await failureIn(buildPackage({ ...options, preset: 0 }, never))

      expect(failure?.code).toBe('disk/full')
      expect(await readdir(path.join(disk, 'dist'))).toEqual([])
    })
  })
})

test('a build that is stopped leaves nothing behind', async () => {
  await withFolder(async (folder) => {
    const source = await writeSource(folder)
    const controller = new AbortController()
    controller.abort()
    const options = { source, output: folder, format: 'tar.xz', signer: null, modified: 0 } as const

    await expect(buildPackage(options, controller.signal)).rejects.toBe(controller.signal.reason)
    expect((await lstat(source)).isDirectory()).toBe(true)
    expect(await readdir(folder)).toEqual(['source'])
  })
})
