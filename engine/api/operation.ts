import type * as v from 'valibot'

/** `reads` never waits for a writer; `changes` are run one at a time. */
export type OperationKind = 'reads' | 'changes'

/**
 * Whether a host asks the person, outside of the window, before it does this for one. `session`: the answer may hold
 * for a while. What changes and says nothing of it is asked for always.
 */
export type Consent = 'none' | 'session' | 'always'

export interface Operation<
  I extends v.GenericSchema = v.GenericSchema,
  O extends v.GenericSchema = v.GenericSchema,
> {
  readonly kind: OperationKind
  /** One sentence for docs/ipc.md. */
  readonly about: string
  readonly input: I
  readonly output: O
  /** Of a parsed input of this row. */
  readonly consent: (input: never) => Consent
  /** Characters of JSON that an input of it may have. */
  readonly largest: number
}

/** Characters of JSON. Few inputs of the table come near it; a window that sends more is broken or hostile. */
const usuallyLargest = 1_000_000

/** A row of the table. */
export function operation<I extends v.GenericSchema, O extends v.GenericSchema>(
  kind: OperationKind,
  about: string,
  input: I,
  output: O,
): Operation<I, O> {
  const consent = (): Consent => (kind === 'reads' ? 'none' : 'always')
  return { kind, about, input, output, consent, largest: usuallyLargest }
}

/** The row, with inputs of up to `characters` of JSON. */
export function largest<I extends v.GenericSchema, O extends v.GenericSchema>(
  characters: number,
  row: Operation<I, O>,
): Operation<I, O> {
  return { ...row, largest: characters }
}

/** The row, with what its inputs need. */
export function asking<I extends v.GenericSchema, O extends v.GenericSchema>(
  consent: (input: v.InferOutput<I>) => Consent,
  row: Operation<I, O>,
): Operation<I, O> {
  return { ...row, consent }
}
