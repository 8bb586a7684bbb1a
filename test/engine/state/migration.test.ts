import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { putHold, putPin, readStoredPolicy } from '../../../engine/state/policy.ts'
import { getRepository, insertRepository, listRepositories } from '../../../engine/state/repositories.ts'
import { openState, readSetting } from '../../../engine/state/state.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { temporaryFolder } from '../../kit/temporary.ts'

/** The tables of release 0.1.0, as it made them. */
const firstRelease = `
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE repository (
    name TEXT PRIMARY KEY, url TEXT NOT NULL, description TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1,
    priority INTEGER NOT NULL, fingerprint TEXT NOT NULL, trusted_root BLOB NOT NULL, last_sync TEXT, problem TEXT,
    marks TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE generation (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, request TEXT, packages INTEGER NOT NULL, changes TEXT NOT NULL
  ) STRICT;
  CREATE TABLE installed (name TEXT PRIMARY KEY, release TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE journal (target INTEGER PRIMARY KEY, origin INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
  INSERT INTO setting VALUES ('generation', '7');
  INSERT INTO repository VALUES ('main', 'file:///srv/', '', 1, 5, 'ab', x'00', NULL, NULL, NULL);
  INSERT INTO installed VALUES ('jq', '{"name":"jq"}');
  PRAGMA user_version = 1;
`
const nothingSet = { holds: [], pins: [], protected: [], owners: [], development: false }

test('a state database of the first release keeps what it held and learns of policy', () => {
  const folder = temporaryFolder()
  const old = new Database(path.join(folder, 'state.db'))
  old.exec(firstRelease)
  old.close()

  const state = openState(folder)
  atTheEnd(() => state.close())
  const before = readStoredPolicy(state)
  putHold(state, 'jq')
  putPin(state, { name: 'curl', version: '< 9', repository: null })

  expect({
    before,
    after: readStoredPolicy(state),
    generation: readSetting(state, 'generation'),
    priority: getRepository(state, 'main').priority,
    installed: state.all('SELECT * FROM installed'),
  }).toEqual({
    before: nothingSet,
    after: {
      ...nothingSet,
      holds: ['jq'],
      pins: [{ name: 'curl', version: '< 9', repository: null }],
    },
    generation: '7',
    priority: 5,
    installed: [{ name: 'jq', release: '{"name":"jq"}' }],
  })
})

test('repositories of before keep their order by name, and those that come later come behind them', () => {
  const folder = temporaryFolder()
  const old = new Database(path.join(folder, 'state.db'))
  old.exec(firstRelease)
  old.exec("INSERT INTO repository VALUES ('corp', 'file:///corp/', '', 1, 5, 'cd', x'00', NULL, NULL, NULL)")
  old.close()

  const state = openState(folder)
  atTheEnd(() => state.close())
  const added = { ...getRepository(state, 'main'), url: 'file:///aaa/', name: 'aaa' }
  insertRepository(state, added)
  insertRepository(state, { ...added, name: 'first', priority: 6 })

  expect(listRepositories(state).map(({ name }) => name)).toEqual(['first', 'corp', 'main', 'aaa'])
})

test('a database that is up to date is opened again and again as it is', () => {
  const folder = temporaryFolder()
  const first = openState(folder)
  putHold(first, 'jq')
  first.close()

  const second = openState(folder)
  const policy = readStoredPolicy(second)
  second.close()

  expect(policy).toEqual({ ...nothingSet, holds: ['jq'] })
})
