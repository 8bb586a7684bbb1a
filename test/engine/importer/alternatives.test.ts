import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { manifestPathBeside } from '../../../engine/builder/sidecars.ts'
import { importPackages } from '../../../engine/importer/import-packages.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { never, repositorySigners, withFolder } from '../builder/kit.ts'
import { controlText, lampMembers, linkTo, writeDeb } from './deb-kit.ts'

test('what is chosen among may be a link into another package: cc is gcc, and that is gcc-12', async () => {
  await withFolder(async (folder) => {
    const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date(0) }
    await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
    const postinst = [
      'update-alternatives --install /usr/bin/light light /usr/bin/torch 20',
      'update-alternatives --install /usr/bin/gone gone /usr/bin/nothing 20\n',
    ].join('\n')
    const file = await writeDeb(folder, 'lamp.deb', {
      control: controlText(),
      scripts: { postinst },
      members: [...lampMembers.slice(0, -1), linkTo('usr/bin/torch', 'torch-12')],
    })

    const { imported } = await importPackages(
      {
        ...place,
        ...{ signer: createSigner(), publisher: 'Ada <ada@example.org>' },
        ...{ environment: process.env, threads: 1, sources: { kind: 'files', files: [file] } },
      },
      never,
    )

    const lamp = imported.find(({ name }) => name === 'lamp')!
    const manifest = await readFile(manifestPathBeside(path.join(place.path, lamp.path)), 'utf8')
    expect((JSON.parse(manifest) as { readonly alternatives: unknown }).alternatives).toEqual([
      { name: 'light', link: 'usr/bin/light', path: 'usr/bin/torch', priority: 20 },
    ])
  })
})
