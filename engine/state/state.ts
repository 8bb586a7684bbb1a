import { statSync } from 'node:fs'
import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import { asOneFile, type Connection, guarded, openDatabase } from './database.ts'

const schema = `
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- first_root is what the person confirmed; trusted_root the newest one reached from it.
  -- The four versions and clock are high-water marks: they live here, not in the cache, so that deleting
  -- the cache cannot bring old metadata back.
  CREATE TABLE repository (
    name TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1,
    priority INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    trusted_root BLOB NOT NULL,
    last_sync TEXT,
    problem TEXT,
    marks TEXT
  ) STRICT, WITHOUT ROWID;

  -- The index of generations/N.json files; the files are the truth.
  CREATE TABLE generation (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    request TEXT,
    packages INTEGER NOT NULL,
    changes TEXT NOT NULL
  ) STRICT;

  CREATE TABLE installed (name TEXT PRIMARY KEY, release TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- At most one row: a change between its intent and its record.
  CREATE TABLE journal (target INTEGER PRIMARY KEY, origin INTEGER NOT NULL, at TEXT NOT NULL) STRICT;

  INSERT INTO setting VALUES ('generation', '0');
`

const policy = `
  -- What a person decided once, for every request. Names need not be installed, nor be offered by anybody.
  CREATE TABLE hold (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE pin (name TEXT PRIMARY KEY, version TEXT, repository TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE protected (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  -- Only this repository may offer names that match; the pattern is a name, or the start of names before a star.
  CREATE TABLE namespace (pattern TEXT PRIMARY KEY, repository TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

const keeping = `
  -- What a person says of a generation; the generation itself never changes.
  ALTER TABLE generation ADD COLUMN label TEXT;
  ALTER TABLE generation ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
  -- Configuration files in config/: whose they are, and which default was placed there last.
  CREATE TABLE configuration (path TEXT PRIMARY KEY, owner TEXT NOT NULL, placed TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

const addresses = `
  -- Where else a repository can be had: JSON, a list of addresses in order.
  ALTER TABLE repository ADD COLUMN mirrors TEXT NOT NULL DEFAULT '[]';
  -- Addresses that did not serve while another one did: JSON, a list.
  ALTER TABLE repository ADD COLUMN troubles TEXT NOT NULL DEFAULT '[]';
`

const auditing = `
  -- Where the audit log ended at its newest checkpoint: at most one row. Lines that are gone, and lines that were written
  -- over, do not fit it any more, whatever is written behind them.
  CREATE TABLE audit_end (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    head TEXT NOT NULL,
    edge TEXT NOT NULL,
    file INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    verifier TEXT NOT NULL,
    checkpoint TEXT NOT NULL
  ) STRICT;
`

const openPgp = `
  -- The key and the marks of a repository that signs with OpenPGP: JSON; null for one that has a root.
  ALTER TABLE repository ADD COLUMN openpgp TEXT;
`

const publishers = `
  -- Publishers' keys that the person trusts, by the SHA-256 of the key.
  CREATE TABLE trusted_key (key_id TEXT PRIMARY KEY, name TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- Who vouched for a release when it came, so that a change of that is noticed, and all of it can be checked again.
  CREATE TABLE evidence (manifest_sha256 TEXT PRIMARY KEY, evidence TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

const places = `
  -- Which of two with one priority was here first. Those of before went by name, and stay so.
  ALTER TABLE repository ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
  UPDATE repository SET place = (SELECT count(*) FROM repository AS other WHERE other.name <= repository.name);
`

const purging = `
  -- A person's own configuration that purging took: whose it was, by which generation, and which one brought it back.
  CREATE TABLE purged (
    generation INTEGER NOT NULL,
    path TEXT NOT NULL,
    owner TEXT NOT NULL,
    placed TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    returned INTEGER,
    PRIMARY KEY (generation, path)
  ) STRICT, WITHOUT ROWID;
`

/** The state database of one data directory, and the few shapes in which it is used. */
export interface State {
  readonly file: string
  readonly all: <Row>(sql: string, ...values: unknown[]) => Row[]
  readonly one: <Row>(sql: string, ...values: unknown[]) => Row | undefined
  readonly change: (sql: string, ...values: unknown[]) => number
  /** Everything in `work` or nothing. */
  readonly atomically: <T>(work: () => T) => T
  /** Another one after each change, whoever made it. */
  readonly moment: () => string
  /** Another one after each change that was made here. */
  readonly ownMoment: () => string
  /** The database as one file that needs no other beside it. */
  readonly bytes: () => Buffer
  /** From here on what lies at its place now, where another file was put there: by `replace`, or another process. */
  readonly follow: () => void
  /** Closed while `work` puts another file in its place. */
  readonly replace: <T>(work: () => Promise<T>) => Promise<T>
  readonly close: () => void
}

export function stateFile(dataDirectory: string): string {
  return path.join(dataDirectory, 'state.db')
}

const migrations = [
  schema,
  policy,
  keeping,
  addresses,
  auditing,
  openPgp,
  publishers,
  places,
  purging,
] as const

export function openState(dataDirectory: string): State {
  const file = stateFile(dataDirectory)
  let connection = openDatabase(file, migrations)
  let [opened, inode] = [1, inodeOf(file)]
  const reopen = () => {
    connection.close()
    connection = openDatabase(file, migrations)
    ;[opened, inode] = [opened + 1, inodeOf(file)]
    return connection
  }
  let isOver = false
  // It is closed where it could not be opened again: a disk that failed then may not fail now.
  const connected = () => (connection.open || isOver ? connection : reopen())
  const prepared = (sql: string) => connected().prepare(sql)
  const all = <Row>(sql: string, ...values: unknown[]) =>
    guarded(file, () => prepared(sql).all(...values) as Row[])
  const ownMoment = () => {
    const [row] = all<{ changes: number }>('SELECT total_changes() AS changes')
    return `${opened} ${row?.changes}`
  }
  return {
    file,
    all,
    one: <Row>(sql: string, ...values: unknown[]) =>
      guarded(file, () => prepared(sql).get(...values) as Row | undefined),
    change: (sql, ...values) =>
      guarded(file, () => counted(connected(), () => prepared(sql).run(...values).changes)),
    atomically: (work) => guarded(file, () => counted(connected(), work)),
    moment: () => `${ownMoment()} ${String(connected().pragma('data_version', { simple: true }))}`,
    ownMoment,
    bytes: () => guarded(file, () => asOneFile(connected().serialize())),
    follow: () => {
      const now = inodeOf(file)
      if (now !== null && now !== inode) reopen()
    },
    replace: async (work) => {
      connection.close()
      try {
        return await work()
      } finally {
        reopen()
      }
    },
    close: () => {
      isOver = true
      connection.close()
    },
  }
}

/**
 * Everything in `work` or nothing, and a change counted with it: a copy with the same count has to have the same content,
 * or one of the two was changed by something else.
 */
function counted<T>(connection: Connection, work: () => T): T {
  if (connection.inTransaction) return work()
  const changes = connection.prepare<[], number>('SELECT total_changes()').pluck()
  const changing = connection.transaction(() => {
    const before = changes.get()
    const answer = work()
    if (changes.get() !== before) connection.prepare(countOne).run()
    return answer
  })
  return changing.immediate()
}

const countOne = `INSERT INTO setting VALUES ('changes', '1')
  ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`

function inodeOf(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null
}

export function readSetting(state: State, key: string): string | null {
  return state.one<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value ?? null
}

export function writeSetting(state: State, key: string, value: string): void {
  state.change(
    'INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  )
}

export function deleteSetting(state: State, key: string): void {
  state.change('DELETE FROM setting WHERE key = ?', key)
}

/** Throws `state/damaged` also where a page is broken that nobody has asked for yet. */
export function checkState({ all, file }: Pick<State, 'all' | 'file'>): void {
  const [found] = all<{ quick_check: string }>('PRAGMA quick_check(1)')
  const answer = found?.quick_check ?? 'no answer'
  if (answer !== 'ok') throw new EngineError('state/damaged', { file, detail: answer.replaceAll('\n', ' ') })
}
