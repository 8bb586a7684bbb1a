import type { Signer } from '../engine/publishing.ts'
import type { Arguments } from './arguments.ts'
import type { Context } from './context.ts'
import { keystoreOf } from './keys.ts'
import { usage } from './failure.ts'

/** The key that is named; else the only one that is no key of a repository. */
export async function importSigner(input: Arguments, context: Context): Promise<Signer> {
  const keystore = await keystoreOf(context)
  const named = input.text('keyId')
  if (named !== undefined) return keystore.signer(named)
  const own = (await keystore.list()).filter(({ name }) => !name.startsWith('repository:'))
  const [only, ...more] = own
  if (only !== undefined && more.length === 0) return keystore.signer(only.name)
  throw usage(
    only === undefined ? 'There is no key to sign packages with.' : 'There are several keys to sign with.',
    only === undefined
      ? `Make one: ${context.beside('multios-pm', 'sign', 'generate-key', 'NAME')}`
      : `Say which: --key-id ${own.map(({ name }) => name).join(' or --key-id ')}`,
  )
}
