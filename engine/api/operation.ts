import type * as v from 'valibot'

/** `reads` never waits for a writer; `changes` are run one at a time. */
export type OperationKind = 'reads' | 'changes'

export interface Operation<
  I extends v.GenericSchema = v.GenericSchema,
  O extends v.GenericSchema = v.GenericSchema,
> {
  readonly kind: OperationKind
  /** One sentence for docs/ipc.md. */
  readonly about: string
  readonly input: I
  readonly output: O
}

/** A row of the table. */
export function operation<I extends v.GenericSchema, O extends v.GenericSchema>(
  kind: OperationKind,
  about: string,
  input: I,
  output: O,
): Operation<I, O> {
  return { kind, about, input, output }
}
