/** The only way into the engine. */
export { createEngine, type Engine, type EngineOptions, type EnginePorts } from './engine.ts'
export { MultiOSPackageManager, type PackageManagerOptions } from './package-manager.ts'
export { engineVersion } from './version.ts'
export { findPlaces, type Places } from './config/places.ts'

export { type Call, type Client, OperationFailed } from './api/client.ts'
export type { EngineEvent } from './api/events.ts'
export {
  type Input,
  isOperationName,
  type OperationName,
  operations,
  type Output,
  type ParsedInput,
} from './api/operations.ts'
export { type Progress, type Report, silent, type Step } from './api/progress.ts'
export { EngineError, type ErrorCode, type ErrorFacts, type Failure, failureOf } from './model/failure.ts'
export type {
  Because,
  ChangeRequest,
  Explanation,
  Plan,
  PlanAnswer,
  PlanLine,
  Receipt,
} from './model/plan.ts'

export { addPackages } from './builder/add-packages.ts'
export { buildPackage } from './builder/build-package.ts'
export { buildRepository } from './builder/build-repository.ts'
export { createRepository, type RepositorySigners } from './builder/create-repository.ts'
export { createSkeleton } from './builder/create-skeleton.ts'
export { signPackage } from './builder/sign-package.ts'
export { syncDirectory } from './builder/sync-directory.ts'
export { type PackageVerification, verifyPackage } from './builder/verify-package.ts'
export { type Keystore, openKeystore } from './keys/keystore.ts'
export { createSigner, type Signer } from './keys/signer.ts'
export { verifyEnvelope } from './keys/verify-envelope.ts'
