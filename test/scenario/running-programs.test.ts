import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { aMachine, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

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
