import { generatePrivateKey } from '../../../engine/keys/algorithms.ts'
import type { Keystore } from '../../../engine/keys/keystore.ts'
import { type Signer, signerOf } from '../../../engine/keys/signer.ts'

type Keys = Pick<Keystore, 'list' | 'generate' | 'signer'> & {
  readonly keep: (key: string, signer: Signer) => void
}

/** A keystore that forgets with the test. */
export function keysInMemory(): Keys {
  const signers = new Map<string, Signer>()
  return {
    keep: (key, signer) => void signers.set(key, signer),
    list: async () => [...signers].map(([key, signer]) => ({ name: key, key: signer.key, keystore: 'file' })),
    generate: async (key, algorithm) => {
      const signer = signerOf(await generatePrivateKey(algorithm))
      signers.set(key, signer)
      return { name: key, key: signer.key, keystore: 'file' }
    },
    signer: async (key) => signers.get(key)!,
  }
}
