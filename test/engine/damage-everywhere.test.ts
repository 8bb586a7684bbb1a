import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { OperationFailed } from '../../engine/index.ts'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { isFull } from '../kit/full.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

// Whatever stands in the place of any file of the data directory: it is told by its name or does not matter, nothing that
// was installed is lost, and a repair or moving it away leads out.

const damages = {
  scrawled: (file: string) => writeFileSync(file, 'what a person wrote\n'.repeat(500)),
  empty: (file: string) => writeFileSync(file, ''),
  gone: (file: string) => rmSync(file),
  'a pipe': (file: string) => void (rmSync(file), execFileSync('mkfifo', [file])),
  'an empty folder': (file: string) => void (rmSync(file), mkdirSync(file)),
  'a folder of theirs': (file: string) =>
    void (rmSync(file), mkdirSync(path.join(file, 'theirs'), { recursive: true })),
} as const

/** What keeps a change out, and moving it away lets in again. */
const toBeMoved: Partial<Record<keyof typeof damages, readonly string[]>> = {
  'a pipe': ['audit/000001.jsonl', 'audit/signing.key', 'lock.db'],
  'a folder of theirs': [
    'audit/000001.jsonl',
    'audit/signing.key',
    'generations/2.json',
    'lock.db',
    'profile/current',
  ],
}

/** A machine that has seen something of everything, and the files that the program wrote there. */
async function aLivedInMachine() {
  const repository = await aRepository(
    release('editor', '1.0').withFile('etc/editor.conf', 'theme = light\n'),
    release('editor', '2.0').withFile('etc/editor.conf', 'theme = dark\n'),
    release('spell', '1.0'),
  )
  const machine = await aMachine()
  await machine.use(repository)
  await machine.change({ kind: 'install', packages: [{ name: 'editor', version: '1.0' }], force: false })
  await machine.change({ kind: 'update' })
  await machine.engine.run('package.info', { name: 'spell', files: true }, { signal: never })
  await machine.engine.run('catalog.search', { query: 'spell' }, { signal: never })
  await machine.engine.close()
  // Packages and what is downloaded have tests of their own.
  const others = /^(?:store|profile\/trees\/[A-Z]|config|cache|config\.toml)(?:\/|$)/
  const files = readdirSync(machine.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(machine.data, path.join(entry.parentPath, entry.name)))
    .filter((name) => !others.test(name))
  return { data: machine.data, files: [...files, 'lock.json', 'exports.json', 'pages.json'].toSorted() }
}

/** Each takes a third of a second. */
const stride = isFull ? 1 : 4

type Way = 'by itself' | 'repaired' | 'moved away'

/** How a change came about in the end; `known` failures name the file and are no bugs. */
async function wayOut(machine: Machine, file: string): Promise<Way> {
  const failure = await failureOf(machine.install('spell'))
  if (failure === null) return 'by itself'
  expect(failure).toMatchObject({ code: 'state/damaged', facts: { file } })
  // What repositories offer is asked for anew.
  await failureOf(machine.engine.run('repository.sync', {}, { signal: never }))
  const repair = async () => machine.engine.run('package.restore', {}, { signal: never })
  if ((await failureOf(repair())) === null && (await failureOf(machine.install('spell'))) === null)
    return 'repaired'
  renameSync(file, path.join(temporaryFolder(), 'theirs'))
  await repair()
  await machine.install('spell')
  return 'moved away'
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof OperationFailed) return error.failure
      throw error
    },
  )
}

test.each(Object.keys(damages) as (keyof typeof damages)[])('%s in the place of each file', async (kind) => {
  const { data, files } = await aLivedInMachine()
  const ways: Record<string, Way> = {}

  const start = Math.floor(Math.random() * stride)
  console.log(`every ${stride}th of ${files.length} files, from ${start}`)
  const chosen = files.filter((_, at) => at % stride === start)

  for (const name of chosen) {
    const copy = temporaryFolder()
    cpSync(data, copy, { recursive: true, verbatimSymlinks: true })
    const file = path.join(copy, name)
    writeFileSync(file, '', { flag: 'a' })
    damages[kind](file)
    const machine = await aMachine({}, copy)
    ways[name] = await wayOut(machine, file)
    expect([name, await machine.installed(), machine.run('spell')]).toEqual([
      name,
      ['editor 2.0', 'spell 1.0'],
      'spell 1.0: \n',
    ])
    await machine.engine.close()
  }

  const moved = Object.keys(ways).filter((name) => ways[name] === 'moved away')
  expect(moved).toEqual((toBeMoved[kind] ?? []).filter((name) => chosen.includes(name)))
})
