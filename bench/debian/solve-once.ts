import { openSync, readFileSync, readSync } from 'node:fs'
import { tuneForOneCommand } from '../../cli/tune.ts'
import type { InstalledPackage, Wish } from '../../engine/resolver/package-source.ts'
import { openPolicy, usualOptions } from '../../engine/resolver/package-source.ts'
import { atRestIn } from '../../engine/resolver/at-rest.ts'
import { lengthsIn, prefixBytes } from '../../engine/resolver/pool-layout.ts'
import { placeIn } from '../../engine/resolver/placed.ts'
import { openPool, type Pool } from '../../engine/resolver/pool.ts'
import { resolve, usualBudget, type Resolution } from '../../engine/resolver/resolve.ts'

// Run as a fresh process, built: `JOB` on the command line, an `Outcome` on standard output. Only what happens between
// the imports and the answer is measured.

/** Paths, and the requests to answer one after the other. */
export interface Job {
  readonly pool: string
  readonly installed: string | null
  readonly requests: readonly (readonly Wish[])[]
}

/** Milliseconds; `cpu` counts every thread of the process. */
export interface Spent {
  readonly wall: number
  readonly cpu: number
}

export type NameAndVersion = readonly [name: string, version: string]

export interface Answer {
  readonly kind: Resolution['kind']
  readonly solve: Spent
  /** The whole new state; empty where there is none. */
  readonly packages: readonly NameAndVersion[]
  readonly sentence: unknown
}

export interface Outcome {
  readonly load: Spent
  readonly answers: readonly Answer[]
  /** Bytes of memory that were resident at once. */
  readonly peak: number
}

export interface InstalledEntry {
  readonly name: string
  readonly version: string
  readonly digest: string
}

tuneForOneCommand()
// The clock is loaded by whoever asks it first.
spent(() => null)
const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Job
const installed = readInstalled(job.installed)
const [pool, load] = spent(() => openMachine(job.pool))
if (pool === null) throw new Error(`${job.pool} is no pool`)
const answers = job.requests.map((wishes) => answer(pool, wishes))
const outcome: Outcome = { load, answers, peak: peakBytes() }
process.stdout.write(JSON.stringify(outcome))

/** The system's own `maxRSS` begins with that of whoever started this process. */
function peakBytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}

function answer(opened: Pool, wishes: readonly Wish[]): Answer {
  const input = {
    pool: opened,
    installed,
    wishes,
    // The rivals know no channels.
    policy: { ...openPolicy([{ name: 'debian', priority: 100 }]), development: true },
    options: { ...usualOptions, recommends: false },
    securityFixes: new Set<string>(),
  }
  const [resolution, solve] = spent(() => resolve(input, usualBudget, () => false))
  const releases = resolution.kind === 'solved' ? resolution.releases : []
  return {
    kind: resolution.kind,
    solve,
    packages: releases.map(({ release }) => [release.name, release.version] as const),
    sentence: resolution.kind === 'unsolvable' ? resolution.explanation : null,
  }
}

/**
 * The pool, where what is installed lies in it and, for requests that only add, that all of it can stay: rivals look at
 * what is installed while they load, too.
 */
function openMachine(file: string): Pool | null {
  const opened = openFile(file)
  if (opened === null) return null
  const placed = placeIn(opened, installed)
  if (job.requests.flat().every(({ kind }) => kind === 'install')) atRestIn(opened, placed)
  return opened
}

/** As the product does: what every request touches now, the rest when it is asked for. */
function openFile(file: string): Pool | null {
  const handle = openSync(file, 'r')
  const read = (offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(handle, bytes, 0, length, offset))
  }
  const lengths = lengthsIn(read(0, prefixBytes))
  return lengths === null ? null : openPool(read(0, lengths.first), read)
}

function readInstalled(file: string | null): readonly InstalledPackage[] {
  if (file === null) return []
  const entries = JSON.parse(readFileSync(file, 'utf8')) as readonly InstalledEntry[]
  return entries.map(({ name, version, digest }) => ({
    name,
    version,
    digest,
    repository: 'debian',
    chosen: true,
    unmet: [],
    declare: () => {
      throw new Error(`${name} ${version} is in the archive`)
    },
  }))
}

function spent<T>(work: () => T): readonly [T, Spent] {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const value = work()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return [value, { wall, cpu: (user + system) / 1_000 }]
}
