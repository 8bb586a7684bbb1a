import type { Keystore, Signer } from '../engine/publishing.ts'
import type { Context, Toolbox } from './context.ts'

type RepositorySigners = Parameters<Toolbox['createRepository']>[0]['signers']

/** The person's keys. They belong to the person, so --data-dir does not choose among them. */
export async function keystoreOf({ tools, environment }: Context): Promise<Keystore> {
  const { openKeystore, findPlaces } = await tools()
  const isRoot = process.getuid?.() === 0
  return openKeystore({ environment, directory: findPlaces({ environment, isRoot }).keys })
}

const roles = ['root', 'targets', 'snapshot', 'timestamp'] as const

/** Makes the four keys of a repository, or takes those that an interrupted creation left. */
export async function makeRepositorySigners(
  keystore: Keystore,
  repository: string,
): Promise<RepositorySigners> {
  const known = new Set((await keystore.list()).map((key) => key.name))
  for (const role of roles) {
    const name = roleKey(repository, role)
    if (!known.has(name)) await keystore.generate(name, 'ed25519')
  }
  return repositorySigners(keystore, repository)
}

export async function repositorySigners(keystore: Keystore, repository: string): Promise<RepositorySigners> {
  const signer = (role: string): Promise<Signer> => keystore.signer(roleKey(repository, role))
  return {
    root: await signer('root'),
    targets: await signer('targets'),
    snapshot: await signer('snapshot'),
    timestamp: await signer('timestamp'),
  }
}

function roleKey(repository: string, role: string): string {
  return `repository:${repository}:${role}`
}
