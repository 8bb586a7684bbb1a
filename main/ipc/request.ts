import * as v from 'valibot'
import type { Consent } from '../../engine/api/operation.ts'
import { consentFor, isOperationName, operations, type OperationName } from '../../engine/api/operations.ts'
import type { Failure } from '../../engine/model/failure.ts'
import type { Request } from '../../preload/contract.ts'

/** Characters of the JSON around the largest input of the table. */
const envelopeRoom = 1_000

/** Bytes of JSON of a whole request; a window that sends more is broken or hostile. */
export const largestRequest =
  Math.max(...Object.values(operations).map(({ largest }) => largest)) + envelopeRoom

/** A call that the table allows, or why it allows none. */
export type ReadRequest =
  | {
      readonly kind: 'request'
      readonly id: string
      readonly name: OperationName
      readonly input: unknown
      readonly changes: boolean
      readonly consent: Consent
      /** Characters of the input's JSON. */
      readonly size: number
    }
  | { readonly kind: 'refused'; readonly failure: Failure }

const Envelope = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.pipe(v.string(), v.maxLength(100)),
  input: v.unknown(),
})

/** Turns what a window sent into a call of the table, or says what is wrong with it. Trusts nothing. */
export function readRequest(untrusted: Request): ReadRequest {
  const envelope = v.safeParse(Envelope, untrusted)
  if (!envelope.success) return refused('request', untrusted, envelope.issues[0])
  const { id, name, input } = envelope.output
  if (!isOperationName(name)) {
    return { kind: 'refused', failure: invalid('operation', name, 'there is no operation of this name') }
  }
  const operation = operations[name]
  const size = sizeOf(input)
  if (size > operation.largest) {
    return { kind: 'refused', failure: invalid(name, '', `more than ${operation.largest} characters`) }
  }
  const parsed = v.safeParse(operation.input, input)
  if (!parsed.success) return refused(name, input, parsed.issues[0])
  return {
    kind: 'request',
    ...{ id, name, input: parsed.output },
    changes: operation.kind === 'changes',
    consent: consentFor(name, parsed.output),
    size,
  }
}

export function invalid(what: string, value: string, problem: string): Failure {
  return { code: 'request/invalid', facts: { what, value, problem } }
}

function refused(what: string, whole: unknown, issue: v.BaseIssue<unknown>): ReadRequest {
  const at = v.getDotPath(issue)
  const value = at === null ? whole : issue.input
  return {
    kind: 'refused',
    failure: invalid(at === null ? what : `${what} ${at}`, shown(value), issue.message),
  }
}

/** Infinite for what cannot be JSON: cycles, and numbers without an end. */
function sizeOf(value: unknown): number {
  try {
    return JSON.stringify(value)?.length ?? 0
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return Number.POSITIVE_INFINITY
    throw error
  }
}

/** Enough of a value to recognize it by. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 200)
  return typeof value === 'object' && value !== null ? '' : String(value).slice(0, 200)
}
