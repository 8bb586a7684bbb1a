/** The way into the engine. Publishers come in by publishing.ts, so that nobody else pays for loading it. */
export { createEngine, type Engine } from './engine.ts'
export type { EngineOptions, EnginePorts } from './engine-options.ts'
export { MultiOSPackageManager } from './package-manager.ts'
export type { PackageManagerOptions } from './package-manager-options.ts'
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
export type { PolicyDeadline, PolicyVerdict } from './model/policy.ts'
export type { Administration } from './config/read-policy.ts'
export type { Person } from './config/person.ts'
export type {
  Because,
  ChangeRequest,
  Explanation,
  Plan,
  PlanAnswer,
  PlanLine,
  PlanScript,
  Receipt,
} from './model/plan.ts'
