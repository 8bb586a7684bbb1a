/** What was typed for one command, read by name. A wrong kind is a bug in the command's row. */
export interface Arguments {
  readonly flag: (name: string) => boolean
  readonly text: (name: string) => string | undefined
  readonly number: (name: string) => number | undefined
  readonly list: (name: string) => readonly string[]
  /** An operand that the row says is needed. */
  readonly operand: (name: string) => string
}

export function typedArguments(
  operands: ReadonlyMap<string, unknown>,
  options: Readonly<Record<string, unknown>>,
): Arguments {
  const value = (name: string) => (operands.has(name) ? operands.get(name) : options[name])
  return {
    flag: (name) => value(name) === true,
    text: (name) => optional(name, value(name), isText),
    number: (name) => optional(name, value(name), isNumber),
    list: (name) => optional(name, value(name), isTexts) ?? [],
    operand: (name) => required(name, optional(name, value(name), isText)),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)

function optional<T>(name: string, value: unknown, is: (value: unknown) => value is T): T | undefined {
  if (value === undefined) return undefined
  if (!is(value)) throw new Error(`The value of ${name} has another kind than its row says`)
  return value
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`${name} is not an operand that this command needs`)
  return value
}
