import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../../kit/temporary.ts'
import { testWhere } from '../../kit/where.ts'

/** Somebody without any right: root is kept out by no mode. */
const user = 65_534
const isRoot = process.getuid?.() === 0
const under = isRoot ? ['setpriv', '--reuid', String(user), '--regid', String(user), '--clear-groups'] : []
const checkout = path.join(import.meta.dirname, '../../..')

function asUser(...words: string[]): string {
  const [first, ...rest] = [...under, ...words]
  return execFileSync(first!, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

function mayRead(): boolean {
  try {
    asUser(process.execPath, '--eval', `require('node:fs').readFileSync('${checkout}/package.json')`)
    return true
  } catch {
    return false
  }
}

/** What somebody who is not root meets, who opens `state.db` and takes the lock. */
const look = `
  const [data] = process.argv.slice(1)
  const { openDatabase } = await import('${checkout}/engine/state/database.ts')
  const { tryAcquire } = await import('${checkout}/engine/state/lock.ts')
  const failureOf = (work) => {
    try { work(); return null } catch ({ code, facts }) { return { code, facts } }
  }
  console.log(JSON.stringify({
    opened: failureOf(() => openDatabase(data + '/other.db', ['CREATE TABLE a (b)']).close()),
    locked: failureOf(() => tryAcquire({ dataDirectory: data, command: 'test', now: Date.now })()),
  }))
`

testWhere(mayRead(), 'a checkout that an ordinary user may read')(
  'a note of the lock that is closed keeps nobody out, and a closed database is named, not its folder',
  () => {
    const data = temporaryFolder()
    const [note, theirs] = [path.join(data, 'lock.json'), path.join(data, 'other.db')]
    writeFileSync(note, '', { mode: 0o000 })
    // Of somebody else, where there is one: nobody opens it by being its owner.
    writeFileSync(theirs, '')
    chmodSync(theirs, isRoot ? 0o600 : 0o000)
    if (isRoot) for (const place of [data, note]) chownSync(place, user, user)

    const told: unknown = JSON.parse(asUser(process.execPath, '--input-type=module', '--eval', look, data))

    const opened = isRoot ? { code: 'disk/denied', facts: { path: theirs } } : null
    expect(told).toEqual({ opened, locked: null })
    expect(() => readFileSync(note)).toThrow(/ENOENT/)
  },
)
