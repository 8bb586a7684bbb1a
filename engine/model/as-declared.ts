import type { GenericSchema } from 'valibot'

/**
 * Whether a value that was read from JSON is what a schema accepts, and what it would give back unchanged. False says
 * nothing: then the schema itself has to be asked.
 */
export type AsDeclared = (value: unknown) => boolean

/** What we look at in a schema; those of valibot are objects that tell what they were made of. */
export interface Told {
  readonly type: string
  readonly pipe?: readonly Told[]
  readonly requirement?: unknown
  readonly entries?: Readonly<Record<string, Told>>
  readonly item?: Told
  readonly items?: readonly Told[]
  readonly key?: Told
  readonly value?: Told
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly wrapped?: Told
  readonly default?: unknown
}

/**
 * A plain function of a schema: an index of 50,000 records has millions of values, and a schema writes down for each what
 * it found. A test holds both against each other.
 */
export function asDeclared(schema: GenericSchema): AsDeclared {
  return checkOf(schema)
}

function checkOf(told: Told): AsDeclared {
  const [first, ...rest] = told.pipe ?? [told]
  const checks = [typeCheck(first!), ...rest.map(actionCheck)]
  const [one, two, three, ...more] = checks
  if (two === undefined) return one!
  if (three === undefined) return (value) => one!(value) && two(value)
  return (value) => one!(value) && two(value) && three(value) && more.every((check) => check(value))
}

const never: AsDeclared = () => false
const isText: AsDeclared = (value) => typeof value === 'string'

function typeCheck(told: Told): AsDeclared {
  switch (told.type) {
    case 'string':
      return isText
    case 'number':
      return (value) => typeof value === 'number'
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'literal':
      return (value) => value === told.literal
    case 'picklist':
      return (value) => told.options!.includes(value)
    case 'array':
      return listCheck(checkOf(told.item!))
    case 'strict_object':
      return objectCheck(told.entries!)
    case 'record':
      return recordCheck(checkOf(told.key!), checkOf(told.value!))
    case 'union':
    case 'variant':
      return unionCheck(told.options as readonly Told[])
    default:
      return never
  }
}

/** Anything else than these is not known to be true. */
function actionCheck({ type, requirement }: Told): AsDeclared {
  switch (type) {
    case 'regex':
    case 'iso_timestamp':
    case 'iso_date':
      return (value) => (requirement as RegExp).test(value as string)
    case 'min_length':
      return (value) => (value as string).length >= (requirement as number)
    case 'max_length':
      return (value) => (value as string).length <= (requirement as number)
    case 'min_value':
      return (value) => (value as number) >= (requirement as number)
    case 'safe_integer':
      return Number.isSafeInteger
    case 'check':
      return (value) => (requirement as AsDeclared)(value)
    default:
      return never
  }
}

function listCheck(item: AsDeclared): AsDeclared {
  return (value) => {
    if (!Array.isArray(value)) return false
    for (let at = 0; at < value.length; at += 1) if (!item(value[at])) return false
    return true
  }
}

interface Member {
  readonly key: string
  readonly check: AsDeclared
  readonly mayBeMissing: boolean
}

/** A member that is missing and has a default is not as declared: the schema would add it. */
function objectCheck(entries: Readonly<Record<string, Told>>): AsDeclared {
  const members = Object.entries(entries).map(([key, told]): Member => {
    const isOptional = told.type === 'optional'
    const mayBeMissing = isOptional && told.default === undefined
    return { key, check: checkOf(isOptional ? told.wrapped! : told), mayBeMissing }
  })
  return (value) => {
    if (!isPlainObject(value)) return false
    let found = 0
    for (let at = 0; at < members.length; at += 1) {
      const { key, check, mayBeMissing } = members[at]!
      const member = value[key]
      if (member === undefined && mayBeMissing) continue
      if (!check(member)) return false
      found += 1
    }
    return Object.keys(value).length === found
  }
}

function recordCheck(key: AsDeclared, member: AsDeclared): AsDeclared {
  return (value) =>
    isPlainObject(value) && Object.entries(value).every(([name, one]) => key(name) && member(one))
}

/** Where more than one could accept a value, the first one decides what comes back: only where one can, any will do. */
function unionCheck(options: readonly Told[]): AsDeclared {
  const marks = options.map(({ type, pipe, entries }) => {
    const kind = pipe?.[0]?.type ?? type
    const literals = Object.entries(entries ?? {}).flatMap(([key, { type: is, literal }]) =>
      is === 'literal' ? [key, String(literal)] : [],
    )
    return [kind, ...literals].join(' ')
  })
  const checks = options.map(checkOf)
  if (new Set(marks).size !== marks.length) return never
  return (value) => checks.some((check) => check(value))
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
