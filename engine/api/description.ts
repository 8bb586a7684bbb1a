import type { Failure } from '../model/failure.ts'
import type { PlanLine } from '../model/plan.ts'
import type { OperationName, ParsedInput } from './operations.ts'

/** What a change is about, for the words that a host asks with. `other` has none but the row's own sentence. */
export type Subject =
  | 'software'
  | 'repair'
  | 'cleanup'
  | 'repository-add'
  | 'repository-change'
  | 'repository-remove'
  | 'rules-add'
  | 'rules-remove'
  | 'leave-ask'
  | 'leave-withdraw'
  | 'leave-give'
  | 'leave-refuse'
  | 'publisher-trust'
  | 'publisher-distrust'
  | 'other'

/** A change as the engine knows it, so that a person can decide. Nothing in it is taken on a window's word. */
export interface Description {
  readonly subject: Subject
  /** The sentence of the operation's row. */
  readonly about: string
  /** What comes, changes and goes. */
  readonly changes: readonly Pick<PlanLine, 'action' | 'name' | 'from' | 'to' | 'repository' | 'publisher'>[]
  /** Everything else that was asked for: the field's name, and its value as text. */
  readonly facts: readonly Fact[]
}

export interface Fact {
  readonly label: string
  readonly value: string
}

/** What a person was asked about and did not want. */
export type Declined = <N extends OperationName>(
  name: N,
  input: ParsedInput<N>,
  failure: Failure,
) => Promise<void>

/** What an operation would do. Throws what the operation would, where that is plain already. */
export type Describe = <N extends OperationName>(
  name: N,
  input: ParsedInput<N>,
  signal: AbortSignal,
) => Promise<Description>
