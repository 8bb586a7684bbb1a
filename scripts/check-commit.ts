import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { commitProblem } from './commit-message.ts'

// Every commit says what kind of change it is, where, and in a few words what. `--root DIR` checks another clone.
const root = process.argv[2] === '--root' ? process.argv[3] : path.join(import.meta.dirname, '..')
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 })

// Folders of every commit, not of today: a folder that moved must not turn its history wrong. A page at the top
// (README.md) has no folder, and is called by its own name.
const folders = new Set(
  git('log', '--pretty=format:', '--name-only')
    .split('\n')
    .flatMap((file) =>
      /^\w+\.md$/.test(file) ? [file.slice(0, -3).toLowerCase()] : file.split('/').slice(0, -1),
    ),
)
const commits = git('log', '--no-merges', '--pretty=format:%h %s').split('\n')
const problems = commits.flatMap((line) => {
  const [hash = '', ...words] = line.split(' ')
  const problem = commitProblem(words.join(' '), folders)
  return problem === null ? [] : [`${hash} ${problem}: ${words.join(' ')}`]
})

for (const problem of problems) console.error(problem)
console.log(`commits: ${commits.length} read, ${problems.length} wrong`)
process.exitCode = problems.length === 0 ? 0 : 1
