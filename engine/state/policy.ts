import { deleteSetting, readSetting, type State, writeSetting } from './state.ts'

/** Releases of `name` other than these are not taken. `version` is a constraint as typed. */
export interface StoredPin {
  readonly name: string
  readonly version: string | null
  readonly repository: string | null
}

/** Only `repository` may offer names that match `pattern`: `acme-tool`, or `acme-*`. */
export interface StoredOwner {
  readonly pattern: string
  readonly repository: string
}

/** What a person decided once, for every request. Each list is sorted. */
export interface StoredPolicy {
  readonly holds: readonly string[]
  readonly pins: readonly StoredPin[]
  readonly protected: readonly string[]
  readonly owners: readonly StoredOwner[]
  /** Releases of the development channel may be taken everywhere. */
  readonly development: boolean
}

const channel = 'channel'

export function readStoredPolicy(state: State): StoredPolicy {
  const names = (table: 'hold' | 'protected') =>
    state.all<{ name: string }>(`SELECT name FROM ${table} ORDER BY name`).map(({ name }) => name)
  return {
    holds: names('hold'),
    pins: state.all<StoredPin>('SELECT name, version, repository FROM pin ORDER BY name'),
    protected: names('protected'),
    owners: state.all<StoredOwner>('SELECT pattern, repository FROM namespace ORDER BY pattern'),
    development: readSetting(state, channel) === 'development',
  }
}

export function putHold(state: State, name: string): void {
  state.change('INSERT OR IGNORE INTO hold VALUES (?)', name)
}

/** Whether it was there; so do all of these. */
export function dropHold(state: State, name: string): boolean {
  return state.change('DELETE FROM hold WHERE name = ?', name) > 0
}

/** In the place of another pin of that name. */
export function putPin(state: State, { name, version, repository }: StoredPin): void {
  state.change('INSERT OR REPLACE INTO pin VALUES (?, ?, ?)', name, version, repository)
}

export function dropPin(state: State, name: string): boolean {
  return state.change('DELETE FROM pin WHERE name = ?', name) > 0
}

export function putProtected(state: State, name: string): void {
  state.change('INSERT OR IGNORE INTO protected VALUES (?)', name)
}

export function dropProtected(state: State, name: string): boolean {
  return state.change('DELETE FROM protected WHERE name = ?', name) > 0
}

/** Takes the pattern over where another repository had it. */
export function putOwner(state: State, { pattern, repository }: StoredOwner): void {
  state.change('INSERT OR REPLACE INTO namespace VALUES (?, ?)', pattern, repository)
}

export function dropOwner(state: State, { pattern, repository }: StoredOwner): boolean {
  return state.change('DELETE FROM namespace WHERE pattern = ? AND repository = ?', pattern, repository) > 0
}

/** The patterns that it owned. */
export function dropOwnerships(state: State, repository: string): string[] {
  return state.atomically(() => {
    const owned = readStoredPolicy(state).owners.filter((owner) => owner.repository === repository)
    for (const owner of owned) dropOwner(state, owner)
    return owned.map(({ pattern }) => pattern)
  })
}

export function setDevelopment(state: State, development: boolean): void {
  if (development) writeSetting(state, channel, 'development')
  else deleteSetting(state, channel)
}
