import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { noSandbox } from '../kit/sandbox.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import { testWhere } from '../kit/where.ts'

const entry = '[Desktop Entry]\nType=Application\nName=Lamp\nExec=lamp\nMimeType=text/x-lamp;\n'
const script = 'mkdir -p share/lamp && echo lit > share/lamp/index'
const hasTool = existsSync('/usr/bin/update-desktop-database')
const hasBox = (await noSandbox()) === null

/** A package with a script and with what a trigger looks at, from a repository that has gone since. */
async function aLitLamp(): Promise<Machine> {
  const data = temporaryFolder()
  writeFileSync(path.join(data, 'config.toml'), '[security]\nallow_scripts = ["main/*"]\n')
  const repository = await aRepository(
    release('lamp', '1.0')
      .withFile('share/applications/lamp.desktop', entry)
      .with({ install_scripts: { post_install: script } }),
  )
  const machine = await aMachine({}, data)
  await machine.use(repository)
  const request = wanting('lamp')
  const answer = await machine.plan(request)
  if (answer.kind !== 'plan') throw new Error('no plan')
  const { digest } = answer.plan
  await machine.engine.run('plan.apply', { request, digest, runScripts: hasBox }, { signal: never })
  rmSync(repository.folder, { recursive: true })
  return machine
}

/** One bit of the byte in the middle of `marker`, where that is, else of the file; gives back how it was. */
function flip(file: string, marker: string): () => void {
  const { mode } = statSync(file)
  const before = readFileSync(file)
  const found = before.indexOf(marker)
  const at = (found < 0 ? 0 : found) + Math.floor((found < 0 ? before.length : marker.length) / 2)
  const after = Buffer.from(before)
  after[at]! ^= 1
  const write = (bytes: Buffer) => {
    chmodSync(file, 0o644)
    writeFileSync(file, bytes)
    chmodSync(file, mode)
  }
  write(after)
  return () => write(before)
}

const told = (results: Output<'package.verify'>) =>
  Object.fromEntries(
    results
      .filter(({ ok }) => !ok)
      .map(({ name, problems, untrusted = [] }) => [
        name,
        [
          ...problems.map(({ path: place, problem }) => `${place.replace(/-[0-9a-f]{12}/, '')} ${problem}`),
          ...untrusted.map(({ kind, state }) => `${kind} ${state}`),
        ],
      ]),
  )

function placesOf({ data }: Machine) {
  const store = path.join(data, 'store')
  const folder = (part: string) =>
    path.join(store, readdirSync(store).find((name) => name.includes(part)) ?? '')
  const packages = path.join(data, 'cache/packages')
  const artifact = readdirSync(packages).find((name) => name.endsWith('.artifact'))!
  return {
    program: path.join(data, 'profile/current/bin/lamp'),
    manifest: path.join(folder('-lamp-'), '.multios/manifest.json'),
    artifact: path.join(packages, artifact),
    timestamp: path.join(data, 'metadata/main/timestamp.json'),
    generation: path.join(data, 'generations/1.json'),
    cache: path.join(folder('trigger-desktop'), 'share/applications/mimeinfo.cache'),
    cacheList: path.join(folder('trigger-desktop'), '.multios/trigger.json'),
    script: path.join(folder('trigger-script-lamp'), 'share/lamp/index'),
    scriptList: path.join(folder('trigger-script-lamp'), '.multios/trigger.json'),
  }
}

