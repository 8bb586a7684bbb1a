import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { addPackages } from '../../../engine/builder/add-packages.ts'
import { createRepository, type RepositorySigners } from '../../../engine/builder/create-repository.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { RepositoryIndex } from '../../../engine/model/repository-index.ts'
import { aRecipe, build, never, repositorySigners, svg, withFolder } from './kit.ts'

export const publisher = createSigner()
export interface Repository {
  readonly name: string
  readonly path: string
  readonly signers: RepositorySigners
  readonly now: Date
}

const app = `categories:
  - Text Editors
app:
  name: Hello
  summary: Greets
  icon: share/icon.svg
  screenshots:
    - path: share/shot.svg
      caption: A greeting
  launchable:
    kind: terminal
    exec: hello
`
const pictures = { 'src/share/icon.svg': svg, 'src/share/shot.svg': svg.replace('8 8', '9 9') }

/** A repository with `hello` 1.0.0 and 1.10.0 in it, not built yet. */
export async function withRepository(
  use: (repository: Repository, folder: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date() }
    const signers = repositorySigners()
    await createRepository({ ...place, description: 'Mine', signers }, never)
    const old = await build(folder, { signer: publisher })
    const recipe = aRecipe(app, { version: '1.10.0' })
    const fresh = await build(folder, { signer: publisher, recipe, tree: pictures })
    await addPackages({ ...place, files: [fresh.file, old.file] }, never)
    await use({ ...place, signers }, folder)
  })
}

export async function readIndex(repository: Repository): Promise<RepositoryIndex> {
  const bytes = await readFile(path.join(repository.path, 'metadata/index.json.gz'))
  return v.parse(RepositoryIndex, JSON.parse(gunzipSync(bytes).toString()))
}
