import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { importPackages } from '../../../engine/importer/import-packages.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { testWhere } from '../../kit/where.ts'
import { never, repositorySigners, withFolder } from '../builder/kit.ts'
import { controlText, writeDeb } from './deb-kit.ts'

/** What dpkg says of a package that every Debian has; null elsewhere. */
function installedHere(name: string): { Version: string; Architecture: string } | null {
  const { status, stdout } = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8' })
  const said = (field: string): string => new RegExp(`^${field}: (.*)$`, 'm').exec(stdout)?.[1] ?? ''
  return status === 0 ? { Version: said('Version'), Architecture: said('Architecture') } : null
}

const zlib = installedHere('zlib1g')
const runtime = installedHere('libgcc-s1')

testWhere(zlib !== null && runtime !== null, 'zlib1g and libgcc-s1, as every Debian has them')(
  'what only comes along is taken as the repository has it; what was asked for by name is not',
  async () => {
    await withFolder(async (folder) => {
      const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date(0) }
      await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
      const usual = {
        ...place,
        signer: createSigner(),
        publisher: 'Ada <ada@example.org>',
        environment: process.env,
      }
      const control = controlText({ Package: 'libgcc-s1', ...runtime })
      const files = [await writeDeb(folder, 'libgcc-s1.deb', { control })]
      await importPackages({ ...usual, sources: { kind: 'files', files } }, never)

      const along = await importPackages(
        { ...usual, sources: { kind: 'installed', names: ['zlib1g'] } },
        never,
      )
      const asked = await importPackages(
        { ...usual, sources: { kind: 'installed', names: ['libgcc-s1'] } },
        never,
      )

      expect([along.refused, along.unchanged.map(({ name }) => name)]).toEqual([[], ['libgcc-s1']])
      expect(asked.refused).toMatchObject([{ source: 'libgcc-s1', reason: 'published' }])
    })
  },
)
