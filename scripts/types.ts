import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'

// Checks the four compiler projects. The window needs vue-tsc; the others are told apart only by what exists in them.
const root = path.join(import.meta.dirname, '..')
const compilers = path.join(root, 'node_modules')
const projects = [
  { project: 'tsconfig.core.json', compiler: 'typescript/bin/tsc' },
  { project: 'tsconfig.preload.json', compiler: 'typescript/bin/tsc' },
  { project: 'tsconfig.node.json', compiler: 'typescript/bin/tsc' },
  { project: 'tsconfig.web.json', compiler: 'vue-tsc/bin/vue-tsc.js' },
]

process.exitCode = await checkAll()

/** Two at a time at most: each holds a whole program in memory. */
async function checkAll(): Promise<number> {
  const waiting = [...projects]
  const work = async (): Promise<number> => {
    let worst = 0
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      worst = Math.max(worst, await check(next.project, next.compiler))
    }
    return worst
  }
  const lanes = Array.from({ length: Math.min(2, availableParallelism()) }, work)
  return Math.max(...(await Promise.all(lanes)))
}

function check(project: string, compiler: string): Promise<number> {
  // What has not changed since is not looked at again.
  const kept = path.join(root, '.cache', 'types', project.replace('.json', '.tsbuildinfo'))
  const incremental = ['--incremental', '--tsBuildInfoFile', kept]
  const args = [path.join(compilers, compiler), '--project', project, '--pretty', 'false', ...incremental]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
}
