import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ChangeRequest, Plan, Receipt } from '../../engine/index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release, type ReleaseBuilder } from '../kit/a-repository.ts'
import { noSandbox } from '../kit/sandbox.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

const asking = 'mkdir -p share/lamp && cat /package/share/lamp/words > share/lamp/index && echo lit'

function lamp(version: string, script = asking): ReleaseBuilder {
  return release('lamp', version)
    .withFile('share/lamp/words', `words of ${version}\n`)
    .with({ install_scripts: { post_install: script } })
}

/** A machine whose configuration has these lines below [security], and that uses the repository. */
async function configured(lines: string, ...releases: ReleaseBuilder[]) {
  const data = temporaryFolder()
  writeFileSync(path.join(data, 'config.toml'), `[security]\n${lines}\n`)
  const repository = await aRepository(...releases)
  const machine = await aMachine({}, data)
  await machine.use(repository)
  return { machine, repository }
}

const allowed = async (...releases: ReleaseBuilder[]) => configured('allow_scripts = ["main/*"]', ...releases)

async function planFor(machine: Machine, request: ChangeRequest): Promise<Plan> {
  const answer = await machine.plan(request)
  if (answer.kind !== 'plan') throw new Error(`no plan: ${answer.kind}`)
  return answer.plan
}

async function changeWithScripts(machine: Machine, request: ChangeRequest): Promise<Receipt> {
  const { digest } = await planFor(machine, request)
  return machine.engine.run('plan.apply', { request, digest, runScripts: true }, { signal: never })
}

