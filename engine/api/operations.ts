import type * as v from 'valibot'
import { auditOperations } from './audit-operations.ts'
import { catalogOperations } from './catalog-operations.ts'
import { changeOperations } from './change-operations.ts'
import { dependencyOperations } from './dependency-operations.ts'
import { historyOperations } from './history-operations.ts'
import type { Consent } from './operation.ts'
import { packageOperations } from './package-operations.ts'
import { policyOperations } from './policy-operations.ts'
import { policyRequestOperations } from './policy-request-operations.ts'
import { previewOperations } from './preview-operations.ts'
import { publisherOperations } from './publisher-operations.ts'
import { repositoryOperations } from './repository-operations.ts'
import { securityOperations } from './security-operations.ts'

/** The one table from which the IPC host, the command line and the TypeScript API are all derived. */
export const operations = {
  ...catalogOperations,
  ...packageOperations,
  ...previewOperations,
  ...changeOperations,
  ...historyOperations,
  ...dependencyOperations,
  ...policyOperations,
  ...policyRequestOperations,
  ...publisherOperations,
  ...repositoryOperations,
  ...securityOperations,
  ...auditOperations,
}

export type Operations = typeof operations
export type OperationName = keyof Operations
/** What a caller writes: fields with a default may be left out. */
export type Input<N extends OperationName> = v.InferInput<Operations[N]['input']>
/** What a handler gets: parsed, defaults filled in. */
export type ParsedInput<N extends OperationName> = v.InferOutput<Operations[N]['input']>
export type Output<N extends OperationName> = v.InferOutput<Operations[N]['output']>

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}

/** `input` is one that the row of this name has parsed. */
export function consentFor(name: OperationName, input: unknown): Consent {
  return operations[name].consent(input as never)
}
