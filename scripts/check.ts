import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'

// Every check, cheap to dear, but for lint: it takes as long as the others together, so it begins with the first of them.
// Names after the command choose among them: ./multios check types lint
const root = path.join(import.meta.dirname, '..')
const checks = ['lint', 'format', 'commits', 'imports', 'styles', 'dead', 'types']

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !checks.includes(name))
if (unknown.length > 0) {
  console.error(`check: there is no "${unknown.join('", "')}"; there are ${checks.join(', ')}.`)
  process.exit(2)
}

const failed = await failedOf(checks.filter((name) => chosen.length === 0 || chosen.includes(name)))
console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

/** Two at a time: each of them keeps one core busy. What one says stands together, whoever ended first. */
async function failedOf(names: readonly string[]): Promise<string[]> {
  const queue = names.values()
  const bad = new Set<string>()
  const lane = async () => {
    for (const name of queue) if (!(await passes(name))) bad.add(name)
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
  return names.filter((name) => bad.has(name))
}

async function passes(name: string): Promise<boolean> {
  const started = performance.now()
  const child = spawn('npm', ['run', '--silent', name === 'format' ? 'format:check' : name], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes))
  const status = await new Promise<number | null>((done) => child.on('close', done))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(Buffer.concat(said))
  console.log(`check: ${name} ${status === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
  return status === 0
}
