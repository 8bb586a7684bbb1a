/** What publishers use: making packages and repositories, and the keys that sign them; and what auditors do. */
export { checkAuditFile, newestCheckpoint } from './audit/check-file.ts'
export { addPackages } from './builder/add-packages.ts'
export { buildPackage } from './builder/build-package.ts'
export { buildRepository } from './builder/build-repository.ts'
export {
  createRepository,
  createWithOfflineRoot,
  type RepositorySigners,
} from './builder/create-repository.ts'
export { publishRepository } from './builder/publish-repository.ts'
export { publishRoot, rotateKeys, signPendingRoot } from './builder/rotate-keys.ts'
export { signRepositoryAdvisories } from './builder/sign-advisories.ts'
export { importAdvisories } from './builder/import-advisories.ts'
export { lintApp, type LintReport } from './lint/lint.ts'
export type { Finding, Rule, Severity } from './model/finding.ts'
export { createSkeleton } from './builder/create-skeleton.ts'
export { setPublisher } from './builder/set-publisher.ts'
export { checkOpenPgpKey, isSignedWithOpenPgp, signWithOpenPgp } from './builder/sign-openpgp.ts'
export { signPackage } from './builder/sign-package.ts'
export { syncDirectory } from './builder/sync-directory.ts'
export { type PackageVerification, verifyPackage } from './builder/verify-package.ts'
export { yankRelease } from './builder/yank-release.ts'
export { type Keystore, openKeystore } from './keys/keystore.ts'
export { openTransferred } from './keys/transfer.ts'
export { createSigner, type Signer } from './keys/signer.ts'
export { signSuccession } from './keys/succession.ts'
export { verifyEnvelope } from './keys/verify-envelope.ts'
export { findPlaces } from './config/places.ts'