test('one flipped byte, wherever it is, is told as exactly that; strictly, also of what vouches for a release', async () => {
  const machine = await aLitLamp()
  const places = placesOf(machine)
  const verify = async (strict: boolean) =>
    machine.engine.run('package.verify', { strict }, { signal: never }).then(told)
  const flipped = async (place: keyof typeof places, marker = '', strict = true) => {
    const back = flip(places[place], marker)
    const found = await verify(strict)
    back()
    return found
  }

  expect({
    before: await verify(true),
    program: await flipped('program'),
    manifest: await flipped('manifest', '"MIT"'),
    plainManifest: await flipped('manifest', '"MIT"', false),
    artifact: await flipped('artifact'),
    timestamp: await flipped('timestamp', '"version":'),
    plainTimestamp: await flipped('timestamp', '"version":', false),
    after: await verify(true),
  }).toEqual({
    before: {},
    program: { lamp: ['bin/lamp changed'] },
    manifest: { lamp: ['.multios/manifest.json changed'] },
    plainManifest: { lamp: ['.multios/manifest.json changed'] },
    artifact: { lamp: ['artifact broken'] },
    timestamp: { lamp: ['timestamp broken', 'snapshot broken'] },
    plainTimestamp: {},
    after: {},
  })

  const back = flip(
    places.generation,
    JSON.parse(readFileSync(places.generation, 'utf8')).releases[0].manifest_sha256,
  )
  const refused = await failureFrom(machine.engine.run('package.verify', {}, { signal: never }))
  back()
  expect(refused.code).toBe('state/damaged')
})

test('an envelope that was kept and does not hold any more is told', async () => {
  const machine = await aLitLamp()
  await machine.engine.close()
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(path.join(machine.data, 'state.db'))
  const row = database.prepare('SELECT evidence FROM evidence').get() as { evidence: string }
  const evidence = JSON.parse(row.evidence) as { envelope: { signatures: { signature: string }[] } }
  const [signature] = evidence.envelope.signatures
  signature!.signature = `${signature!.signature.startsWith('A') ? 'B' : 'A'}${signature!.signature.slice(1)}`
  database.prepare('UPDATE evidence SET evidence = ?').run(JSON.stringify(evidence))
  database.close()
  // It was so when the last change was backed up.
  rmSync(path.join(machine.data, 'state.db.backup'))

  const again = await aMachine({}, machine.data)
  const strict = await again.engine.run('package.verify', { strict: true }, { signal: never })
  const plain = await again.engine.run('package.verify', {}, { signal: never })

  expect([told(strict), told(plain)]).toEqual([{ lamp: ['publisher broken'] }, {}])
})

testWhere(hasTool && hasBox, 'update-desktop-database and boxes')(
  'what a trigger or a script made is told and made once more',
  async () => {
    const machine = await aLitLamp()
    const places = placesOf(machine)
    const whole = (['cache', 'script'] as const).map((place) => readFileSync(places[place], 'utf8'))
    const verify = async () =>
      machine.engine.run('package.verify', { strict: true }, { signal: never }).then(told)
    const fix = async () => machine.engine.run('package.restore', { strict: true }, { signal: never })

    for (const place of ['cache', 'script', 'artifact'] as const) flip(places[place], '')
    const damaged = await verify()
    const fixed = await fix()
    for (const place of ['cacheList', 'scriptList'] as const) flip(places[place], '"key"')
    const unlisted = await verify()
    const listed = await fix()

    expect({
      damaged,
      left: [fixed.left, listed.left],
      restored: fixed.restored.map(({ name }) => name),
    }).toEqual({
      damaged: {
        lamp: ['share/lamp/index changed', 'artifact broken'],
        'trigger:desktop-db': ['share/applications/mimeinfo.cache changed'],
      },
      left: [[], []],
      restored: ['lamp', 'trigger:desktop-db', 'lamp'],
    })
    expect(unlisted).toEqual({
      lamp: ['store/trigger-script-lamp/.multios/trigger.json changed'],
      'trigger:desktop-db': ['store/trigger-desktop-db/.multios/trigger.json changed'],
    })
    expect({
      after: await verify(),
      whole: (['cache', 'script'] as const).map((place) => readFileSync(places[place], 'utf8')),
      profile: readFileSync(path.join(machine.data, 'profile/current/share/lamp/index'), 'utf8'),
    }).toEqual({ after: {}, whole, profile: 'lit\n' })
  },
)
