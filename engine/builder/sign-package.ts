import { EngineError } from '../model/failure.ts'
import { envelopeBytes, signManifest } from '../keys/verify-envelope.ts'
import type { Signer } from '../keys/signer.ts'
import { publishBytes } from './publish-file.ts'
import { readSignatures, signaturePath } from './sidecars.ts'
import { readWhole } from './verify-package.ts'

/** Signs a package that was built before. Signatures of others over the same manifest stay. */
export async function signPackage(
  { file, signer }: { readonly file: string; readonly signer: Signer },
  signal: AbortSignal,
): Promise<{ readonly signature: string; readonly manifestSha256: string; readonly signedBy: string }> {
  // Nobody should sign what would not install.
  const { manifestSha256 } = await readWhole(file, signal)
  const own = await signManifest(manifestSha256, signer)
  const before = await readSignatures(file).catch((error: unknown) => {
    if (error instanceof EngineError && error.code === 'trust/artifact') return null
    throw error
  })
  const others =
    before?.payload.manifest === manifestSha256
      ? before.signatures.filter(({ keyId }) => keyId !== signer.key.keyId)
      : []
  signal.throwIfAborted()
  const signature = signaturePath(file)
  await publishBytes(signature, envelopeBytes({ ...own, signatures: [...others, ...own.signatures] }))
  return { signature, manifestSha256, signedBy: signer.key.keyId }
}
