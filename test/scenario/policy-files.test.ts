import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aManagedMachine, aStockedMachine, noCopyleft } from '../kit/a-managed-machine.ts'
import { failureFrom, wanting } from '../kit/a-machine.ts'
import { aRun } from '../cli/kit/a-run.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

describe('a file that cannot be trusted stops everything, and says why', () => {
  const problemWith = async (spoil: (file: string) => void) => {
    const machine = await aManagedMachine()
    machine.govern({})
    spoil(machine.administration.file)
    const failure = await failureFrom(machine.engine.run('package.installed', {}, { signal: never }))
    return failure.code === 'policy/untrusted' ? failure.facts.problem : failure.code
  }

  test('others can write it', async () => {
    expect(await problemWith((file) => chmodSync(file, 0o666))).toBe('writable')
  })

  test('others can put another one in its place', async () => {
    expect(await problemWith((file) => chmodSync(path.dirname(file), 0o777))).toBe('writable')
  })

  test.runIf(process.getuid?.() === 0)('it belongs to somebody else', async () => {
    expect(await problemWith((file) => chownSync(file, 65_534, 65_534))).toBe('owner')
  })

  test('it is a link', async () => {
    expect(
      await problemWith((file) => {
        rmSync(file)
        writeFileSync(`${file}.real`, '{"version":1}')
        symlinkSync(`${file}.real`, file)
      }),
    ).toBe('link')
  })

  test('its folder is a link', async () => {
    expect(
      await problemWith((file) => {
        const folder = path.dirname(file)
        renameSync(folder, `${folder}.real`)
        symlinkSync(`${folder}.real`, folder)
      }),
    ).toBe('link')
  })

  test('it is huge', async () => {
    expect(await problemWith((file) => writeFileSync(file, ' '.repeat(4_000_001)))).toBe('too-large')
  })
})

test('a file that says something it may not stops everything with file, line and key, and can be checked', async () => {
  const machine = await aManagedMachine()
  machine.govern('{\n  "version": 1,\n  "defaultDecision": "maybe"\n}')
  const { file } = machine.administration

  const list = await machine.multiosPm(['list'])
  const check = await machine.multiosPm(['policy', 'check', file])

  expect(list.err).toContain(`${file}, line 3, "defaultDecision": is "maybe"`)
  expect(list.status).toBe(2)
  expect(check.out).toBe(
    `1 problem:\n${file}, line 3, "defaultDecision": is "maybe". Accepted: allow, deny, ask\n`,
  )
  expect(check.status).toBe(1)
})

test('what comes in by the standard input is checked, and nothing is no policy file', async () => {
  const check = (input: string) =>
    aRun(['policy', 'check', '-'], {
      isReal: true,
      input,
      environment: { MULTIOS_STARTER: 'none', MULTIOS_DATA_DIR: temporaryFolder() },
    })

  const valid = await check('{"version": 1}')
  const invalid = await check('{\n"version": 2\n}')
  const empty = await check(' \n')

  expect([valid, invalid, empty].map(({ status, out, err }) => [status, out + err])).toEqual([
    [0, 'standard input is a valid policy file.\n'],
    [
      1,
      '1 problem:\nstandard input, line 2, "version": is 2: it is written for a newer program than this. Accepted: 1\n',
    ],
    [
      2,
      'error: Nothing came in to be checked.\n  Send a file there: multios-pm policy check - < policy.json\n',
    ],
  ])
})

test('a program hands a file over through a pipe', () => {
  const bin = path.join(import.meta.dirname, '../../bin/multios-pm')

  const { status, stdout } = spawnSync(bin, ['policy', 'check', '-'], {
    input: '{"version": 1}',
    encoding: 'utf8',
    env: { ...process.env, MULTIOS_DATA_DIR: temporaryFolder(), MULTIOS_STARTER: 'none' },
  })

  expect([status, stdout]).toEqual([0, 'standard input is a valid policy file.\n'])
})

describe('a person’s own file', () => {
  test('narrows, and is told as their own', async () => {
    const machine = await aStockedMachine()
    writeFileSync(path.join(machine.data, 'policy.json'), JSON.stringify({ version: 1, ...noCopyleft }))

    const { status, err } = await machine.multiosPm(['install', 'editor', '--version', '2.0'])

    expect(err).toContain('Your own rules do not allow editor 2.0')
    expect(status).toBe(5)
  })

  test('does not widen what the administrator wrote', async () => {
    const machine = await aStockedMachine()
    machine.govern({ defaultDecision: 'deny' })
    writeFileSync(
      path.join(machine.data, 'policy.json'),
      JSON.stringify({
        version: 1,
        defaultDecision: 'allow',
        packages: [{ match: '*', decision: 'allow', anyPublisher: true }],
      }),
    )

    expect((await machine.multiosPm(['install', 'editor'])).status).toBe(5)
  })
})

