import { cp, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Updater } from 'tuf-js'
import { expect, test } from 'vitest'
import { addPackages } from '../../../engine/builder/add-packages.ts'
import { buildRepository } from '../../../engine/builder/build-repository.ts'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { sha256 } from '../archive/raw-tar.ts'
import { aRecipe, build, failureIn, never, repositorySigners, withFolder, withServer } from './kit.ts'
import { publisher, readIndex, type Repository, withRepository } from './repository-kit.ts'

const day = 86_400_000

/** Walks the repository as a client does, from its first root, and fetches one target. */
async function fetchTarget(repository: Repository, target: string, cache: string): Promise<Buffer> {
  return withServer(repository.path, async (address) => {
    await mkdir(path.join(cache, 'targets'), { recursive: true })
    await cp(path.join(repository.path, 'metadata/1.root.json'), path.join(cache, 'root.json'))
    const updater = new Updater({
      metadataDir: cache,
      metadataBaseUrl: `${address}/metadata`,
      targetDir: path.join(cache, 'targets'),
      targetBaseUrl: address,
      config: { fetchRetries: 0 },
    })
    await updater.refresh()
    const found = await updater.getTargetInfo(target)
    if (found === undefined) throw new Error(`${target} is no target`)
    return readFile(await updater.downloadTarget(found))
  })
}

test('the built directory is the one of the specification', async () => {
  await withRepository(async (repository) => {
    const built = await buildRepository(repository, never)

    const names = (await readdir(repository.path, { recursive: true })).sort()
    const plain = names.filter((name) => !/[0-9a-f]{64}/.test(name))
    expect(built).toMatchObject({ name: 'my-repo', packages: 1, releases: 2, version: 1 })
    expect(plain).toEqual([
      ...['metadata', 'metadata/1.advisories.json', 'metadata/1.releases.json', 'metadata/1.root.json'],
      ...['metadata/1.snapshot.json', 'metadata/1.targets.json'],
      ...['metadata/advisories.json.gz', 'metadata/category-text-editors.json', 'metadata/index.json'],
      ...['metadata/index.json.gz', 'metadata/media', 'metadata/packages.txt', 'metadata/timestamp.json'],
      ...['multios-repository.json', 'packages', 'packages/hello-1.0.0-universal.tar.xz'],
      ...[
        'packages/hello-1.0.0-universal.tar.xz.manifest.json',
        'packages/hello-1.0.0-universal.tar.xz.sha256',
      ],
      ...['packages/hello-1.0.0-universal.tar.xz.sig', 'packages/hello-1.10.0-universal.tar.xz'],
      ...[
        'packages/hello-1.10.0-universal.tar.xz.manifest.json',
        'packages/hello-1.10.0-universal.tar.xz.sha256',
      ],
      'packages/hello-1.10.0-universal.tar.xz.sig',
    ])
    expect(await readFile(path.join(repository.path, 'metadata/packages.txt'), 'utf8')).toBe(
      'hello 1.0.0 universal packages/hello-1.0.0-universal.tar.xz\n' +
        'hello 1.10.0 universal packages/hello-1.10.0-universal.tar.xz\n',
    )
  })
})

test('the index says what the packages say, and where their pictures are', async () => {
  await withRepository(async (repository) => {
    await buildRepository(repository, never)

    const index = await readIndex(repository)
    const [old, fresh] = index.packages

    expect(index.publishers).toEqual([{ name: 'Developer', keys: [publisher.key] }])
    expect([old?.version, fresh?.version, fresh?.commands]).toEqual(['1.0.0', '1.10.0', ['hello']])
    const { icon, screenshots = [] } = fresh?.app ?? {}
    for (const picture of [icon, ...screenshots]) {
      const bytes = await readFile(path.join(repository.path, picture?.path ?? ''))
      expect(picture).toMatchObject({
        path: `metadata/media/${sha256(bytes)}.svg`,
        sha256: sha256(bytes),
        size: bytes.length,
        type: 'image/svg+xml',
      })
    }
  })
})

test('a TUF client walks from the first root to every target', async () => {
  await withRepository(async (repository, folder) => {
    await buildRepository(repository, never)
    const cache = path.join(folder, 'cache')

    for (const target of ['index.json.gz', 'advisories.json.gz', 'category-text-editors.json']) {
      const fetched = await fetchTarget(repository, `metadata/${target}`, cache)

      expect(fetched).toEqual(await readFile(path.join(repository.path, 'metadata', target)))
    }
  })
})

