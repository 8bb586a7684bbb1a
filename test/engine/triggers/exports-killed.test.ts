import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { settleExports } from '../../../engine/triggers/settle-exports.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { lantern, sundial } from './a-person.ts'
import { everythingIn, optionsFor, type Packages } from './kit.ts'

const newer = {
  files: {
    ...lantern.files,
    'bin/lamp': '#!/bin/sh\n',
    'share/icons/hicolor/scalable/apps/org.example.lantern.svg': '<svg id="2"/>',
    'share/applications/lamp.desktop': '[Desktop Entry]\nType=Application\nName=Lamp\nExec=lamp\n',
  },
}
/** Everything comes, changes, and goes. */
const generations: readonly Packages[] = [{ lantern, sundial }, { lantern: newer }, {}, { sundial }]

async function settled(folder: string, generation: number): Promise<void> {
  await settleExports(optionsFor(folder, generation, generations[generation]!), never)
}

const stateOf = (folder: string) =>
  JSON.stringify(everythingIn(path.join(folder, 'home'))).replaceAll(folder, '')

/** Settles in a process of its own that lives so many milliseconds; returns how long it took. */
async function settledByChild(folder: string, generation: number, life: number): Promise<number> {
  const packages = JSON.stringify(generations[generation])
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'settle-child.ts'), folder, String(generation), packages],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'close')
  await once(child.stdout, 'data')
  const start = performance.now()
  const timer = setTimeout(() => child.kill('SIGKILL'), life)
  await ended
  clearTimeout(timer)
  return performance.now() - start
}

test('killed at any moment, the next run comes to the same end', { timeout: 120_000 }, async () => {
  const [calm, rough] = [temporaryFolder(), temporaryFolder()]

  for (const generation of generations.keys()) {
    const duration = await settledByChild(calm, generation, 60_000)
    for (const share of [0.3, 0.6, 0.85]) {
      await settledByChild(rough, generation, duration * (share + Math.random() * 0.1))
    }
    await settled(rough, generation)

    expect(stateOf(rough)).toBe(stateOf(calm))
  }
})

test('a run that is cancelled is finished by the next one', async () => {
  const [calm, rough] = [temporaryFolder(), temporaryFolder()]
  await settled(calm, 0)
  const options = optionsFor(rough, 0, generations[0]!)
  const stopping = new AbortController()
  const reason = new Error('stop')
  // The clock is asked after entries were placed and before anything is called done.
  const now = () => {
    stopping.abort(reason)
    stopping.signal.throwIfAborted()
    return new Date()
  }

  await expect(settleExports({ ...options, now }, stopping.signal)).rejects.toBe(reason)
  await settled(rough, 0)

  expect(stateOf(rough)).toBe(stateOf(calm))
})
