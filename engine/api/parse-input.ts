import * as v from 'valibot'
import type { ErrorFacts } from '../model/failure.ts'
import { OperationFailed } from './client.ts'
import { type Input, type OperationName, operations, type ParsedInput } from './operations.ts'

/** Characters of a wrong value that are told back: enough to recognize it, whatever its length. */
const shown = 100

/** The input of an operation with its defaults filled in. Throws `request/invalid`. */
export function parseInput<N extends OperationName>(name: N, input: Input<N>): ParsedInput<N> {
  const parsed = v.safeParse(operations[name].input, input)
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  throw new OperationFailed({ code: 'request/invalid', facts: factsOf(issue, v.getDotPath(issue) ?? name) })
}

function factsOf(issue: v.BaseIssue<unknown>, what: string): ErrorFacts['request/invalid'] {
  const { input } = issue
  if (Array.isArray(input) && isLength(issue)) {
    return {
      what: `number of ${what.split('.').at(-1) ?? what}`,
      value: String(input.length),
      problem: issue.type === 'min_length' ? 'at least one is needed' : `at most ${limitOf(issue)} at once`,
    }
  }
  const value = typeof input === 'string' ? input : issue.received
  const told = value.length > shown ? `${value.slice(0, shown)}…` : value
  return { what, value: told, problem: problemOf(issue) }
}

/** The schema's own words where it has some; a length in words that make sense without the schema. */
function problemOf(issue: v.BaseIssue<unknown>): string {
  if (!isLength(issue) || !issue.message.startsWith('Invalid ')) return issue.message
  if (issue.input === '') return 'it is empty'
  const side = issue.type === 'min_length' ? 'shorter' : 'longer'
  return `it is ${side} than ${limitOf(issue)} characters`
}

function isLength({ type }: v.BaseIssue<unknown>): boolean {
  return type === 'min_length' || type === 'max_length'
}

function limitOf({ requirement }: v.BaseIssue<unknown>): string {
  return String(requirement)
}
