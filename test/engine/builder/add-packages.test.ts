import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { addPackages } from '../../../engine/builder/add-packages.ts'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { readRecord } from '../../../engine/builder/repository-record.ts'
import { syncDirectory } from '../../../engine/builder/sync-directory.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { sha256 } from '../archive/raw-tar.ts'
import { aRecipe, build, failureIn, never, repositorySigners, withFolder } from './kit.ts'

const now = new Date('2026-03-01T12:00:00Z')
const name = 'my-repo'

/** An empty repository in `folder`/repo. */
async function create(folder: string): Promise<{ name: string; path: string; now: Date }> {
  const place = { name, path: path.join(folder, 'repo'), now }
  await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
  return place
}

async function withRepository(
  use: (folder: string, place: { name: string; path: string; now: Date }) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => use(folder, await create(folder)))
}

test('a repository is known by the hash of its first root, and made once', async () => {
  await withFolder(async (folder) => {
    const options = { name, path: folder, description: 'Mine', signers: repositorySigners(), now }

    const { fingerprint } = await createRepository(options, never)
    const again = await failureIn(createRepository(options, never))

    expect(fingerprint).toBe(sha256(await readFile(path.join(folder, 'metadata/1.root.json'))))
    expect(again).toEqual({ code: 'repository/exists', facts: { name, url: folder } })
  })
})

test('a package enters with its sidecars, its publisher and its time', async () => {
  await withRepository(async (folder, place) => {
    const signer = createSigner()
    const { file, sha256: digest, manifestSha256, size } = await build(folder, { signer })

    const { added } = await addPackages({ ...place, files: [file] }, never)

    expect(added).toEqual([
      {
        name: 'hello',
        version: '1.0.0',
        architecture: 'universal',
        path: 'packages/hello-1.0.0-universal.tar.xz',
        publisher: 'Developer',
      },
    ])
    for (const suffix of ['', '.sha256', '.sig', '.manifest.json']) {
      const copy = path.join(place.path, 'packages', `hello-1.0.0-universal.tar.xz${suffix}`)
      expect(await readFile(copy)).toEqual(await readFile(`${file}${suffix}`))
    }
    expect(await readRecord(place)).toMatchObject({
      publishers: [{ name: 'Developer', keys: [signer.key] }],
      packages: [
        {
          name: 'hello',
          sha256: digest,
          size,
          manifest_sha256: manifestSha256,
          published: '2026-03-01T12:00:00.000Z',
          signed_by: [signer.key.keyId],
        },
      ],
    })
  })
})

test('a package that is there already is not added again', async () => {
  await withRepository(async (folder, place) => {
    const { file } = await build(folder)
    await addPackages({ ...place, files: [file] }, never)

    expect(await addPackages({ ...place, files: [file, file] }, never)).toEqual({ added: [] })
  })
})

test('a folder is synchronised: what is new enters, with the folders in it', async () => {
  await withRepository(async (folder, place) => {
    const signer = createSigner()
    const first = await build(folder, { signer })
    await addPackages({ ...place, files: [first.file] }, never)
    await build(folder, { signer, recipe: aRecipe('', { version: '2.0.0' }), output: 'dist/more' })

    const { added } = await syncDirectory({ ...place, from: path.join(folder, 'dist') }, never)

    expect(added.map(({ version }) => version)).toEqual(['2.0.0'])
  })
})

describe('a package stays out, and the others of the same call with it', () => {
  async function refusal(
    change: (file: string, folder: string) => Promise<string>,
    more: { allowUnsigned?: boolean; newPublisherKey?: boolean } = {},
  ): Promise<unknown> {
    let outcome: unknown
    await withRepository(async (folder, place) => {
      const signer = createSigner()
      const good = await build(folder, { signer, recipe: aRecipe('', { name: 'good' }), output: 'good' })
      const published = await build(folder, { signer, output: 'published' })
      await addPackages({ ...place, files: [published.file] }, never)
      const next = await build(folder, { signer, recipe: aRecipe('', { version: '2.0.0' }) })
      const file = await change(next.file, folder)

      const failure = await failureIn(addPackages({ ...place, ...more, files: [good.file, file] }, never))

      outcome = failure?.code === 'trust/artifact' ? failure.facts.reason : (failure ?? 'added')
      const packages = (await readRecord(place)).packages.map((entry) => entry.name)
      expect(packages).toEqual(failure === null ? ['hello', 'good', 'hello'] : ['hello'])
      const copied = (await readdir(path.join(place.path, 'packages'))).filter((copy) =>
        copy.includes('good'),
      )
      expect(copied.length === 0).toBe(failure !== null)
    })
    return outcome
  }

  async function unsigned(file: string): Promise<string> {
    await rm(`${file}.sig`)
    return file
  }

  async function byAnother(_file: string, folder: string): Promise<string> {
    return (await build(folder, { recipe: aRecipe('', { version: '2.0.0' }) })).file
  }

  test('without a signature', async () => {
    expect(await refusal(unsigned)).toBe('signature-missing')
  })

  test('signed by another key than its earlier releases, signed or not', async () => {
    expect([await refusal(byAnother), await refusal(unsigned, { allowUnsigned: true })]).toEqual([
      'publisher',
      'publisher',
    ])
  })

  test('unless the change of key is meant', async () => {
    expect(await refusal(byAnother, { newPublisherKey: true })).toBe('added')
  })

  test('with a signature of another package', async () => {
    const outcome = await refusal(async (file, folder) => {
      await cp(path.join(folder, 'good/good-1.0.0-universal.tar.xz.sig'), `${file}.sig`)
      return file
    })

    expect(outcome).toBe('signature')
  })

  test('with another checksum', async () => {
    const outcome = await refusal(async (file) => {
      await writeFile(`${file}.sha256`, `${'0'.repeat(64)}  x\n`)
      return file
    })

    expect(outcome).toBe('hash')
  })

  test('under a version that is published with other bytes', async () => {
    const outcome = await refusal(
      async (_file, folder) => {
        const tree = { 'src/share/new': 'new' }
        return (await build(folder, { tree })).file
      },
      { newPublisherKey: true },
    )

    expect(outcome).toBe('published')
  })

  test('that is no package', async () => {
    const outcome = await refusal(async (file) => {
      await writeFile(file, '<html>')
      return file
    })

    expect(outcome).toMatchObject({ code: 'archive/not-an-archive' })
  })
})

