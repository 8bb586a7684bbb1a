import { execFileSync } from 'node:child_process'
import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../engine/index.ts'
import { aMachine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import { until } from './thread/kit/until.ts'

const versions = Array.from({ length: 14 }, (_, index) => `1.${index}`)

test(
  'a host removes old generations and their releases behind a change, and undo still works',
  { timeout: 120_000 },
  async () => {
    const data = temporaryFolder()
    let now = Date.parse('2026-01-01T00:00:00Z')
    const first = await aMachine({ clock: { now: () => now, sleep: async () => undefined } }, data)
    await first.use(await aRepository(...versions.map((version) => release('clock', version))))
    for (const version of versions.slice(0, -1)) await first.change(wanting(`clock=${version}`))
    await first.engine.close()
    now += 90 * 86_400_000
    const host = await createEngine(
      {
        dataDirectory: data,
        configFile: path.join(data, 'config.toml'),
        environment: { HOME: data },
        command: 'host',
        starter: 'none',
        tidies: true,
      },
      { clock: { now: () => now, sleep: async () => undefined } },
    )
    const request = wanting('clock=1.13')
    const answer = await host.run('plan.make', { request }, { signal: never })
    if (answer.kind !== 'plan') throw new Error(answer.kind)

    await host.run('plan.apply', { request, digest: answer.plan.digest }, { signal: never })
    onTestFinished(async () => host.close())
    await until('old releases went', () => readdirSync(path.join(data, 'store')).length === 10)
    const again = await aMachine({}, data)

    const kept = (await again.engine.run('history.list', {}, { signal: never })).map(
      ({ generation }) => generation,
    )
    expect(kept).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 0])
    expect(readdirSync(path.join(data, 'store'))).toHaveLength(10)
    await again.change({ kind: 'undo' })
    expect(await again.installed()).toEqual(['clock 1.12'])
  },
)

test('a name protects no generation from cleaning up, and keeping it does', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(...versions.slice(0, 5).map((version) => release('clock', version))))
  for (const version of versions.slice(0, 5)) await machine.change(wanting(`clock=${version}`))
  await machine.engine.run('history.label', { generation: 1, label: 'named' }, { signal: never })
  await machine.engine.run('history.pin', { generation: 2, pinned: true }, { signal: never })

  await machine.engine.run('system.cleanup', { oldVersions: true, keep: 1, days: 0 }, { signal: never })

  const left = await machine.engine.run('history.list', {}, { signal: never })
  expect(left.map(({ generation }) => generation)).toEqual([5, 4, 2, 0])
})

test.each(['000', '077'])(
  'a umask of %s neither opens what is installed nor hides it as root',
  async (mask) => {
    const repository = await aRepository(release('clock', '1.0').withFile('share/clock/text', 'x'))
    const data = temporaryFolder()
    const script = `
    import { createEngine } from ${JSON.stringify(path.resolve('engine/index.ts'))}
    const signal = new AbortController().signal
    const [dataDirectory, url, fingerprint] = process.argv.slice(1)
    const engine = await createEngine({ dataDirectory, environment: {}, command: 'test', starter: 'none' })
    await engine.run('repository.add', { name: 'main', url, fingerprint }, { signal })
    const request = { kind: 'install', packages: [{ name: 'clock' }] }
    const { plan } = await engine.run('plan.make', { request }, { signal })
    await engine.run('plan.apply', { request, digest: plan.digest }, { signal })
    await engine.close()
  `
    const place = path.join(data, 'made')
    const line = `umask ${mask}; exec "$0" --input-type=module -e "$1" "$2" "$3" "$4"`
    execFileSync('sh', [
      '-c',
      line,
      process.execPath,
      script,
      place,
      `file://${repository.folder}/`,
      repository.fingerprint,
    ])

    const modeOf = (file: string) =>
      (lstatSync(path.join(place, 'profile/current/', file)).mode & 0o777).toString(8)

    const folder = process.getuid?.() === 0 || mask === '000' ? '755' : '700'
    expect([modeOf('share/clock/.'), modeOf('share/clock/text')]).toEqual([folder, '444'])
  },
)