test('bytes that change under the plain name change what a TUF client sees', async () => {
  await withRepository(async (repository, folder) => {
    await buildRepository(repository, never)
    const index = path.join(repository.path, 'metadata/index.json.gz')
    expect((await lstat(index)).isSymbolicLink()).toBe(true)
    const bytes = await readFile(index)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    await writeFile(index, bytes)

    await expect(
      fetchTarget(repository, 'metadata/index.json.gz', path.join(folder, 'cache')),
    ).rejects.toThrow(/hash/i)
  })
})

test('building again refreshes the timestamp and keeps the index, byte for byte', async () => {
  await withRepository(async (repository, folder) => {
    await buildRepository(repository, never)
    const first = await readFile(path.join(repository.path, 'metadata/index.json.gz'))
    const cache = path.join(folder, 'cache')
    await fetchTarget(repository, 'metadata/index.json.gz', cache)

    const again = await buildRepository(
      { ...repository, now: new Date(repository.now.getTime() + day) },
      never,
    )

    expect(again.version).toBe(2)
    expect(await fetchTarget(repository, 'metadata/index.json.gz', cache)).toEqual(first)
  })
})

test('the files of two versions back stay, those before them go', async () => {
  await withRepository(async (repository, folder) => {
    for (let version = 1; version <= 4; version += 1) {
      const recipe = aRecipe('', { version: `${version + 1}.0.0` })
      const { file } = await build(folder, { signer: publisher, recipe })
      await addPackages({ ...repository, files: [file] }, never)
      await buildRepository(repository, never)
    }

    const names = await readdir(path.join(repository.path, 'metadata'))
    // Nobody new may publish anything: what the targets role says stays as it was.
    expect(names.filter((name) => /targets|releases|snapshot/.test(name)).sort()).toEqual([
      ...['1.targets.json', '2.releases.json', '2.snapshot.json', '3.releases.json', '3.snapshot.json'],
      ...['4.releases.json', '4.snapshot.json'],
    ])
    expect(names.filter((name) => /^[0-9a-f]{64}\.index/.test(name))).toHaveLength(3)
  })
})

test('a build that was killed before its timestamp is made again under the same version', async () => {
  await withRepository(async (repository, folder) => {
    await buildRepository(repository, never)
    const half = path.join(repository.path, 'metadata')
    await writeFile(path.join(half, '2.targets.json'), 'half')
    await writeFile(path.join(half, `${'0'.repeat(64)}.index.json.gz`), 'half')

    const { version } = await buildRepository(repository, never)

    expect(version).toBe(2)
    await fetchTarget(repository, 'metadata/index.json.gz', path.join(folder, 'cache'))
    expect(await readdir(half)).not.toContain(`${'0'.repeat(64)}.index.json.gz`)
  })
})

test('other keys than the root names build nothing', async () => {
  await withRepository(async (repository) => {
    const before = (await readdir(repository.path, { recursive: true })).sort()

    const failure = await failureIn(
      buildRepository({ ...repository, signers: { ...repository.signers, snapshot: createSigner() } }, never),
    )

    expect(failure).toMatchObject({
      code: 'trust/metadata',
      facts: { repository: 'my-repo', file: 'metadata/1.root.json', reason: 'key' },
    })
    expect((await readdir(repository.path, { recursive: true })).sort()).toEqual(before)
  })
})

test('a root near its end is renewed, and clients of the first follow', async () => {
  await withFolder(async (folder) => {
    const repository = { name: 'my-repo', path: path.join(folder, 'repo'), signers: repositorySigners() }
    const long = { root: 400, targets: 400, snapshot: 400, timestamp: 400 }
    const created = new Date(Date.now() - 390 * day)
    await createRepository({ ...repository, description: '', now: created, expiry: long }, never)

    const { fingerprint } = await buildRepository({ ...repository, now: new Date() }, never)

    const first = await readFile(path.join(repository.path, 'metadata/1.root.json'))
    expect(fingerprint).toBe(sha256(first))
    expect(await readdir(path.join(repository.path, 'metadata'))).toContain('2.root.json')
    await fetchTarget({ ...repository, now: created }, 'metadata/index.json.gz', path.join(folder, 'cache'))
  })
})
