import path from 'node:path'
import { collisionKey } from '../base/collision-key.ts'
import { failureOf } from '../model/failure.ts'
import type { FileEntry, Manifest } from '../model/manifest.ts'
import { type Connection, guarded, openDatabase, takeAway } from './database.ts'
import { keptAnswers } from './kept-answers.ts'

const schema = `
  CREATE TABLE release (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
  -- Every path of a release; fold is a hash of the folded path.
  CREATE TABLE file (
    path TEXT NOT NULL,
    release INTEGER NOT NULL,
    type INTEGER NOT NULL,
    fold INTEGER NOT NULL,
    PRIMARY KEY (path, release)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_of_release ON file (release);
  CREATE INDEX file_by_fold ON file (fold);
`
const types = ['directory', 'file', 'symlink'] as const

/** A path, and a release of the store that brings it. */
export interface Owned {
  readonly path: string
  readonly type: FileEntry['type']
  readonly digest: string
  readonly name: string
}

/**
 * Which release of the store brings which path. Made from manifests, and made again where it is lost: the manifests
 * are the truth. With it a change looks only at the paths that it touches.
 */
export interface FileIndex {
  /** Those that are not known yet are read. */
  readonly know: (digests: readonly string[], manifestOf: (digest: string) => Manifest) => void
  /** Forgets all others. */
  readonly keepOnly: (digests: readonly string[]) => void
  /** Paths of `digest` that other releases bring too, where not both are directories. */
  readonly sharedWith: (digest: string) => Owned[]
  /** Paths of others that differ from one of `digest` only in a way that some file systems do not see. */
  readonly lookAlikes: (digest: string) => (Owned & { readonly own: string })[]
  readonly ownersOf: (path: string) => Owned[]
  /** One of these releases that brings a path; a wide directory has hundreds. */
  readonly anyOwnerOf: (path: string, among: Pick<ReadonlySet<string>, 'has'>) => string | null
  readonly close: () => void
}

interface Row {
  readonly path: string
  readonly type: number
  readonly digest: string
  readonly name: string
}

export function openFileIndex(dataDirectory: string): FileIndex {
  const file = path.join(dataDirectory, 'files.db')
  const database = openOrMakeAgain(file)
  // What is lost is made again, so nothing waits for a disk here.
  if (!database.memory) database.pragma('synchronous = NORMAL')
  const prepared = (sql: string) => database.prepare<unknown[], Row & { own: string }>(sql)
  const [sharing, alike, owning, digests] = [
    sharingSql,
    alikeSql,
    owningSql,
    'SELECT digest FROM release',
  ].map(prepared)
  const all = (statement: typeof sharing, ...values: unknown[]) =>
    undamaged(file, () => statement!.all(...values))
  const add = adderTo(database)
  // A release is always of the same paths: which ones are known, decides what is answered.
  const kept = keptAnswers<Row & { own: string }>()
  const about = (statement: typeof sharing, question: string, digest: string) =>
    kept.get(`${question} ${digest}`, () => all(statement, digest))
  return {
    know: (wanted, manifestOf) => {
      const known = all(digests).map(({ digest }) => digest)
      kept.knowing(known)
      const before = new Set(known)
      const missing = [...new Set(wanted)].filter((digest) => !before.has(digest))
      if (missing.length === 0) return
      kept.knowing(null)
      const manifests = missing.map((digest) => [digest, manifestOf(digest)] as const)
      undamaged(file, () =>
        database
          .transaction(() => {
            for (const [digest, manifest] of manifests) add(digest, manifest)
          })
          .immediate(),
      )
    },
    keepOnly: (needed) => {
      kept.knowing(null)
      const held = new Set(needed)
      const unneeded = all(digests).flatMap(({ digest }) => (held.has(digest) ? [] : [digest]))
      if (unneeded.length > 0) undamaged(file, () => forgetAll(database, unneeded))
    },
    sharedWith: (digest) => about(sharing, 'sharing', digest).map(ownedOf),
    lookAlikes: (digest) =>
      about(alike, 'alike', digest)
        // The hash only says that it may be.
        .filter((row) => collisionKey(row.path) === collisionKey(row.own))
        .map((row) => ({ ...ownedOf(row), own: row.own })),
    ownersOf: (place) =>
      all(owning, place)
        .map(ownedOf)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    anyOwnerOf: (place, among) =>
      undamaged(file, () => {
        for (const { digest } of owning!.iterate(place)) if (among.has(digest)) return digest
        return null
      }),
    close: () => database.close(),
  }
}

const sharingSql = `
  SELECT other.path, other.type, release.digest, release.name
  FROM release AS mine
  JOIN file AS own ON own.release = mine.id
  JOIN file AS other ON other.path = own.path AND other.release <> mine.id
  JOIN release ON release.id = other.release
  WHERE mine.digest = ? AND NOT (own.type = 0 AND other.type = 0)`
const alikeSql = `
  SELECT own.path AS own, other.path, other.type, release.digest, release.name
  FROM release AS mine
  JOIN file AS own ON own.release = mine.id
  JOIN file AS other ON other.fold = own.fold AND other.path <> own.path AND other.release <> mine.id
  JOIN release ON release.id = other.release
  WHERE mine.digest = ?`
const owningSql = `
  SELECT file.path, file.type, release.digest, release.name
  FROM file JOIN release ON release.id = file.release
  WHERE file.path = ?`

function ownedOf({ path: place, type, digest, name }: Row): Owned {
  return { path: place, type: types[type]!, digest, name }
}

function adderTo(database: Connection): (digest: string, manifest: Manifest) => void {
  const insertRelease = database.prepare('INSERT OR IGNORE INTO release (digest, name) VALUES (?, ?)')
  const insertFile = database.prepare('INSERT INTO file (path, release, type, fold) VALUES (?, ?, ?, ?)')
  return (digest, { name, files }) => {
    const { lastInsertRowid: id, changes } = insertRelease.run(digest, name)
    // Another process was quicker.
    if (changes === 0) return
    for (const { path: place, type } of files)
      insertFile.run(place, id, types.indexOf(type), hashOf(collisionKey(place)))
  }
}

function forgetAll(database: Connection, digests: readonly string[]): void {
  const files = database.prepare('DELETE FROM file WHERE release = (SELECT id FROM release WHERE digest = ?)')
  const releases = database.prepare('DELETE FROM release WHERE digest = ?')
  database
    .transaction(() => {
      for (const digest of digests) {
        files.run(digest)
        releases.run(digest)
      }
    })
    .immediate()
}

function openOrMakeAgain(file: string): Connection {
  try {
    return undamaged(file, () => openDatabase(file, [schema]))
  } catch (error) {
    if (failureOf(error)?.code !== 'state/damaged') throw error
    return openDatabase(file, [schema])
  }
}

/** Damage is an answer to nobody: what is damaged is removed, and made again by whoever opens it next. */
function undamaged<T>(file: string, work: () => T): T {
  try {
    return guarded(file, work)
  } catch (error) {
    if (failureOf(error)?.code === 'state/damaged') takeAway(file)
    throw error
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
