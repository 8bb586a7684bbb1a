import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  runTriggers,
  type TriggerNote,
  type TriggerOptions,
  type TriggerOutput,
} from '../../../engine/triggers/run-triggers.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aTree, everythingIn, type Packages } from './kit.ts'

/** A data directory, and tools of a machine that are small scripts and count their runs. */
export interface Store {
  readonly data: string
  readonly store: string
  readonly notes: TriggerNote[]
  readonly options: (packages: Packages, more?: Partial<TriggerOptions>) => TriggerOptions
  readonly run: (packages: Packages, more?: Partial<TriggerOptions>) => Promise<TriggerOutput[]>
  /** `script` is the body of a shell script; with each run a line is written first. */
  readonly tool: (name: string, script: string) => void
  readonly runs: (name: string) => number
  /** Names in the store that came from triggers, unfinished ones too. */
  readonly made: () => string[]
  readonly content: (output: TriggerOutput | undefined) => Record<string, string>
}

export function aStore(searched = '/usr/bin:/bin'): Store {
  const folder = temporaryFolder()
  const [data, programs] = [path.join(folder, 'data'), path.join(folder, 'programs')]
  const store = path.join(data, 'store')
  const notes: TriggerNote[] = []
  mkdirSync(store, { recursive: true })
  mkdirSync(programs)
  const count = (name: string) => path.join(programs, `${name}.count`)
  const options: Store['options'] = (packages, more = {}) => {
    const { manifests, content } = aTree(data, packages)
    const environment = { PATH: `${programs}:${searched}` }
    const current = path.join(data, 'profile/current')
    return { store, current, files: content, manifests, environment, note: (one) => notes.push(one), ...more }
  }
  return {
    ...{ data, store, notes, options },
    run: async (packages, more) => runTriggers(options(packages, more), never),
    tool: (name, script) => {
      const file = path.join(programs, name)
      writeFileSync(file, `#!/bin/sh\necho run >> '${count(name)}'\n${script}\n`)
      chmodSync(file, 0o755)
    },
    runs: (name) => (existsSync(count(name)) ? readFileSync(count(name), 'utf8').split('\n').length - 1 : 0),
    made: () => readdirSync(store).filter((name) => /^trigger-|^\.new-/.test(name)),
    content: (output) => {
      const all = output === undefined ? {} : everythingIn(path.join(store, output.directory))
      return Object.fromEntries(
        Object.entries(all).filter(([name, text]) => text !== '/' && !name.startsWith('.multios/')),
      )
    },
  }
}

/** PATH without bwrap, which would keep the scripts from counting. */
export function unboxed(): string {
  const folder = temporaryFolder()
  for (const name of ['cat', 'sh', 'sleep', 'cksum', 'ls', 'rm']) {
    const real = [`/bin/${name}`, `/usr/bin/${name}`].find((file) => existsSync(file))
    if (real !== undefined)
      writeFileSync(path.join(folder, name), `#!/bin/sh\nexec ${real} "$@"\n`, { mode: 0o755 })
  }
  return folder
}