const made = ({ data }: Machine) => {
  const file = path.join(data, 'profile/current/share/lamp/index')
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

describe('without leave', () => {
  test('a package installs, its script does not run, and the plan says both', async () => {
    const { machine } = await configured('', lamp('1.0.0'))

    const { scripts } = await planFor(machine, wanting('lamp'))
    const receipt = await machine.install('lamp')

    expect(scripts).toMatchObject([
      {
        package: 'lamp',
        when: 'post_install',
        text: asking,
        difference: null,
        refusal: { reason: 'off', detail: '' },
      },
    ])
    expect({ made: made(machine), ran: receipt.scripts }).toEqual({ made: null, ran: undefined })
  })

  test.each([
    ['allow_scripts = false', 'off'],
    ['allow_scripts = []', 'off'],
    ['allow_scripts = ["main/lantern", "other/*"]', 'not-listed'],
    ['allow_scripts = ["*/*"]\nrequire_signature = false\nallow_unsigned = true', 'unsigned'],
  ])('%s: who wants them to run is refused, and nothing is changed', async (lines, reason) => {
    const { machine } = await configured(lines, lamp('1.0.0'))

    const failure = await failureFrom(changeWithScripts(machine, wanting('lamp')))

    expect(failure).toEqual({ code: 'script/refused', facts: { package: 'lamp', reason, detail: '' } })
    expect(await machine.installed()).toEqual([])
    expect(readdirSync(machine.data)).not.toContain('store')
  })

  test.each([
    ['true', 'allow_scripts', 'false or a list'],
    ['"main/*"', 'allow_scripts', 'false or a list'],
    ['["main"]', 'allow_scripts.0', 'repository/package, such as "main/*"'],
    ['["main/lamp extra"]', 'allow_scripts.0', 'repository/package, such as "main/*"'],
    ['[1]', 'allow_scripts', 'false or a list'],
  ])('allow_scripts = %s is an error of the configuration', async (value, key, accepted) => {
    const failure = await failureFrom(configured(`allow_scripts = ${value}`))

    expect(failure).toMatchObject({ code: 'config/invalid', facts: { key: `security.${key}`, accepted } })
  })

  test('where nothing can be boxed, the plan says what is missing, and nothing runs', async () => {
    const data = temporaryFolder()
    writeFileSync(path.join(data, 'config.toml'), '[security]\nallow_scripts = ["main/*"]\n')
    const machine = await aMachine({}, data, { PATH: '/nowhere' })
    await machine.use(await aRepository(lamp('1.0.0')))

    const { scripts } = await planFor(machine, wanting('lamp'))
    const failure = await failureFrom(changeWithScripts(machine, wanting('lamp')))

    expect(scripts).toMatchObject([{ refusal: { reason: 'no-sandbox', detail: 'bwrap' } }])
    expect(failure).toMatchObject({ code: 'script/refused', facts: { reason: 'no-sandbox' } })
    expect(await machine.installed()).toEqual([])
  })
})

const missing = await noSandbox()

describe.skipIf(missing !== null)(`with leave (${missing ?? 'boxes work here'})`, () => {
  test('nothing runs unless the person says so', async () => {
    const { machine } = await allowed(lamp('1.0.0'))

    const { scripts } = await planFor(machine, wanting('lamp'))
    await machine.install('lamp')

    expect({ refusal: scripts?.[0]?.refusal, made: made(machine) }).toEqual({ refusal: null, made: null })
  })

  test('what a script makes lies in the profile, comes with undo and goes with the package', async () => {
    const { machine } = await allowed(lamp('1.0.0'))

    const receipt = await changeWithScripts(machine, wanting('lamp'))

    expect(receipt.scripts).toEqual([{ package: 'lamp', files: 1, printed: 'lit\n' }])
    expect(made(machine)).toBe('words of 1.0.0\n')
    await machine.remove('lamp')
    expect(made(machine)).toBeNull()
    await machine.change({ kind: 'undo' })
    expect(made(machine)).toBe('words of 1.0.0\n')
    await machine.change({ kind: 'rollback', generation: 0 })
    expect(made(machine)).toBeNull()
    const log = readFileSync(path.join(machine.data, 'log/scripts.jsonl'), 'utf8').trim().split('\n')
    expect(log.map((line) => JSON.parse(line) as object)).toMatchObject([
      { package: 'lamp', version: '1.0.0', outcome: 'ran', printed: 'lit\n' },
    ])
  })

  test('the audit log tells whose scripts ran, and whose were refused', async () => {
    const { machine } = await configured(
      'allow_scripts = ["main/lamp"]',
      lamp('1.0.0'),
      release('wick', '1.0.0').with({ install_scripts: { post_install: 'echo burnt' } }),
    )
    await changeWithScripts(machine, wanting('lamp'))
    await failureFrom(changeWithScripts(machine, wanting('wick')))

    const { entries } = await machine.engine.run('audit.list', { action: 'plan.apply' }, { signal: never })

    expect(entries.filter(({ outcome }) => outcome !== 'begun')).toMatchObject([
      { outcome: 'failed', object: { runScripts: true }, failure: { code: 'script/refused' } },
      { outcome: 'done', object: { scripts: ['lamp'] } },
    ])
  })

  test('an update shows how the script changed; not run, what the old one made is gone', async () => {
    const { machine, repository } = await allowed(lamp('1.0.0'), release('other', '1.0.0'))
    await changeWithScripts(machine, wanting('lamp'))
    await machine.install('other')
    expect(made(machine)).toBe('words of 1.0.0\n')
    await repository.publish(lamp('2.0.0', `${asking}\necho twice`))
    await machine.engine.run('repository.sync', {}, { signal: never })

    const { scripts } = await planFor(machine, { kind: 'update' })
    await machine.change({ kind: 'update' })

    expect(scripts?.[0]?.difference).toEqual([
      { kind: 'same', text: asking },
      { kind: 'added', text: 'echo twice' },
    ])
    expect(made(machine)).toBeNull()
    await changeWithScripts(machine, { ...wanting('lamp'), force: true } as ChangeRequest)
    expect(made(machine)).toBe('words of 2.0.0\n')
    await machine.change({ kind: 'rollback-package', name: 'lamp', version: '1.0.0', backup: false })
    expect(made(machine)).toBe('words of 1.0.0\n')
  })

  test('pre_install runs before post_install, both with what the package says of itself', async () => {
    const scripts = {
      pre_install: 'mkdir -p lib/lamp; echo "first $MULTIOS_PACKAGE $MULTIOS_PACKAGE_VERSION"',
      post_install:
        '#!/usr/bin/perl\nprint "then perl in ", (-d "lib/lamp" ? "the same" : "another"), " box\\n";',
    }
    const { machine } = await allowed(lamp('1.0.0').with({ install_scripts: scripts }))

    const receipt = await changeWithScripts(machine, wanting('lamp'))

    expect(receipt.scripts).toEqual([
      { package: 'lamp', files: 0, printed: 'first lamp 1.0.0\nthen perl in the same box\n' },
    ])
  })

  test('installed again, a script runs again; otherwise what it made is used again', async () => {
    const { machine } = await allowed(lamp('1.0.0'))
    await changeWithScripts(machine, wanting('lamp'))
    await machine.remove('lamp')

    const back = await changeWithScripts(machine, wanting('lamp'))
    const again = await changeWithScripts(machine, { ...wanting('lamp'), force: true } as ChangeRequest)

    expect([back.scripts, again.scripts]).toEqual([
      [{ package: 'lamp', files: 1, printed: null }],
      [{ package: 'lamp', files: 1, printed: 'lit\n' }],
    ])
  })

  test.each([
    ['ends badly', 'echo "no light"; exit 3', 'status', 'no light\npost_install ended with 3'],
    ['ends badly after many words', 'seq 900; exit 3', 'status', /899\n900\npost_install ended with 3$/],
    ['makes a command', 'seq 900; mkdir bin; echo x > bin/ls', 'output', /^outside .*: bin$/],
    ['covers a file', 'seq 900; mkdir -p share/lamp; echo x > share/lamp/words', 'output', /words/],
  ])('a script that %s stops the change; nothing is changed', async (_what, script, reason, detail) => {
    const { machine } = await allowed(lamp('1.0.0', script), release('other', '1.0.0'))
    await machine.install('other')
    const before = readdirSync(path.join(machine.data, 'generations'))

    const failure = await failureFrom(changeWithScripts(machine, wanting('lamp')))

    const told = typeof detail === 'string' ? detail : (expect.stringMatching(detail) as string)
    expect(failure).toEqual({ code: 'script/failed', facts: { package: 'lamp', reason, detail: told } })
    expect(await machine.installed()).toEqual(['other 1.0.0'])
    expect(readdirSync(path.join(machine.data, 'generations'))).toEqual(before)
    const store = readdirSync(path.join(machine.data, 'store'))
    expect(store.filter((name) => name.startsWith('.new-') || name.startsWith('trigger-'))).toEqual([])
    const log = readFileSync(path.join(machine.data, 'log/scripts.jsonl'), 'utf8')
    expect(JSON.parse(log)).toMatchObject({
      ...{ package: 'lamp', outcome: reason },
      // From the first line on: the failure has the last ones only.
      printed: expect.stringMatching(script.startsWith('seq') ? /^1\n2\n3\n/ : /^no light\n/) as string,
      ...(reason === 'output' ? { problem: told } : {}),
    })
  })

  test('of several packages those that may run theirs do, and the plan tells which', async () => {
    const { machine } = await configured(
      'allow_scripts = ["main/lamp"]',
      lamp('1.0.0').needs('wick'),
      release('wick', '1.0.0').with({ install_scripts: { post_install: 'echo burnt' } }),
    )

    const { scripts } = await planFor(machine, wanting('lamp'))
    const receipt = await changeWithScripts(machine, wanting('lamp'))

    expect(scripts?.map(({ package: name, refusal }) => [name, refusal?.reason ?? null])).toEqual([
      ['lamp', null],
      ['wick', 'not-listed'],
    ])
    expect(receipt.scripts?.map(({ package: name }) => name)).toEqual(['lamp'])
  })

  test('a script that another package disagrees with stops the change', async () => {
    const { machine } = await allowed(
      lamp('1.0.0'),
      release('other', '1.0.0').withFile('share/lamp/index', 'mine'),
    )
    await machine.install('other')

    const failure = await failureFrom(changeWithScripts(machine, wanting('lamp')))

    expect(failure).toEqual({
      code: 'plan/file-conflict',
      facts: { path: 'share/lamp/index', owners: ['other', 'script:lamp'] },
    })
    expect(await machine.installed()).toEqual(['other 1.0.0'])
  })

  test('a plan that was made before the configuration changed its mind is not carried out', async () => {
    const { machine } = await configured('', lamp('1.0.0'))
    const { digest } = await planFor(machine, wanting('lamp'))
    await machine.engine.close()
    writeFileSync(path.join(machine.data, 'config.toml'), '[security]\nallow_scripts = ["main/lamp"]\n')
    const later = await aMachine({}, machine.data)

    const failure = await failureFrom(
      later.engine.run(
        'plan.apply',
        { request: wanting('lamp'), digest, runScripts: true },
        { signal: never },
      ),
    )

    expect(failure.code).toBe('plan/stale')
  })
})
