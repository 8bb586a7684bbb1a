import * as v from 'valibot'
import type { ErrorFacts } from '../model/failure.ts'
import { OperationFailed } from './client.ts'
import { type Input, type OperationName, operations, type ParsedInput } from './operations.ts'

/** Characters of a wrong value that are told back: enough to recognize it, whatever its length. */
const shown = 100

/** The input of an operation with its defaults filled in. Throws `request/invalid`. */
export function parseInput<N extends OperationName>(name: N, input: Input<N>): ParsedInput<N> {
  const parsed = v.safeParse(operations[name].input, input)
  // The row of the table pairs the schema with the name; TypeScript does not follow that pairing.
  if (parsed.success) return parsed.output as ParsedInput<N>
  const issue = parsed.issues[0]
  throw new OperationFailed({ code: 'request/invalid', facts: factsOf(issue, v.getDotPath(issue) ?? name) })
}

/** The schema's own words where it has some; a length in words that make sense without the schema. */
function factsOf(issue: v.BaseIssue<unknown>, what: string): ErrorFacts['request/invalid'] {
  const { input, requirement } = issue
  const limit = String(requirement)
  if (Array.isArray(input) && isLength(issue)) {
    const problem = issue.type === 'min_length' ? `${limit} or more are needed` : `at most ${limit} at once`
    return { what: `number of ${what.split('.').at(-1) ?? what}`, value: String(input.length), problem }
  }
  const value = typeof input === 'string' ? input : issue.received
  const told = value.length > shown ? `${value.slice(0, shown)}…` : value
  if (!isLength(issue) || !issue.message.startsWith('Invalid '))
    return { what, value: told, problem: issue.message }
  if (value === '') return { what, value, problem: 'it is empty' }
  const side = issue.type === 'min_length' ? 'shorter' : 'longer'
  return { what, value: told, problem: `it is ${side} than ${limit} characters` }
}

function isLength({ type }: v.BaseIssue<unknown>): boolean {
  return type === 'min_length' || type === 'max_length'
}