test('calling oneself by the name of a publisher gives no key of it', async () => {
  await withRepository(async (folder, place) => {
    const [theirs, mine] = [createSigner(), createSigner()]
    const first = await build(folder, { signer: theirs })
    await addPackages({ ...place, files: [first.file] }, never)
    const stranger = await build(folder, { signer: mine, recipe: aRecipe('', { name: 'other' }) })

    const refused = await failureIn(addPackages({ ...place, files: [stranger.file] }, never))
    const before = await readRecord(place)
    await addPackages({ ...place, files: [stranger.file], newPublisherKey: true }, never)

    expect(refused).toMatchObject({ code: 'trust/artifact', facts: { reason: 'publisher' } })
    expect(before.publishers).toEqual([{ name: 'Developer', keys: [theirs.key] }])
    expect((await readRecord(place)).publishers).toEqual([
      { name: 'Developer', keys: [theirs.key, mine.key] },
    ])
  })
})

test('an unsigned package enters a repository that allows it, without a publisher', async () => {
  await withRepository(async (folder, place) => {
    const { file } = await build(folder, { signer: null })

    const { added } = await addPackages({ ...place, files: [file], allowUnsigned: true }, never)

    expect([added[0]?.publisher, (await readRecord(place)).publishers]).toEqual([null, []])
  })
})

test('a slip of the name or the path is noticed', async () => {
  await withRepository(async (_folder, place) => {
    expect([
      await failureIn(addPackages({ ...place, name: 'other', files: [] }, never)),
      await failureIn(addPackages({ ...place, path: '/nowhere', files: [] }, never)),
    ]).toEqual([
      { code: 'repository/not-found', facts: { name: 'other', nearest: ['my-repo'] } },
      { code: 'repository/not-found', facts: { name, nearest: [] } },
    ])
  })
})

test('what a command that was killed had begun goes when the next one writes, and what a living one writes stays', async () => {
  await withRepository(async (folder, place) => {
    const [killed, living] = [
      await writing(place.path, 'packages/killed'),
      await writing(place.path, 'metadata/living'),
    ]
    killed.child.kill('SIGKILL')
    await killed.ended
    const before = await unfinishedIn(place.path)

    await addPackages({ ...place, files: [] }, never)
    const meanwhile = await unfinishedIn(place.path)
    living.child.kill('SIGKILL')
    await living.ended
    const { file } = await build(folder, { signer: createSigner() })
    await addPackages({ ...place, files: [file] }, never)

    expect([before, meanwhile, await unfinishedIn(place.path)]).toEqual([
      ['metadata/living', 'packages/killed'],
      ['metadata/living'],
      [],
    ])
  })
})

/** A process in the middle of writing a file of a repository. */
async function writing(repository: string, file: string) {
  const script = `
    import { writeFileSync } from 'node:fs'
    import { replacing } from ${JSON.stringify(path.resolve('engine/builder/publish-file.ts'))}
    await replacing(process.argv[1], async (temporary) => {
      writeFileSync(temporary, 'half of it')
      console.log('begun')
      await new Promise(() => setInterval(() => undefined, 1000))
    })`
  const child = spawn(
    process.execPath,
    ['--input-type=module-typescript', '-e', script, path.join(repository, file)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'close')
  await once(child.stdout, 'data')
  return { child, ended }
}

async function unfinishedIn(repository: string): Promise<string[]> {
  const names = await readdir(repository, { recursive: true })
  return names.flatMap((name) => (name.endsWith('.new') ? [name.split('.')[0]!] : [])).toSorted()
}
