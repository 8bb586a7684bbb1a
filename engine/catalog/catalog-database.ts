import path from 'node:path'
import { EngineError, type Failure } from '../model/failure.ts'
import { type Connection, openDatabase, takeAway } from '../state/database.ts'

// Everything here can be made again from the verified index files, so it may be thrown away at any time.
const schema = `
  CREATE TABLE source (
    repository TEXT PRIMARY KEY,
    index_sha256 TEXT NOT NULL,
    about TEXT NOT NULL,
    advisories TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- rank: 0 is the newest release of its name in its repository. fits: for this machine's architecture.
  CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    repository TEXT NOT NULL,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    version TEXT NOT NULL,
    architecture TEXT NOT NULL,
    published TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX release_by_name ON release (name, repository, rank);
  CREATE INDEX release_by_repository ON release (repository, rank);

  CREATE TABLE provided (name TEXT NOT NULL, release INTEGER NOT NULL REFERENCES release ON DELETE CASCADE) STRICT;
  CREATE INDEX provided_by_name ON provided (name);
  CREATE INDEX provided_by_release ON provided (release);

  CREATE TABLE media (file TEXT NOT NULL, repository TEXT NOT NULL, entry TEXT NOT NULL,
    PRIMARY KEY (file, repository)) STRICT, WITHOUT ROWID;

  -- One row for the newest release of each name; rowid is its release.id.
  CREATE VIRTUAL TABLE words USING fts5(
    name, title, commands, summary, description, tags,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
`

/** Words are in `catalog.search` since. */
const withoutWords = 'DROP TABLE words'

/** By how many releases a picture is shown. What is known of older catalogs is put right by the next whole index. */
const countedMedia = 'ALTER TABLE media ADD COLUMN uses INTEGER NOT NULL DEFAULT 1'

/** What the last delta of a repository changed: see `change-log.ts`. */
const changes = `
  CREATE TABLE change (
    repository TEXT PRIMARY KEY,
    from_digest TEXT NOT NULL,
    to_digest TEXT NOT NULL,
    names TEXT NOT NULL,
    gone TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`

/**
 * Records move into blocks: see `record-blocks.ts`. Those that are there become blocks of one record, not packed, until
 * the next whole index.
 */
const recordBlocks = `
  CREATE TABLE block (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repository TEXT NOT NULL,
    records INTEGER NOT NULL,
    is_packed INTEGER NOT NULL,
    content BLOB NOT NULL
  ) STRICT;
  INSERT INTO block SELECT id, repository, 1, 0, CAST(record AS BLOB) FROM release;
  ALTER TABLE release ADD COLUMN block INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE release ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE release ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
  UPDATE release SET block = id, length = length(CAST(record AS BLOB));
  ALTER TABLE release DROP COLUMN record;
  ALTER TABLE release DROP COLUMN published;
  ALTER TABLE release DROP COLUMN manifest_sha256;
  DROP INDEX release_by_repository`

export const migrations = [schema, withoutWords, countedMedia, changes, recordBlocks] as const

export function openCatalog(dataDirectory: string): Connection {
  const file = fileIn(dataDirectory)
  try {
    return openDatabase(file, migrations)
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'state/damaged') throw error
    takeAway(file)
    return openDatabase(file, migrations)
  }
}

/**
 * Damage that only shows once somebody reads there: the next start makes the file again, and the next synchronization
 * fills it. What was verified of a repository lies elsewhere.
 */
export function dropDamagedCatalog(failure: Failure, dataDirectory: string): void {
  const file = fileIn(dataDirectory)
  if (failure.code === 'state/damaged' && failure.facts.file === file) takeAway(file)
}

function fileIn(dataDirectory: string): string {
  return path.join(dataDirectory, 'catalog.db')
}
