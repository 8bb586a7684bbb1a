/** Settles exports as a process that can be killed: `settle-child.ts FOLDER GENERATION PACKAGES`. */
import { settleExports } from '../../../engine/triggers/settle-exports.ts'
import { optionsFor, type Packages } from './kit.ts'

const [folder, generation, packages] = process.argv.slice(2)
if (folder === undefined || generation === undefined || packages === undefined) throw new Error('Say what')
const options = optionsFor(folder, Number(generation), JSON.parse(packages) as Packages)
process.stdout.write('ready\n')
await settleExports(options, new AbortController().signal)
