import * as v from 'valibot'
import { JsonRefused, parseJsonStrict } from '../base/json.ts'
import type { PolicyOwner } from '../model/policy.ts'
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
  const read = readJson(text)
  if ('problem' in read) return { kind: 'invalid', problems: [read.problem] }
  const parsed = v.safeParse(schema, read.value)
  if (parsed.success) return { kind: 'valid', policy: parsed.output }
  const [first, ...more] = parsed.issues.map((issue) => problemOf(issue, schema, text))
  return { kind: 'invalid', problems: [first!, ...more.slice(0, mostProblems - 1)] }
}

function readJson(text: string): { readonly value: unknown } | { readonly problem: PolicyProblem } {
  try {
    return { value: parseJsonStrict(text, { maxLength: longestPolicy }) }
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error
    return { problem: { line: null, key: '', problem: error.message, accepted: 'JSON' } }
  }
}

function problemOf(issue: v.BaseIssue<unknown>, schema: v.GenericSchema, text: string): PolicyProblem {
  const steps = (issue.path ?? []).map(({ key }) => key as string | number)
  const isUnknown = issue.expected === 'never'
  return {
    line: lineOfKey(text, steps),
    key: keyText(steps),
    problem: isUnknown ? 'unknown key' : received(issue),
    accepted: isUnknown ? keysAt(schema, steps.slice(0, -1)).join(', ') : acceptedBy(issue),
  }
}

function received({ received: what }: v.BaseIssue<unknown>): string {
  return what === 'undefined' ? 'missing' : `is ${what}`.slice(0, 200)
}

/** A rule that has words for people says them; others name the values. */
function acceptedBy({ kind, message, expected }: v.BaseIssue<unknown>): string {
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
  readonly wrapped?: Part
  readonly item?: Part
  readonly value?: Part
  readonly entries?: Readonly<Record<string, Part>>
}

/** The keys that the object at a path may have. */
function keysAt(schema: v.GenericSchema, steps: readonly (string | number)[]): string[] {
  let part: Part | undefined = schema as Part
  for (const step of steps) {
    const inner: Part = unwrapped(part)
    part = typeof step === 'number' ? inner.item : (inner.entries?.[step] ?? inner.value)
    if (part === undefined) return []
  }
  return Object.keys(unwrapped(part).entries ?? {})
}

function unwrapped(part: Part): Part {
  return part.wrapped === undefined ? part : unwrapped(part.wrapped)
}
