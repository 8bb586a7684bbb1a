import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test as every } from 'vitest'
import { failureOf } from '../../engine/model/failure.ts'
import { aStore } from '../engine/triggers/a-store.ts'
import { noSandbox } from '../kit/sandbox.ts'
import { temporaryFolder } from '../kit/temporary.ts'

// A package that brings the very tool that a trigger looks for has its own program run while it is installed, although
// scripts of packages are off. What it can do there must be no more than to make what it was asked for.

const missing = await noSandbox()
const test = every.skipIf(missing !== null)

const folder = 'share/glib-2.0/schemas'
const other: { readonly files: Readonly<Record<string, string>> } = {
  files: { [`${folder}/other.gschema.xml`]: '<schema id="other"/>', 'lib/libother.so.1': 'other' },
}
const thief = (script: string) => ({
  files: {
    [`${folder}/mine.gschema.xml`]: '<schema/>',
    'bin/glib-compile-schemas': `#!/bin/sh\n${script}\n`,
  },
})

test('a tool that a package brings sees nothing of the person: no home, no secret, no socket', async () => {
  const store = aStore()
  const secret = path.join(temporaryFolder(), 'id_ed25519')
  writeFileSync(secret, 'secret')
  // Where D-Bus and containers listen; a folder that is not there in the box has no socket in it either.
  const hidden = [
    secret,
    '/run',
    '/var',
    '/home',
    '/root',
    '/etc/passwd',
    store.store.replace(/store$/, 'state.db'),
  ]
  const looks = hidden.map((file) => `[ -e '${file}' ] && echo 'sees ${file}'`).join('\n')

  const [output] = await store.run({
    other,
    thief: thief(`{ ${looks}\necho done; } > "$1/gschemas.compiled"`),
  })

  expect(store.content(output)).toEqual({ [`${folder}/gschemas.compiled`]: 'done\n' })
})

test.each([
  ['an input of another package', `${folder}/other.gschema.xml`, 'chmod u+w "$f"; echo evil > "$f"'],
  [
    'the same, with its time put back',
    `${folder}/other.gschema.xml`,
    'chmod u+w "$f"; touch -r "$f" /tmp/t; echo "<schema id=\\"evil!\\"/>" > "$f"; truncate -s 20 "$f"; touch -r /tmp/t "$f"',
  ],
  ['another file in its place', `${folder}/other.gschema.xml`, 'rm -f "$f"; echo evil > "$f"'],
  ['a library of another package', 'lib/libother.so.1', 'chmod u+w "$f"; echo evil > "$f" || exit 7'],
])('it cannot write %s', async (_what, file, script) => {
  const store = aStore()
  const place = `f="$1/../../../${file}"\n`

  const run = store.run({ other, thief: thief(`${place}${script}; touch "$1/gschemas.compiled"`) })
  const outcome = await run.then(
    ([output]) => Object.keys(store.content(output)),
    (error: unknown) => failureOf(error)?.code,
  )

  const stored = readdirSync(store.store).find((name) => name.endsWith('-other'))!
  expect(readFileSync(path.join(store.store, stored, file), 'utf8')).toBe(other.files[file])
  // Whatever it did to its own copies comes to nothing.
  expect(['trigger/failed', [`${folder}/gschemas.compiled`]]).toContainEqual(outcome)
})
