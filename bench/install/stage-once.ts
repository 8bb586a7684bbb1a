import { readFileSync } from 'node:fs'
import { leaveThreadsTheirLimits, tuneForOneCommand } from '../../cli/tune.ts'
import { addToStore } from '../../engine/store/content-store.ts'
import { layoutOf } from '../../engine/store/layout.ts'
import type { Arrival } from '../../engine/store/stage-release.ts'

// Run as a fresh process, built: `JOB DATA-DIRECTORY` on the command line. Adds the job's artifacts to a store: unpacked,
// every file hashed, synced, in place.

const [job = '', data = ''] = process.argv.slice(2)
tuneForOneCommand()
leaveThreadsTheirLimits()
const arrivals = JSON.parse(readFileSync(job, 'utf8')) as readonly Arrival[]
await addToStore(layoutOf(data), arrivals, { again: new Set(), isAlone: true }, new AbortController().signal)
