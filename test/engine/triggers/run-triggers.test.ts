import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { failureOf } from '../../../engine/model/failure.ts'
import { layoutOf } from '../../../engine/store/layout.ts'
import { sweepLeftovers } from '../../../engine/store/sweep.ts'
import { runTriggers } from '../../../engine/triggers/run-triggers.ts'
import { aStore, unboxed } from './a-store.ts'

const schema = (id: string) => ({
  files: { [`share/glib-2.0/schemas/${id}.gschema.xml`]: `<schema id="${id}"/>` },
})
const compile = 'cat "$1"/*.xml > "$1/gschemas.compiled"'

test('what a tool makes is an output of the store, read-only and listed', async () => {
  const store = aStore(unboxed())
  store.tool('glib-compile-schemas', compile)

  const [output] = await store.run({ a: schema('a'), b: schema('b') })

  expect(output).toMatchObject({
    id: 'gsettings',
    directory: expect.stringMatching(/^trigger-gsettings-[0-9a-f]{12}$/),
    files: [
      { type: 'directory', path: 'share' },
      { type: 'directory', path: 'share/glib-2.0' },
      { type: 'directory', path: 'share/glib-2.0/schemas' },
      { type: 'file', path: 'share/glib-2.0/schemas/gschemas.compiled', mode: 0o644, size: 32 },
    ],
  })
  const folder = path.join(store.store, output!.directory)
  expect(store.content(output)).toEqual({
    'share/glib-2.0/schemas/gschemas.compiled': '<schema id="a"/><schema id="b"/>',
  })
  expect(lstatSync(path.join(folder, 'share/glib-2.0/schemas/gschemas.compiled')).mode & 0o777).toBe(0o444)
  expect(JSON.parse(readFileSync(path.join(folder, '.multios/trigger.json'), 'utf8'))).toEqual({
    ...{ format: 1, id: 'gsettings', key: output!.key, files: output!.files },
  })
  expect(store.made()).toEqual([output!.directory])
})

test('the same input runs nothing, whatever the order of packages and whatever else is there', async () => {
  const store = aStore(unboxed())
  store.tool('glib-compile-schemas', compile)

  const first = await store.run({ a: schema('a'), b: schema('b') })
  const again = await store.run({ b: schema('b'), other: { files: { 'bin/other': 'x' } }, a: schema('a') })

  expect(again).toEqual(first)
  expect(store.runs('glib-compile-schemas')).toBe(1)
})

test('another input runs once, and going back runs nothing', async () => {
  const store = aStore(unboxed())
  store.tool('glib-compile-schemas', compile)
  const first = await store.run({ a: schema('a') })

  const second = await store.run({ a: schema('a'), b: schema('b') })
  const back = await store.run({ a: schema('a') })

  expect(second[0]?.key).not.toBe(first[0]?.key)
  expect([back, store.runs('glib-compile-schemas')]).toEqual([first, 2])
})

test('another tool makes it again, and no input makes nothing', async () => {
  const store = aStore(unboxed())
  store.tool('glib-compile-schemas', compile)
  await store.run({ a: schema('a') })
  store.tool('glib-compile-schemas', `${compile} # newer`)

  await store.run({ a: schema('a') })

  expect(store.runs('glib-compile-schemas')).toBe(2)
  expect(await store.run({ other: { files: { 'bin/other': 'x' } } })).toEqual([])
})

test('an output that is no longer whole is made again', async () => {
  const store = aStore(unboxed())
  store.tool('glib-compile-schemas', compile)
  const [output] = await store.run({ a: schema('a') })
  rmSync(path.join(store.store, output!.directory, 'share'), { recursive: true })

  const [again] = await store.run({ a: schema('a') })

  expect([again, store.runs('glib-compile-schemas')]).toEqual([output, 2])
  expect(Object.keys(store.content(again))).toEqual(['share/glib-2.0/schemas/gschemas.compiled'])
})

test('a tool that is missing, or would load code unboxed, is noted and makes nothing', async () => {
  const store = aStore(unboxed())
  store.tool('gdk-pixbuf-query-loaders', 'echo loaded')

  const outputs = await store.run({
    a: schema('a'),
    b: { files: { 'lib/x/gdk-pixbuf-2.0/2.10.0/loaders/svg.so': 'x' } },
  })

  expect([outputs, store.runs('gdk-pixbuf-query-loaders')]).toEqual([[], 0])
  expect(store.notes).toEqual([
    { trigger: 'gsettings', reason: 'no-tool', detail: 'glib-compile-schemas' },
    { trigger: 'gdk-pixbuf', reason: 'no-box', detail: 'gdk-pixbuf-query-loaders' },
  ])
})

test('a required tool that fails stops the change, and nothing is left of it', async () => {
  const store = aStore(unboxed())
  store.tool('glib-compile-schemas', 'echo "no such key" >&2; exit 1')

  const failure = await store.run({ a: schema('a') }).then(() => null, failureOf)

  const facts = { trigger: 'gsettings', detail: 'no such key' }
  expect(failure).toEqual({ code: 'trigger/failed', facts })
  expect(store.made()).toEqual([])
})

const mimeType = { files: { 'share/mime/packages/x.xml': '<x/>' } }

