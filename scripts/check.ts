import { spawnSync } from 'node:child_process'
import path from 'node:path'

// Every check, cheap to dear. Names after the command choose among them: ./multios check types lint
const root = path.join(import.meta.dirname, '..')
const checks = ['format', 'commits', 'imports', 'styles', 'dead', 'lint', 'types']

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !checks.includes(name))
if (unknown.length > 0) {
  console.error(`check: there is no "${unknown.join('", "')}"; there are ${checks.join(', ')}.`)
  process.exit(2)
}

const failed = checks.filter((name) => (chosen.length === 0 || chosen.includes(name)) && !passes(name))
console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

function passes(name: string): boolean {
  const started = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', name === 'format' ? 'format:check' : name], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`check: ${name} ${status === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
  return status === 0
}
