/** Runs triggers as a process that can be killed: `trigger-child.ts DATA PACKAGES`. */
import path from 'node:path'
import { runTriggers } from '../../../engine/triggers/run-triggers.ts'
import { aTree, type Packages } from './kit.ts'

const [data, packages] = process.argv.slice(2)
if (data === undefined || packages === undefined) throw new Error('Say what')
const { manifests, content } = aTree(data, JSON.parse(packages) as Packages)
const places = { store: path.join(data, 'store'), current: path.join(data, 'profile/current') }
await runTriggers(
  { ...places, files: content, manifests, environment: process.env },
  new AbortController().signal,
)
