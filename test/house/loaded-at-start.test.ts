import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { repositoryRoot } from './repository.ts'

// Every command pays for what its entry imports before it does anything: what few need is imported by those, packages
// and the larger parts of Node itself.

const needed = ['better-sqlite3', 'commander', 'valibot']
const largeParts = [
  'node:child_process',
  'node:dns',
  'node:http',
  'node:https',
  'node:inspector',
  'node:readline',
  'node:tls',
  'node:worker_threads',
]
const staticImport = /^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm

/** Packages, and parts of Node, that are reached from a file by imports that are not put off. */
function packagesFrom(entry: string): string[] {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, wanted = ''] of readFileSync(file, 'utf8').matchAll(staticImport)) {
      if (wanted.startsWith('.')) visit(path.join(path.dirname(file), wanted))
      else if (wanted.startsWith('node:')) packages.add(wanted)
      else
        packages.add(
          wanted
            .split('/')
            .slice(0, wanted.startsWith('@') ? 2 : 1)
            .join('/'),
        )
    }
  }
  visit(path.join(repositoryRoot, entry))
  return [...packages].toSorted()
}

test.each(['cli/start.ts', 'cli/programs/multios-pm.ts', 'engine/index.ts'])(
  '%s loads no package but what every command needs',
  (entry) => {
    const found = packagesFrom(entry)
    expect(found.filter((name) => !name.startsWith('node:') && !needed.includes(name))).toEqual([])
    expect(found.filter((name) => largeParts.includes(name))).toEqual([])
  },
)

test('what few need is found where it is imported', () => {
  expect(packagesFrom('engine/xml/read-xml.ts')).toContain('sax')
})
