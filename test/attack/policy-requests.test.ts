import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createEngine, type Person } from '../../engine/index.ts'
import {
  anAskingMachine,
  asking,
  type AskingMachine,
  codeOf,
  grace,
  ourUid,
} from '../kit/an-asking-machine.ts'
import { failureFrom, wanting } from '../kit/a-machine.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

const isRoot = ourUid === 0
const stranger: Person = { name: 'mallory', uid: 65_534, groups: ['staff'] }

let machine: AskingMachine
beforeEach(async () => {
  machine = await anAskingMachine()
})

describe('who may do what is decided by whose files they are:', () => {
  test('nobody but the owner of the policy file decides, whatever roles there are', async () => {
    const { id } = await machine.ask()
    const roles = { operator: ['*'], 'security-admin': ['*'] }
    const without = await machine.multiosPm(['policy', 'approve', id], stranger)
    machine.govern({ ...asking, requests: machine.spool, roles })
    const within = await machine.multiosPm(['policy', 'approve', id], stranger)
    const seen = await machine.multiosPm(['policy', 'requests', '--json'], stranger)

    expect([without.status, within.status]).toEqual([5, 5])
    expect(JSON.parse(seen.out)).toEqual({ requests: [], isAdministrator: false, ignored: 0 })
    expect(await machine.statusOf(id)).toBe('asked')
  })

  test.runIf(isRoot)(
    'a request in the name of somebody else, exchanged, linked or hostile is none',
    async () => {
      const { id } = await machine.ask()
      const file = path.join(machine.spool, `${id}.json`)
      const text = readFileSync(file, 'utf8')
      const put = (name: string, content: string, owner = 65_534) => {
        writeFileSync(path.join(machine.spool, name), content)
        chownSync(path.join(machine.spool, name), owner, owner)
      }
      // Mallory writes one as if it were ours, and changes another under its old name.
      put(`${ourUid}-${'1'.repeat(32)}.json`, text)
      put(`65534-${'2'.repeat(32)}.json`, text.replace('editor', 'words'))
      put(`65534-${'3'.repeat(32)}.json`, 'x'.repeat(10_000_000))
      put(`65534-${'4'.repeat(32)}.json`, '{"format":1,"format":2}')
      put('../requests/odd name', '')
      symlinkSync('/etc/passwd', path.join(machine.spool, `65534-${'5'.repeat(32)}.json`))
      mkdirSync(path.join(machine.spool, `65534-${'6'.repeat(32)}.json`))
      const before = await machine.list()
      linkSync(file, path.join(machine.spool, '.second'))

      expect(before).toMatchObject({ requests: [{ id }], ignored: 7 })
      // With a second name it could be anybody's file.
      expect(await machine.list()).toMatchObject({ requests: [], ignored: 8 })
      rmSync(path.join(machine.spool, '.second'))
      expect(await codeOf(machine.approve(`${ourUid}-${'1'.repeat(32)}`))).toBe('policy/request-not-found')
    },
  )

  test('a folder in the place of a request keeps nobody from taking an approval back', async () => {
    const { id } = await machine.ask()
    await machine.approve(id)
    mkdirSync(path.join(machine.spool, `${id}.json`))
    const { status } = await machine.refuse(id)

    expect(status).toMatchObject({ kind: 'refused', reason: 'No' })
    expect(await codeOf(machine.plan(wanting('editor')))).toBe('policy/refused')
  })

  test.runIf(isRoot)('whoever fills the folder hides nobody else', async () => {
    const { id } = await machine.ask()
    for (let count = 0; count < 300; count += 1) {
      const name = path.join(machine.spool, `65534-${String(count).padStart(32, '0')}.json`)
      writeFileSync(name, '')
      chownSync(name, 65_534, 65_534)
    }

    expect(await machine.list()).toMatchObject({ requests: [{ id }], ignored: 300 })
  })

  test.runIf(isRoot)(
    'whoever uses the number of somebody else hides them neither, nor keeps them from asking',
    async () => {
      const { id } = await machine.ask()
      for (let count = 0; count < 300; count += 1) {
        const name = path.join(machine.spool, `${ourUid}-${String(count).padStart(32, '0')}.json`)
        writeFileSync(name, '{}')
        chownSync(name, 65_534, 65_534)
      }

      expect(await machine.list()).toMatchObject({ requests: [{ id }], ignored: 300 })
      expect((await machine.ask('words')).status.kind).toBe('asked')
    },
  )

  test('a request that was written by hand is shown, and judged, by what the rule says in its file', async () => {
    machine.govern({
      requests: machine.spool,
      packages: [{ match: 'editor', decision: 'deny', note: 'Never' }, ...asking.packages],
    })
    const { id } = await machine.ask('editor')
    const honest = readFileSync(path.join(machine.spool, `${id}.json`), 'utf8')
    const forged = honest
      .replace('"decision":"deny"', '"decision":"ask"')
      .replace('packages[0]', 'packages[1]')
      .replace('"Never"', '"Tell us why"')
    const digest = createHash('sha256').update(forged).digest('hex').slice(0, 32)
    writeFileSync(path.join(machine.spool, `${ourUid}-${digest}.json`), forged)
    rmSync(path.join(machine.spool, `${id}.json`))
    const [shown] = (await machine.list()).requests

    expect(shown).toMatchObject({ rule: { rule: 'packages[0]', decision: 'deny', note: 'Never' } })
    expect(await failureFrom(machine.approve(shown!.id))).toMatchObject({
      code: 'policy/not-approvable',
      facts: { rule: 'packages[0]', reason: 'denies' },
    })
  })

  test.each<readonly [string, () => void, string]>([
    ['is not there', () => rmSync(machine.spool, { recursive: true }), 'missing'],
    ['is not sticky', () => chmodSync(machine.spool, 0o777), 'writable'],
    [
      'is a link',
      () => (
        renameSync(machine.spool, `${machine.spool}.real`),
        symlinkSync(`${machine.spool}.real`, machine.spool)
      ),
      'no-folder',
    ],
  ])('a folder for requests that %s is not used', async (_, spoil, problem) => {
    spoil()

    expect(await failureFrom(machine.ask())).toEqual({
      code: 'policy/spool',
      facts: { folder: machine.spool, problem },
    })
    expect(await codeOf(machine.list())).toBe('policy/spool')
  })

  test('a decision that others could have written lets nothing pass', async () => {
    const { id } = await machine.ask()
    await machine.approve(id)
    const file = path.join(path.dirname(machine.administration.file), 'decisions', `${id}.json`)
    const kinds: string[] = []
    const look = async () => {
      kinds.push(
        await machine.plan(wanting('editor')).then(
          ({ kind }) => kind,
          () => 'refused',
        ),
      )
    }
    await look()
    chmodSync(file, 0o666)
    await look()
    chmodSync(file, 0o644)
    chmodSync(path.dirname(file), 0o777)
    await look()
    chmodSync(path.dirname(file), 0o755)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.slice(0, -20))
    await look()
    // Under the name of another request it says nothing.
    writeFileSync(file, text.replace(id, `${ourUid}-${'0'.repeat(32)}`))
    await look()
    writeFileSync(file, text)
    await look()

    expect(kinds).toEqual(['plan', 'refused', 'refused', 'refused', 'refused', 'plan'])
  })
})

