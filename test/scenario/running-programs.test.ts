import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { aMachine, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, emptyRelease, release } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

/** Says its version, waits for a line, and reads a file of its own tree. */
const program = (version: string) =>
  `#!/bin/sh\necho started ${version}\nread line\ncat "$MULTIOS_PROFILE/share/watch/text"\n`

const watches = () =>
  aRepository(
    ...['1.0', '2.0', '3.0', '4.0'].map((version) =>
      release('watch', version)
        .withFile('bin/watch', program(version), true)
        .withFile('share/watch/text', `text of ${version}\n`),
    ),
  )

const trees = ({ data }: Machine) =>
  readdirSync(path.join(data, 'profile/trees')).filter((name) => !name.includes('.'))
const current = ({ data }: Machine) => path.basename(readlinkSync(path.join(data, 'profile/current')))

/** `multios-pm run watch`, by a process of its own. */
function running(machine: Machine): {
  readonly child: ChildProcess
  readonly until: (text: string) => Promise<void>
} {
  const script = `
    import { createEngine } from ${JSON.stringify(path.resolve('engine/index.ts'))}
    const engine = await createEngine({ dataDirectory: ${JSON.stringify(machine.data)}, environment: process.env, command: 'test', starter: 'none' })
    process.exit(await engine.runProgram('watch', [], {}, new AbortController().signal))
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout.setEncoding('utf8')
  const until = (text: string) =>
    new Promise<void>((done, fail) => {
      const look = () => {
        if (said.includes(text)) done()
      }
      child.stdout.on('data', (piece: string) => {
        said += piece
        look()
      })
      child.once('close', () => (said.includes(text) ? done() : fail(new Error(`it said: ${said}`))))
      look()
    })
  return { child, until }
}

test('a program keeps the tree that it started in through any number of changes', async () => {
  const machine = await aMachine()
  await machine.use(await watches())
  await machine.change(wanting('watch=1.0'))
  const old = current(machine)
  const { child, until } = running(machine)
  await until('started 1.0')

  for (const version of ['2.0', '3.0', '4.0']) await machine.change(wanting(`watch=${version}`))
  const during = { trees: trees(machine), runs: current(machine) !== old }
  child.stdin!.end('go on\n')
  await until('text of 1.0')

  expect(during).toEqual({ trees: ['A', 'B', 'C'], runs: true })
})

test('when it has ended, its tree is used again, and a spare one can be cleaned up', async () => {
  const machine = await aMachine()
  await machine.use(await watches())
  await machine.change(wanting('watch=1.0'))
  const { child, until } = running(machine)
  await until('started 1.0')
  await machine.change(wanting('watch=2.0'))
  await machine.change(wanting('watch=3.0'))
  child.stdin!.end('go on\n')
  await until('text of 1.0')

  const { items } = await machine.engine.run('system.cleanup', { oldVersions: true }, { signal: never })

  expect(items.map(({ kind }) => kind)).toEqual(['tree'])
  expect(trees(machine)).toHaveLength(2)
  await machine.change(wanting('watch=4.0'))
  expect(trees(machine)).toHaveLength(2)
})

test('a package whose program another one brings starts it: as its menu entry says, or by its own name', async () => {
  const said = path.join(temporaryFolder(), 'said')
  const says = '#!/bin/sh\nprintf "%s|" "$(basename "$0")" "$@" >"$SAID"\n'
  const entry =
    '[Desktop Entry]\nType=Application\nName=Player\nTerminal=true\n' +
    'Exec=/usr/bin/player --started "from a menu" 100%% %U\n'
  const machine = await aMachine({}, undefined, { SAID: said })
  const app = { id: 'org.player', name: 'Player', summary: 'Plays', content_rating: 'none' }
  const launchables = [{ type: 'desktop-id', value: 'player.desktop' }]
  await machine.use(
    await aRepository(
      emptyRelease('player', '1.0')
        .needs('player-bin')
        .with({ app: { ...app, launchables } })
        .withFile('usr/share/applications/player.desktop', entry),
      emptyRelease('player-bin', '1.0').withFile('bin/player', says, true),
      emptyRelease('snake', '1.0')
        .needs('snake-core')
        .withFile('bin/snake-doc', says, true)
        .withFile('bin/snake-debug', says, true),
      emptyRelease('snake-core', '1.0').withFile('bin/snake', says, true),
      emptyRelease('words', '1.0').withFile('share/words', 'a\n'),
    ),
  )
  for (const name of ['player', 'snake', 'words']) await machine.install(name)
  const run = async (name: string, program?: string) => {
    const failed = (error: { failure: object }) => error.failure
    const status = await machine.engine.runProgram(name, ['mine'], { program }, never).catch(failed)
    return status === 0 ? readFileSync(said, 'utf8') : status
  }

  expect([await run('player'), await run('snake'), await run('snake', 'snake-doc')]).toEqual([
    'player|--started|from a menu|100%|mine|',
    'snake|mine|',
    'snake-doc|mine|',
  ])
  expect([await run('snake', 'snake'), await run('words')]).toEqual([
    { code: 'launch/no-program', facts: { name: 'snake', programs: ['snake-debug', 'snake-doc'] } },
    { code: 'launch/no-program', facts: { name: 'words', programs: [] } },
  ])
})