test.each([
  ['says why', 'echo broken >&2; exit 3', 'broken'],
  ['says nothing', 'exit 3', 'ended with 3'],
  ['takes too long', 'sleep 60', 'ended with SIGKILL'],
  [
    'writes into its input',
    'echo more >> "$1/packages/x.xml"',
    'changed its input: share/mime/packages/x.xml',
  ],
  ['links to elsewhere', 'ln -s /etc/passwd "$1/x"', 'made a link that leaves: share/mime/x'],
])('a tool of comfort that %s is noted, and the change goes on', async (_what, script, detail) => {
  const store = aStore(`${unboxed()}:/nowhere`)
  store.tool('update-mime-database', script.replace('ln ', '/bin/ln '))
  store.tool('glib-compile-schemas', compile)

  const outputs = await store.run(
    { a: schema('a'), b: mimeType },
    { patience: script === 'sleep 60' ? 300 : 30_000 },
  )

  expect(outputs.map(({ id }) => id)).toEqual(['gsettings'])
  expect(store.notes).toEqual([{ trigger: 'mime', reason: 'failed', detail }])
  expect(store.made()).toHaveLength(1)
})

test('cancelling stops the tool and what it started, and leaves nothing', async () => {
  const store = aStore(unboxed())
  const alive = path.join(store.data, 'alive')
  store.tool(
    'glib-compile-schemas',
    `sleep 600 & echo $$ $! > '${alive}.new'; /bin/mv '${alive}.new' '${alive}'; wait`,
  )
  const stopping = new AbortController()
  const reason = new Error('stop')
  const watching = watch(store.data, (_event, name) => {
    if (name === 'alive') stopping.abort(reason)
  })

  await expect(runTriggers(store.options({ a: schema('a') }), stopping.signal)).rejects.toBe(reason)
  watching.close()

  expect(store.made()).toEqual([])
  const processes = readFileSync(alive, 'utf8').trim().split(' ')
  expect(processes.filter((id) => existsSync(`/proc/${id}/root`))).toEqual([])
})

test('killed in the middle, only unfinished folders are left, and they are swept', async () => {
  const store = aStore(unboxed())
  const packages = JSON.stringify({ a: schema('a') })
  const script = path.join(import.meta.dirname, 'trigger-child.ts')
  store.tool('glib-compile-schemas', 'kill -9 $PPID; exit 1')
  const { PATH } = store.options({}).environment
  const child = spawn(process.execPath, [script, store.data, packages], { env: { PATH }, stdio: 'inherit' })

  const [, ended] = (await once(child, 'close')) as [number | null, string | null]

  expect(ended).toBe('SIGKILL')
  expect(store.made().every((name) => name.startsWith('.new-'))).toBe(true)
  expect(store.made()).not.toEqual([])
  await sweepLeftovers(layoutOf(store.data))
  expect(readdirSync(store.store).filter((name) => name.includes('trigger'))).toEqual([])
})

test('alternatives lead to the highest priority that is there, with what belongs to it', async () => {
  const store = aStore(unboxed())
  const awk = (program: string, priority: number) => ({
    files: { [`bin/${program}`]: program, [`share/man/${program}.1`]: program },
    alternatives: [
      {
        ...{ name: 'awk', link: 'bin/awk', path: `bin/${program}`, priority },
        slaves: [{ name: 'awk.1', link: 'share/man/man1/awk.1', path: `share/man/${program}.1` }],
      },
    ],
  })
  const missing = { name: 'awk', link: 'bin/awk', path: 'bin/none', priority: 99 }
  const taken = { name: 'vi', link: 'bin/vi', path: 'bin/gawk', priority: 1 }
  const folder = { name: 'mpi', link: 'include/mpi', path: 'lib/mpi', priority: 1 }
  const odd = { files: { 'bin/vi': 'vi', 'lib/mpi/mpi.h': 'x' }, alternatives: [missing, taken, folder] }

  const [both] = await store.run({ mawk: awk('mawk', 5), gawk: awk('gawk', 10), odd })
  const [one] = await store.run({ mawk: awk('mawk', 5), odd })

  expect(both?.id).toBe('alternatives')
  expect(store.content(both)).toEqual({
    ...{ 'bin/awk': '-> gawk', 'share/man/man1/awk.1': '-> ../gawk.1' },
    'include/mpi': '-> ../lib/mpi',
  })
  expect(store.content(one)).toEqual({
    ...{ 'bin/awk': '-> mawk', 'share/man/man1/awk.1': '-> ../mawk.1' },
    'include/mpi': '-> ../lib/mpi',
  })
})

test('configuration is copied from its pattern, and never over what a package brought', async () => {
  const store = aStore(unboxed())
  const copies = [
    { from: 'share/a/a.conf', to: 'etc/a/a.conf' },
    { from: 'share/a/a.conf', to: 'etc/b.conf' },
    { from: 'share/a/none', to: 'etc/none' },
  ]

  const [output] = await store.run({
    a: { files: { 'share/a/a.conf': 'pattern' }, conf_copies: copies },
    b: { files: { 'etc/b.conf': 'b' } },
  })

  expect(output?.id).toBe('confcopy')
  expect(store.content(output)).toEqual({ 'etc/a/a.conf': 'pattern' })
})
