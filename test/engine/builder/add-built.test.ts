import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { addPackages } from '../../../engine/builder/add-packages.ts'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { readRecord } from '../../../engine/builder/repository-record.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { sha256 } from '../archive/raw-tar.ts'
import { build, failureIn, never, repositorySigners, withFolder } from './kit.ts'

test('what was built just now is not read again, and its manifest must be its own', async () => {
  await withFolder(async (folder) => {
    const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date() }
    await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
    const own = await build(folder, { signer: createSigner() })
    const built = new Map([[own.file, own]])
    const other = new Map([[own.file, { ...own, manifestSha256: sha256('another') }]])
    const before = await readRecord(place)

    expect(await failureIn(addPackages({ ...place, files: [own.file], built: other }, never))).toEqual({
      code: 'trust/artifact',
      facts: { file: `${own.file}.manifest.json`, reason: 'manifest', detail: 'of another package' },
    })
    expect(await readRecord(place)).toEqual(before)
    const manifest = await readFile(`${own.file}.manifest.json`)
    await writeFile(`${own.file}.manifest.json`, '')
    expect((await failureIn(addPackages({ ...place, files: [own.file], built }, never)))?.code).toBe(
      'archive/not-an-archive',
    )

    await writeFile(`${own.file}.manifest.json`, manifest)
    await addPackages({ ...place, files: [own.file], built }, never)
    const [entry] = (await readRecord(place)).packages
    expect(entry).toMatchObject({ sha256: own.sha256, manifest_sha256: own.manifestSha256, size: own.size })
  })
})

test('what lies beside a package that is named is no package, unless it is named alone', async () => {
  await withFolder(async (folder) => {
    const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date() }
    await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
    const { file } = await build(folder, { signer: createSigner() })
    const beside = ['.manifest.json', '.sha256', '.sig'].map((ending) => `${file}${ending}`)

    const alone = await failureIn(addPackages({ ...place, files: [beside[1]!] }, never))
    const { added } = await addPackages({ ...place, files: [...beside, file] }, never)

    expect([alone?.code, added.map(({ name }) => name)]).toEqual(['archive/not-an-archive', ['hello']])
  })
})
