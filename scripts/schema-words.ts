/** The part of a valibot schema that a reader of the documentation needs. */
export interface Schema {
  readonly type: string
  readonly entries?: Readonly<Record<string, Schema>>
  readonly item?: Schema
  readonly wrapped?: Schema
  readonly default?: unknown
  readonly options?: readonly (Schema | string | number)[]
  readonly literal?: unknown
  readonly pipe?: readonly Action[]
}

interface Action {
  readonly type: string
  readonly requirement?: unknown
}

export type Names = ReadonlyMap<Schema, string>

/** Top-level fields of an object, or of a list's objects; null where there are none to name. */
export function fieldsOf(schema: Schema, names: Names): { name: string; shape: string }[] | null {
  const object = schema.item ?? schema
  if (object.entries === undefined) return null
  return Object.entries(object.entries).map(([key, field]) => ({
    name: `${key}${field.type === 'optional' ? '?' : ''}`,
    shape: `${shapeOf(field, names)}${defaultOf(field)}`,
  }))
}

/** A schema by its name, where it has one. */
export function shapeOf(schema: Schema, names: Names): string {
  return names.get(schema) ?? spelledOut(schema, names)
}

/** A schema in the words of a TypeScript type, with its limits. */
export function spelledOut(schema: Schema, names: Names): string {
  const { entries, item, wrapped, options } = schema
  if (item !== undefined) return `${bracketed(shapeOf(item, names))}[]`
  if (entries !== undefined) return objectShape(entries, names)
  if (options !== undefined) return options.map((option) => optionShape(option, names)).join(' | ')
  if (wrapped !== undefined) return `${shapeOf(wrapped, names)}${schema.type === 'nullable' ? ' | null' : ''}`
  return plainShape(schema)
}

/** Literals are written out: in a union they are what tells one from the others. */
function objectShape(entries: Readonly<Record<string, Schema>>, names: Names): string {
  const fields = Object.entries(entries).map(([key, field]) => {
    if (field.type === 'literal') return `${key}: ${JSON.stringify(field.literal)}`
    const name = `${key}${field.type === 'optional' ? '?' : ''}`
    const noun = names.get(field.item ?? field)
    return noun === undefined ? name : `${name}: ${shapeOf(field, names)}`
  })
  return `{ ${fields.join(', ')} }`
}

function plainShape(schema: Schema): string {
  if (schema.type === 'literal') return JSON.stringify(schema.literal)
  if (schema.type === 'custom') return 'Failure'
  return `${schema.type}${limitsOf(schema)}`
}

function bracketed(shape: string): string {
  return shape.includes(' | ') ? `(${shape})` : shape
}

function optionShape(option: Schema | string | number, names: Names): string {
  return typeof option === 'object' ? shapeOf(option, names) : JSON.stringify(option)
}

function limitsOf({ pipe = [] }: Schema): string {
  const limits = pipe.flatMap(({ type, requirement }) => {
    if (type.startsWith('iso')) return ['ISO 8601']
    if (requirement instanceof RegExp) return [String(requirement)]
    if (typeof requirement !== 'number') return []
    return [`${type.startsWith('min') ? '≥' : '≤'} ${requirement}${type.endsWith('length') ? ' long' : ''}`]
  })
  return limits.length === 0 ? '' : ` (${limits.join(', ')})`
}

function defaultOf(field: Schema): string {
  return field.default === undefined ? '' : ` = ${JSON.stringify(field.default)}`
}
