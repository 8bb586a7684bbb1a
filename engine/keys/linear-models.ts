/**
 * @tufjs/models takes a time with the square of how many entries a role has, and takes it before anybody's signature was
 * checked: a few megabytes from a mirror would keep a processor busy for minutes. The same answers, in a time with their
 * number: what it reads well in small numbers is given to it in slices. See docs/adr/0049.
 */
import { Root, Snapshot, Targets } from '@tufjs/models'

type Json = Record<string, unknown>
/** A class of the library: what it reads from JSON has the same fields, and writes them again. */
interface Model {
  fromJSON: (data: Json) => object
  readonly prototype: { toJSON: () => Json }
}
type Entry = readonly [string, unknown]

const slice = 64
let isMended = false

/** To be called before roles are read or written; once is enough. */
export function mendModels(): void {
  if (isMended) return
  isMended = true
  const { delegations } = Targets.fromJSON({
    ...{ spec_version: '1.0', version: 1, expires: '2000-01-01T00:00:00Z', targets: {} },
    delegations: { keys: {}, roles: [] },
  })
  // The library does not export this class at its door.
  mendDelegations(delegations!.constructor as unknown as Model)
  mendField(Targets as unknown as Model, 'targets')
  mendField(Snapshot as unknown as Model, 'meta')
  mendField(Root as unknown as Model, 'keys')
}

function mendField(model: Model, field: string): void {
  const read = model.fromJSON.bind(model)
  model.fromJSON = (data) => {
    const entries = entriesOf(data[field])
    if (entries === null) return read(data)
    const made = read({ ...data, [field]: {} })
    const rest = { ...data, delegations: undefined }
    for (const part of slices(entries))
      addEntries(made, field, read({ ...rest, [field]: Object.fromEntries(part) }))
    return made
  }
  writeField(model, field)
}

function writeField(model: Model, field: string): void {
  const write = model.prototype.toJSON
  model.prototype.toJSON = function toJSON(this: object): Json {
    const json = write.call(Object.create(this, { [field]: { value: {} } }) as object)
    const entries = Object.entries(Reflect.get(this, field) as Record<string, { toJSON: () => unknown }>)
    return { ...json, [field]: Object.fromEntries(entries.map(([name, one]) => [name, one.toJSON()])) }
  }
}

function mendDelegations(model: Model): void {
  const read = model.fromJSON.bind(model)
  model.fromJSON = ({ keys, roles, ...rest }) => {
    const known = entriesOf(keys)
    if (known === null) return read({ ...rest, keys, roles })
    const isMany = Array.isArray(roles) && roles.every(isObject)
    const made = read({ ...rest, keys: {}, roles: isMany ? [] : roles })
    for (const part of slices(known)) addEntries(made, 'keys', read({ keys: Object.fromEntries(part) }))
    for (const part of isMany ? slices(roles) : []) addRoles(made, part, read)
    return made
  }
  writeField(model, 'keys')
}

function addRoles(made: object, roles: readonly object[], read: Model['fromJSON']): void {
  const part = read({ keys: {}, roles })
  const known = Reflect.get(made, 'roles') as object
  for (const name of Object.keys(Reflect.get(part, 'roles') as object)) {
    const twice = Object.hasOwn(known, name)
      ? roles.find((role) => Reflect.get(role, 'name') === name)
      : undefined
    // It says so in its own words.
    if (twice !== undefined) read({ keys: {}, roles: [twice, twice] })
  }
  addEntries(made, 'roles', part)
}

/** Also an entry called `__proto__`, as the library has it. */
function addEntries(made: object, field: string, part: object): void {
  const target = Reflect.get(made, field) as object
  const more = Reflect.get(part, field) as object
  Object.defineProperties(target, Object.getOwnPropertyDescriptors(more))
}

/** Null where the library refuses it for its form. */
function entriesOf(value: unknown): readonly Entry[] | null {
  return isObject(value) && Object.values(value).every(isObject) ? Object.entries(value) : null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function* slices<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += slice) yield all.slice(at, at + slice)
}
