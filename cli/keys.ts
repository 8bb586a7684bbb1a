import type { Keystore, Signer } from '../engine/publishing.ts'
import type { Context, Toolbox } from './context.ts'

type FirstSigners = Parameters<Toolbox['createRepository']>[0]['signers']

/** The person's keys. They belong to the person, so --data-dir does not choose among them. */
export async function keystoreOf({ tools, environment }: Context): Promise<Keystore> {
  const { openKeystore, findPlaces } = await tools()
  const isRoot = process.getuid?.() === 0
  return openKeystore({ environment, directory: findPlaces({ environment, isRoot }).keys })
}

/** Makes the keys of a repository, the root's when it is asked for; or takes those that an interrupted creation left. */
export async function makeRepositorySigners(
  keystore: Keystore,
  repository: string,
  /** Keys of targets that are kept elsewhere. */
  targets: FirstSigners['targets'] | undefined,
): Promise<{ readonly online: Omit<FirstSigners, 'root'>; readonly root: () => Promise<Signer> }> {
  const known = new Set((await keystore.list()).map((key) => key.name))
  const signer = async (role: string): Promise<Signer> => {
    const name = roleKey(repository, role)
    if (!known.has(name)) await keystore.generate(name, 'ed25519')
    return keystore.signer(name)
  }
  const online = {
    targets: targets ?? (await signer('targets')),
    snapshot: await signer('snapshot'),
    timestamp: await signer('timestamp'),
    advisories: await signer('advisories'),
    releases: await signer('releases'),
  }
  return { online, root: () => signer('root') }
}

function roleKey(repository: string, role: string): string {
  return `repository:${repository}:${role}`
}
