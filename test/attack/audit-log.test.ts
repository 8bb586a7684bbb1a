import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { generateKeyPairSync } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type CheckedLog, checkLog } from '../../engine/audit/check-log.ts'
import { signedCheckpoint, verifierText } from '../../engine/audit/checkpoint.ts'
import { lineOf, noLine } from '../../engine/audit/line.ts'
import { logLines } from '../../engine/audit/log-files.ts'
import { emptyTree, leafOf, withLeaf } from '../../engine/audit/merkle.ts'
import type { AuditCheckpoint, AuditEntry } from '../../engine/model/audit.ts'
import { aMachine, failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'
import { aLog, type TestLog } from '../engine/audit/kit.ts'

type Line = AuditEntry | AuditCheckpoint

/** Ten lines: the key, and three changes of a line that begins, one that ends, and a checkpoint. */
async function aLongLog(): Promise<TestLog> {
  const log = aLog()
  for (const name of ['jq', 'curl', 'git']) await log.change(name)
  return log
}

const parsed = (text: string): Line => JSON.parse(text) as Line
const edited = (text: string, change: (line: Line) => Line): string => lineOf(change(parsed(text)))
const isEntry = (line: Line): line is AuditEntry => 'action' in line
const another = (line: Line): Line =>
  isEntry(line) ? { ...line, actor: { ...line.actor, user: 'eve' } } : line

/** Lines chained anew, with checkpoints that `key` signs: as whoever has the file, and that key, would do it. */
function rewritten(lines: readonly Line[], key = generateKeyPairSync('ed25519').privateKey): string[] {
  const verifier = verifierText(key)
  let tree = emptyTree
  let prev = noLine
  return lines.map((line) => {
    const place = { seq: tree.size, prev }
    const about = isEntry(line) && line.action === 'audit.key' ? { ...line, object: { key: verifier } } : line
    const text = lineOf(
      isEntry(about)
        ? { ...about, ...place }
        : { ...place, checkpoint: signedCheckpoint(tree, key, verifier) },
    )
    tree = withLeaf(tree, leafOf(text))
    prev = leafOf(text).toString('hex')
    return text
  })
}

const bad = ({ bad: found }: CheckedLog) => (found === null ? null : `${found.line} ${found.problem}`)

test('an entry that says something else than it did is named, whichever it is', async () => {
  const log = await aLongLog()
  const lines = log.lines()
  const found: (string | null)[] = []
  const places = [...lines.keys()].filter((at) => isEntry(parsed(lines[at]!)))

  for (const at of places) {
    log.write(lines.with(at, edited(lines[at]!, another)))
    found.push(bad(await log.check()))
  }

  expect(found).toEqual(places.map((at) => `${at + 1} changed`))
})

test('a line of which one character is another is named, whichever it is', async () => {
  const log = await aLongLog()
  const lines = log.lines()
  const wrong: string[] = []

  for (const at of lines.keys()) {
    const text = lines[at]!
    for (let place = at % 7; place < text.length; place += 7) {
      const other = String.fromCharCode(text.charCodeAt(place) === 0x30 ? 0x31 : 0x30)
      if (text[place] === other) continue
      log.write(lines.with(at, text.slice(0, place) + other + text.slice(place + 1)))
      const found = await log.check()
      // A line that claims another place is told where it stands, or by the line before it.
      const isNamed = found.bad !== null && [at, at + 1].includes(found.bad.line)
      if (!isNamed) wrong.push(`line ${at + 1}, character ${place}: ${JSON.stringify(found.bad)}`)
    }
  }

  expect(wrong).toEqual([])
})

test('a line that was taken out is missed where it was', async () => {
  const log = await aLongLog()
  const lines = log.lines()
  const found: (string | null)[] = []

  for (const at of lines.keys()) {
    log.write(lines.toSpliced(at, 1))
    found.push(bad(await log.check()))
  }

  expect(found).toEqual(lines.map((_, at) => `${at + 1} missing`))
})

test('lines that changed places, and lines that were put between others, are found', async () => {
  const log = await aLongLog()
  const lines = log.lines()

  log.write(lines.with(4, lines[5]!).with(5, lines[4]!))
  const swapped = bad(await log.check())
  log.write(lines.toSpliced(5, 0, edited(lines[5]!, another)))
  const inserted = bad(await log.check())

  expect({ swapped, inserted }).toEqual({ swapped: '5 missing', inserted: '6 inserted' })
})

test('a log that ends sooner than it did is found, also where another change was written behind the cut', async () => {
  const log = await aLongLog()
  const lines = log.lines()
  const cuts = [9, 7, 4, 1, 0]
  const found: (string | null)[] = []

  for (const length of cuts) {
    log.write(lines.slice(0, length))
    found.push(bad(await log.check()))
  }
  log.write(lines.slice(0, 4))
  await log.change('nmap')
  const behind = bad(await log.check())

  expect(found).toEqual(['10 missing', '8 missing', '5 missing', '2 missing', '1 missing'])
  expect(behind).toBe('5 missing')
})

test('a log that is gone, or one of its files, is found', async () => {
  const log = await aLongLog()
  const long = 'x'.repeat(400_000)
  while (log.files().length < 3) await log.change(long)
  rmSync(path.join(log.folder, '000002.jsonl'))
  const { bad: gap } = await log.check()
  rmSync(log.folder, { recursive: true })
  const { bad: gone } = await log.check()

  expect([gap, gone]).toEqual([
    { file: '000003.jsonl', line: 1, problem: 'missing' },
    { file: '000001.jsonl', line: 1, problem: 'missing' },
  ])
})

test.each([
  ['by nobody', (done: AuditEntry) => [done], 1],
  ['with a key of their own, which the log names', (done: AuditEntry) => [keyEntry(done), done, null], 2],
])(
  'lines that somebody put behind the end, signed %s, are told by whoever writes next',
  async (_, forge, lines) => {
    const log = await aLongLog()
    const own = log.lines()
    log.write([...own, ...following(own, forge(parsed(own.at(-2)!) as AuditEntry))])

    await log.change('nmap')

    const told = log
      .lines()
      .map(parsed)
      .filter(isEntry)
      .filter(({ action }) => action === 'audit.found')
    expect(told.map(({ object }) => object)).toEqual([{ lines }])
    expect(bad(await log.check())).toBeNull()
  },
)

const stranger = generateKeyPairSync('ed25519').privateKey

function keyEntry(entry: AuditEntry): AuditEntry {
  return { ...entry, action: 'audit.key', object: { key: verifierText(stranger) } }
}

/** Lines that follow from others, as anybody can write them: null is a checkpoint over all before it. */
function following(own: readonly string[], more: readonly (AuditEntry | null)[]): string[] {
  const lines = [...own]
  for (const entry of more) {
    const tree = lines.reduce((before, text) => withLeaf(before, leafOf(text)), emptyTree)
    const place = { seq: tree.size, prev: leafOf(lines.at(-1)!).toString('hex') }
    const checkpoint = () => signedCheckpoint(tree, stranger, verifierText(stranger))
    lines.push(lineOf(entry === null ? { ...place, checkpoint: checkpoint() } : { ...entry, ...place }))
  }
  return lines.slice(own.length)
}

test('a log that was written anew, chained and signed with another key, is found', async () => {
  const log = await aLongLog()
  const lines = log.lines().map(parsed)

  const { checkpoint } = await log.check()
  log.write(rewritten(lines.with(4, another(lines[4]!))))

  expect(bad(await log.check())).toBe('1 key')
  // Also for whoever kept nothing of it but the key.
  const onlyKey = { trees: [], signer: checkpoint!.verifier }
  expect(bad(await checkLog(logLines(log.folder), onlyKey))).toBe('1 key')
})

test('a log that was written anew from some line on, by somebody without the key, is found at the first line that no checkpoint holds', async () => {
  const log = await aLongLog()
  const lines = log.lines()
  const rest = rewritten(lines.map(parsed).with(4, another(parsed(lines[4]!))))

  // Chained onto what was left as it was, with the old signatures.
  let prev = leafOf(lines[3]!).toString('hex')
  const forged = lines.slice(4).map((text, index) => {
    const line = parsed(rest[index + 4]!)
    const made = lineOf(isEntry(line) ? { ...line, prev } : { ...parsed(text), prev })
    prev = leafOf(made).toString('hex')
    return made
  })
  log.write([...lines.slice(0, 4), ...forged])

  expect(bad(await log.check())).toBe('5 changed')
})

test('even with the key, what was written anew does not fit what the state database kept', async () => {
  const log = await aLongLog()
  const { createPrivateKey } = await import('node:crypto')
  const key = createPrivateKey(readFileSync(path.join(log.folder, 'signing.key')))
  const lines = log.lines().map(parsed)

  log.write(rewritten(lines.with(4, another(lines[4]!)), key))

  expect(bad(await log.check())).toBe('1 changed')
})

test('what is no line of a log is named', async () => {
  const log = await aLongLog()
  const lines = log.lines()
  const forms = [
    '',
    '{}',
    'null',
    '\u001b[2J',
    lines[4]!.replace('{', '{ '),
    lines[4]!.replace('"seq":4', '"seq":4,"seq":4'),
    '['.repeat(100_000),
    `{"seq":4,"__proto__":{}}`,
  ]
  const found: (string | null)[] = []

  for (const form of forms) {
    log.write(lines.with(4, form))
    found.push(bad(await log.check()))
  }

  expect(found).toEqual(forms.map(() => '5 format'))
})

const canary = 'canary-5f2c'

test('no token, password or key that was given to a command is in the log', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aMachine()
  const addresses = [
    `https://ada:${canary}@example.test/`,
    `https://ada:a/${canary}@example.test/`,
    `https://example.test/?token=${canary}`,
    `https://example.test/#${canary}`,
    `file:///nowhere?${canary}`,
    `https:\\\\ada:${canary}@example.test`,
    ...['https:', 'https:/', 'HTTPS:\t//'].map((start) => `${start}ada:${canary}@h.test/?${canary}`),
    `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`,
  ]
  const { fingerprint } = repository

  for (const url of addresses) {
    const add = machine.engine.run('repository.add', { name: 'main', url, fingerprint }, { signal: never })
    await failureFrom(add)
  }

  const text = readFileSync(path.join(machine.data, 'audit/000001.jsonl'), 'utf8')
  const { entries } = await machine.engine.run('audit.list', {}, { signal: never })
  expect(text).not.toContain(canary)
  expect(entries.filter(({ outcome }) => outcome === 'failed').length).toBe(addresses.length)
})

test('what was refused is in the log with its code, and nothing was changed', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await failureFrom(machine.use({ ...repository, fingerprint: '0'.repeat(64) }, server.url))
  await machine.use(repository, server.url)
  const artifact = path.join(repository.folder, 'packages/editor-1.0-universal.tar.xz')
  writeFileSync(artifact, Buffer.from(readFileSync(artifact)).fill(0, 100, 200))
  await failureFrom(machine.change(wanting('editor')))

  const { entries } = await machine.engine.run('audit.list', {}, { signal: never })
  const verified = await machine.engine.run('audit.verify', {}, { signal: never })

  expect(entries.map(({ action, outcome, failure }) => [action, outcome, failure?.code])).toEqual([
    ['plan.apply', 'failed', 'trust/artifact'],
    ['repository.add', 'done', undefined],
    ['repository.add', 'failed', 'trust/fingerprint-mismatch'],
    ['audit.key', 'done', undefined],
  ])
  expect(await machine.installed()).toEqual([])
  expect(verified).toMatchObject({ bad: null, unsigned: 0 })
})
