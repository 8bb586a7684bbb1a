import * as v from 'valibot'
import { JsonRefused, parseJsonStrict } from '../base/json.ts'
import type { PolicyOwner } from '../model/policy.ts'
import { jsonFault } from './json-fault.ts'
import { lineOfKey } from './line-of-key.ts'
import { AdministratorPolicy, PersonPolicy, type PolicyFile } from '../model/policy-file.ts'

export interface PolicyProblem {
  /** 1-based; null where no line can be told. */
  readonly line: number | null
  /** Path into the file; empty where the file as a whole is meant. */
  readonly key: string
  readonly problem: string
  readonly accepted: string
}

export type CheckedPolicy =
  | { readonly kind: 'valid'; readonly policy: PolicyFile }
  | { readonly kind: 'invalid'; readonly problems: readonly [PolicyProblem, ...PolicyProblem[]] }

/** UTF-16 units. No administrator writes more, and nobody else should make us read more. */
export const longestPolicy = 1_000_000
const mostProblems = 20

export function checkPolicy(text: string, owner: PolicyOwner): CheckedPolicy {
  const schema = owner === 'administrator' ? AdministratorPolicy : PersonPolicy
  // Some editors put a mark of order before what needs none.
  const bare = text.replace(/^\uFEFF/, '')
  const read = readJson(bare)
  if ('problem' in read) return { kind: 'invalid', problems: [read.problem] }
  const parsed = v.safeParse(schema, read.value)
  if (parsed.success) return { kind: 'valid', policy: parsed.output }
  const [first, ...more] = parsed.issues.map((issue) => problemOf(issue, schema, bare))
  return { kind: 'invalid', problems: [first!, ...more.slice(0, mostProblems - 1)] }
}

function readJson(text: string): { readonly value: unknown } | { readonly problem: PolicyProblem } {
  // What reading puts in the place of bytes that are no text: a rule about such a name would never speak of anything.
  const strange = text.indexOf('\uFFFD')
  if (strange >= 0)
    return {
      problem: {
        line: lineAt(text, strange),
        key: '',
        problem: 'there are bytes that are no UTF-8',
        accepted: 'UTF-8',
      },
    }
  try {
    return { value: parseJsonStrict(text, { maxLength: longestPolicy }) }
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error
    return { problem: refusedText(text, error) }
  }
}

function refusedText(text: string, { message }: JsonRefused): PolicyProblem {
  if (text.length <= longestPolicy && text.trim() === '')
    return { line: null, key: '', problem: 'there is nothing in it', accepted: '{"version": 1} at least' }
  const fault = text.length > longestPolicy ? null : jsonFault(text)
  if (fault === null) return { line: null, key: '', problem: message, accepted: 'JSON' }
  const { at, path, problem } = fault
  return { line: lineAt(text, at), key: keyText(path), problem, accepted: 'JSON' }
}

function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length
}

function problemOf(issue: v.BaseIssue<unknown>, schema: v.GenericSchema, text: string): PolicyProblem {
  const steps = (issue.path ?? []).map(({ key }) => key as string | number)
  const about = { line: lineOfKey(text, steps), key: keyText(steps) }
  if (about.key === 'version' && typeof issue.input === 'number' && issue.input > 1)
    return {
      ...about,
      problem: `is ${issue.input}: it is written for a newer program than this`,
      accepted: '1',
    }
  if (issue.expected === 'never')
    return { ...about, problem: 'unknown key', accepted: keysAt(schema, steps.slice(0, -1)).join(', ') }
  if (issue.received === 'undefined')
    return { ...about, problem: 'missing', accepted: wordsFor(partAt(schema, steps)) }
  const words = issue.kind === 'schema' ? wordsFor(partAt(schema, steps)) : ''
  return { ...about, problem: received(issue), accepted: words === '' ? acceptedBy(issue) : words }
}

function received({ received: what, input, type }: v.BaseIssue<unknown>): string {
  if (type === 'min_length') return 'is empty'
  if (type === 'check' && typeof input === 'object') return 'does not fit together'
  if (type === 'max_length') return `has ${Array.isArray(input) ? input.length : what} entries`
  if (typeof input === 'object' && input !== null) return Array.isArray(input) ? 'is a list' : 'is an object'
  return `is ${what}`.slice(0, 200)
}

const acceptedWords: Readonly<Record<string, (requirement: unknown) => string>> = {
  min_length: () => 'at least one',
  max_length: (most) => `at most ${String(most)}`,
  min_value: (least) => `at least ${String(least)}`,
  max_value: (most) => `at most ${String(most)}`,
  integer: () => 'a whole number',
  array: () => 'a list',
  strict_object: () => 'an object',
  record: () => 'an object',
  string: () => 'a text',
  number: () => 'a number',
  boolean: () => 'true or false',
}

/** A rule that has words for people says them; others name the values. */
function acceptedBy({ kind, type, message, expected, ...issue }: v.BaseIssue<unknown>): string {
  const words = acceptedWords[type]
  if (words !== undefined) return words('requirement' in issue ? issue.requirement : undefined)
  if (kind === 'validation' && !message.startsWith('Invalid ')) return message
  // `("allow" | "deny")` for a program, `allow, deny` for a person.
  return (expected ?? message)
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll('"', '')
    .replaceAll(' | ', ', ')
}

/** `packages[2].where`. */
function keyText(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}

/** What schemas are made of, as far as a path leads through it. */
interface Part {
  readonly type?: string
  readonly literal?: unknown
  readonly pipe?: readonly { readonly message?: string }[]
  readonly options?: readonly unknown[]
  readonly wrapped?: Part
  readonly item?: Part
  readonly value?: Part
  readonly entries?: Readonly<Record<string, Part>>
}

/** The keys that the object at a path may have. */
function keysAt(schema: v.GenericSchema, steps: readonly (string | number)[]): string[] {
  return Object.keys(partAt(schema, steps)?.entries ?? {})
}

function partAt(schema: v.GenericSchema, steps: readonly (string | number)[]): Part | null {
  let part: Part | undefined = schema
  for (const step of steps) {
    const inner: Part = unwrapped(part)
    part = typeof step === 'number' ? inner.item : (inner.entries?.[step] ?? inner.value)
    if (part === undefined) return null
  }
  return unwrapped(part)
}

function wordsFor(part: Part | null): string {
  const { type = '', literal, pipe = [], options } = part ?? {}
  const said = pipe.find(({ message }) => typeof message === 'string')?.message ?? options?.join(', ')
  return said ?? (typeof literal === 'number' ? `${literal}` : typeWords(type))
}

function typeWords(type: string): string {
  return acceptedWords[type]?.(undefined) ?? ''
}

function unwrapped(part: Part): Part {
  return part.wrapped === undefined ? part : unwrapped(part.wrapped)
}
