import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { signPackage } from '../../../engine/builder/sign-package.ts'
import { verifyPackage } from '../../../engine/builder/verify-package.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { aRecipe, build, failureIn, never, withFolder } from './kit.ts'

describe('a built package is verified', () => {
  test('by its content, its checksum and its signatures', async () => {
    await withFolder(async (folder) => {
      const signer = createSigner()
      const built = await build(folder, { signer })

      const [known, unknown] = [
        await verifyPackage({ file: built.file, keys: [signer.key] }, never),
        await verifyPackage({ file: built.file }, never),
      ]

      expect(known).toEqual({
        file: built.file,
        name: 'hello',
        version: '1.0.0',
        architecture: 'universal',
        manifestSha256: built.manifestSha256,
        sha256: built.sha256,
        files: 2,
        installedSize: 21,
        signatures: [{ keyId: signer.key.keyId, state: 'valid' }],
        checksum: 'match',
      })
      expect(unknown.signatures).toEqual([{ keyId: signer.key.keyId, state: 'unknown-key' }])
    })
  })

  test('and refused where any byte of it was flipped', async () => {
    await withFolder(async (folder) => {
      const { file } = await build(folder)
      const bytes = await readFile(file)
      for (let at = 0; at < bytes.length; at += 37) {
        const flipped = Buffer.from(bytes)
        flipped[at] = (flipped[at] ?? 0) ^ 1
        await writeFile(file, flipped)

        const failure = await failureIn(verifyPackage({ file }, never))

        expect(['trust/artifact', 'archive/not-an-archive']).toContain(failure?.code)
      }
    })
  })

  test('and refused where its checksum or signature file says otherwise', async () => {
    await withFolder(async (folder) => {
      const { file } = await build(folder)
      await writeFile(`${file}.sha256`, `${'0'.repeat(64)}  hello\n`)
      const checksum = await failureIn(verifyPackage({ file }, never))
      await writeFile(`${file}.sha256`, '')
      const empty = await failureIn(verifyPackage({ file }, never))
      await build(folder)
      await writeFile(`${file}.sig`, 'nonsense')
      const signature = await failureIn(verifyPackage({ file }, never))

      expect([checksum, empty, signature]).toMatchObject([
        { code: 'trust/artifact', facts: { file, reason: 'hash' } },
        { code: 'trust/artifact', facts: { file, reason: 'hash' } },
        { code: 'trust/artifact', facts: { file: `${file}.sig`, reason: 'signature' } },
      ])
    })
  })

  test('and a signature over another manifest is invalid', async () => {
    await withFolder(async (folder) => {
      const signer = createSigner()
      const other = await build(folder, { recipe: aRecipe('', { version: '2.0.0' }), signer })
      const built = await build(folder, { signer })
      await writeFile(`${built.file}.sig`, await readFile(`${other.file}.sig`))

      const { signatures } = await verifyPackage({ file: built.file, keys: [signer.key] }, never)

      expect(signatures).toEqual([{ keyId: signer.key.keyId, state: 'invalid' }])
    })
  })
})

test('a second publisher signs beside the first', async () => {
  await withFolder(async (folder) => {
    const [first, second] = [createSigner(), createSigner()]
    const { file } = await build(folder, { signer: first })

    await signPackage({ file, signer: second }, never)

    const { signatures } = await verifyPackage({ file, keys: [first.key, second.key] }, never)
    expect(signatures.map(({ state }) => state)).toEqual(['valid', 'valid'])
  })
})