test('a file without rules is shown as such', async () => {
  const machine = await aManagedMachine()
  machine.govern({})

  expect((await machine.multiosPm(['policy', 'show'])).out).toBe(
    `Your administrator (${machine.administration.file})\nNo rule is in it.\n`,
  )
})

test('a file of one’s own that cannot be used is told as one’s own', async () => {
  const machine = await aManagedMachine()
  const file = path.join(machine.data, 'policy.json')
  writeFileSync(file, '{\n"version": 1,\n"roles": {}\n}')
  const invalid = await machine.multiosPm(['list'])
  rmSync(file)
  mkdirSync(file)
  const untrusted = await machine.multiosPm(['list'])

  expect([invalid.status, untrusted.status]).toEqual([2, 5])
  expect(invalid.err).toContain(`Your own rules cannot be used, so nothing is done.
  ${file}, line 3, "roles": unknown key.`)
  expect(invalid.err).toContain(`Check it: multios-pm policy check --person ${file}`)
  expect(untrusted.err).toBe(`error: Your own rules cannot be read, so nothing is done.
  ${file} is no file.
  Mend it, or move it away: ${file}
`)
})

describe('roles', () => {
  const roles = { viewer: ['*'], user: ['@wheel'], 'repo-admin': ['grace'] }

  test('decide who may do what; root stands above them', async () => {
    const machine = await aStockedMachine()
    machine.govern({ roles })
    const statusOf = async (line: readonly string[], name: string, uid: number, groups: string[]) =>
      (await machine.multiosPm(line, { name, uid, groups })).status

    expect({
      viewerLooks: await statusOf(['info', 'editor'], 'ada', 1_000, []),
      viewerInstalls: await statusOf(['install', 'editor', '--yes'], 'ada', 1_000, []),
      adminInstalls: await statusOf(['install', 'editor', '--yes'], 'grace', 1_001, []),
      adminDisables: await statusOf(['repository', 'disable', 'main'], 'grace', 1_001, []),
      rootEnables: await statusOf(['repository', 'enable', 'main'], 'root', 0, []),
      userInstalls: await statusOf(['install', 'editor', '--yes'], 'bob', 1_002, ['wheel']),
    }).toEqual({
      viewerLooks: 0,
      viewerInstalls: 5,
      adminInstalls: 5,
      adminDisables: 0,
      rootEnables: 0,
      userInstalls: 0,
    })
  })

  test('that do not reach are in the audit log, and what is asked over and over once', async () => {
    const machine = await aStockedMachine()
    machine.govern({ roles: { ...roles, auditor: ['grace'] } })
    const { engine } = machine
    const call = { signal: never }
    for (let count = 0; count < 3; count += 1) await failureFrom(engine.run('audit.list', {}, call))
    await failureFrom(engine.run('audit.verify', {}, call))
    await failureFrom(engine.runProgram('editor', [], {}, never))
    await failureFrom(machine.plan(wanting('editor')))
    await failureFrom(machine.plan(wanting('editor')))
    rmSync(machine.administration.file)

    const { entries } = await engine.run('audit.list', { limit: 6 }, call)

    expect(entries.map(({ action, failure, rule }) => [action, failure?.code, rule])).toEqual([
      ['plan.make', 'policy/refused', 'roles'],
      ['plan.make', 'policy/refused', 'roles'],
      ['package.launch', 'policy/refused', 'roles'],
      ['audit.verify', 'policy/refused', 'roles'],
      ['audit.list', 'policy/refused', 'roles'],
      ['policy.edited', undefined, undefined],
    ])
  })

  test('are named where they do not reach', async () => {
    const machine = await aStockedMachine()
    machine.govern({ roles })

    const { err } = await machine.multiosPm(['install', 'editor'])

    expect(err).toContain('You may not do that here.')
    expect(err).toContain('your role does not reach that far, says rule "roles" of your administrator')
    expect(err).toContain('You are: viewer.')
  })
})