test('of two administrators at once one decides, and the other is told who', async () => {
  const { id } = await machine.ask()
  const folder = temporaryFolder()
  const second = await createEngine(
    {
      dataDirectory: folder,
      configFile: path.join(folder, 'config.toml'),
      environment: {},
      command: 'test',
      starter: 'none',
      administration: machine.administration,
    },
    { person: () => ({ ...grace, name: 'linus' }) },
  )

  const outcomes = await Promise.allSettled([
    machine.approve(id),
    second.run('policy.approve', { id }, { signal: never }),
  ])
  await second.close()

  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(lost.reason.failure).toMatchObject({ code: 'policy/decided', facts: { id, kind: 'approved' } })
})

test('what was cut off while it was written is nothing, and is in nobody’s way', async () => {
  writeFileSync(path.join(machine.spool, `.${ourUid}-${'7'.repeat(32)}.0011223344556677`), '{"format":1,')
  const decisions = path.join(path.dirname(machine.administration.file), 'decisions')
  mkdirSync(decisions)
  const { id } = await machine.ask()
  writeFileSync(path.join(decisions, `.${id}.0011223344556677`), '{"format":1,')

  expect(await machine.list()).toMatchObject({ requests: [{ id, status: { kind: 'asked' } }], ignored: 0 })
  await machine.approve(id)
  expect((await machine.plan(wanting('editor'))).kind).toBe('plan')
})
