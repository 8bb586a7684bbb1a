import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  addPackages,
  buildRepository,
  createRepository,
  createSigner,
  signPackage,
} from '../../engine/publishing.ts'

const never = new AbortController().signal

/** A signed repository that really has the packages. */
export async function repositoryWith(
  folder: string,
  artifacts: readonly string[],
): Promise<{ readonly url: string; readonly fingerprint: string }> {
  const incoming = path.join(folder, 'incoming')
  mkdirSync(incoming, { recursive: true })
  const signers = {
    root: createSigner(),
    targets: createSigner(),
    snapshot: createSigner(),
    timestamp: createSigner(),
    advisories: createSigner(),
    releases: createSigner(),
  }
  const place = { name: 'bench', path: path.join(folder, 'published'), signers, now: new Date() }
  const { fingerprint } = await createRepository({ ...place, description: 'Packages to measure with' }, never)
  const signer = createSigner()
  const files: string[] = []
  for (const artifact of artifacts) {
    const file = path.join(incoming, path.basename(artifact))
    copyFileSync(artifact, file)
    await signPackage({ file, signer }, never)
    files.push(file)
  }
  await addPackages({ ...place, files }, never)
  await buildRepository(place, never)
  return { url: pathToFileURL(`${place.path}/`).href, fingerprint }
}
