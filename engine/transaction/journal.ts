import type { ChangeRequest } from '../model/plan.ts'
import type { Generation } from '../model/generation.ts'
import { type State, writeSetting } from '../state/state.ts'

/** A change between its intent and its record. */
export interface JournalEntry {
  readonly target: number
  readonly origin: number
}

export interface ChangeNote {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}

export function openEntry(state: State): JournalEntry | null {
  return state.one<JournalEntry>('SELECT target, origin FROM journal') ?? null
}

/** Durable before anything below trees/ is touched. */
export function writeIntent(state: State, entry: JournalEntry, at: string): void {
  state.change(
    'INSERT OR REPLACE INTO journal (target, origin, at) VALUES (?, ?, ?)',
    entry.target,
    entry.origin,
    at,
  )
}

export function dropIntent(state: State): void {
  state.change('DELETE FROM journal')
}

/** The last step of a change: pointer, installed set and history, and the intent gone, all at once. */
export function record(state: State, generation: Generation, changes: readonly ChangeNote[]): void {
  state.atomically(() => {
    writeSetting(state, 'generation', String(generation.number))
    recordInstalled(state, generation)
    state.change(
      'INSERT OR REPLACE INTO generation (number, at, request, packages, changes) VALUES (?, ?, ?, ?, ?)',
      generation.number,
      generation.at,
      generation.request === null ? null : JSON.stringify(generation.request),
      generation.releases.length,
      JSON.stringify(changes),
    )
    dropIntent(state)
  })
}

/** Only what differs is written: of hundreds of packages most stay as they are. */
function recordInstalled(state: State, { releases }: Generation): void {
  const rows = state.all<{ name: string; release: string }>('SELECT name, release FROM installed')
  const known = new Map(rows.map(({ name, release }) => [name, release]))
  for (const release of releases) {
    const text = JSON.stringify(release)
    if (known.get(release.name) !== text)
      state.change('INSERT OR REPLACE INTO installed (name, release) VALUES (?, ?)', release.name, text)
    known.delete(release.name)
  }
  for (const name of known.keys()) state.change('DELETE FROM installed WHERE name = ?', name)
}

/** What differs between two generations, sorted by name. */
export function changesBetween(before: Generation, after: Generation): ChangeNote[] {
  const old = new Map(before.releases.map((release) => [release.name, release]))
  const young = new Map(after.releases.map((release) => [release.name, release]))
  const names = [...new Set([...old.keys(), ...young.keys()])].toSorted()
  return names.flatMap((name) => {
    const from = old.get(name)
    const to = young.get(name)
    if (from?.manifest_sha256 === to?.manifest_sha256) return []
    return [{ name, from: from?.version ?? null, to: to?.version ?? null }]
  })
}

interface Row {
  readonly number: number
  readonly at: string
  readonly request: string | null
  readonly packages: number
  readonly changes: string
  readonly label: string | null
  readonly pinned: number
}

export interface RecordedGeneration {
  readonly number: number
  readonly at: string
  readonly request: ChangeRequest | null
  readonly packages: number
  readonly changes: readonly ChangeNote[]
  readonly label: string | null
  readonly pinned: boolean
}

/** Newest first. */
export function recordedGenerations(state: State): RecordedGeneration[] {
  return state.all<Row>('SELECT * FROM generation ORDER BY number DESC').map((row) => ({
    ...row,
    pinned: row.pinned === 1,
    request: row.request === null ? null : (JSON.parse(row.request) as ChangeRequest),
    changes: JSON.parse(row.changes) as ChangeNote[],
  }))
}
