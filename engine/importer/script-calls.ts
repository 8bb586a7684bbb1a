/** What a maintainer script asked of update-alternatives and ucf, as our manifest says it. */
import type { Alternative, ConfigurationCopy } from '../model/manifest.ts'
import { memberPath, placedPath } from './placed-path.ts'
import { ArchiveProblem } from '../archive/problem.ts'

/** A command with its arguments. */
export type Call = readonly string[]

export interface ScriptCalls {
  readonly alternatives: readonly Alternative[]
  readonly copies: readonly ConfigurationCopy[]
}

type Linked = Omit<Alternative, 'priority' | 'slaves'>

/** `isThere` tells whether the package has a file: what leads to nothing is left out. */
export function readCalls(calls: readonly Call[], isThere: (path: string) => boolean): ScriptCalls {
  const alternatives = new Map<string, Alternative>()
  const copies = new Map<string, ConfigurationCopy>()
  for (const [command, ...args] of calls) {
    if (command === 'update-alternatives') {
      const made = alternativeOf(args, isThere)
      if (made !== null) alternatives.set(`${made.name} ${made.path}`, made)
    } else if (command === 'ucf') {
      const copy = copyOf(args, isThere)
      if (copy !== null) copies.set(copy.to, copy)
    }
  }
  return { alternatives: [...alternatives.values()], copies: [...copies.values()] }
}

/** Calls with nothing to work out, by the words of the script itself: no variables, no loops. */
export function literalCalls(script: string): readonly Call[] {
  return script
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(?:\/usr\/(?:s?bin)\/)?(update-alternatives|ucf)\s+([^|;&<>`$()]+)/.exec(line)
      if (match === null) return []
      return [[match[1]!, ...match[2]!.trim().split(/\s+/).map(unquoted)]]
    })
}

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2')
}

/** `--install LINK NAME PATH PRIORITY`, then `--slave LINK NAME PATH` any number of times. */
function alternativeOf(args: readonly string[], isThere: (path: string) => boolean): Alternative | null {
  const at = args.indexOf('--install')
  if (at === -1) return null
  const master = linkedOf(args.slice(at + 1, at + 4), isThere)
  const priority = Number(args[at + 4])
  if (master === null || !Number.isSafeInteger(priority) || Math.abs(priority) > 999_999_999) return null
  const slaves: Linked[] = []
  for (let next = args.indexOf('--slave', at); next !== -1; next = args.indexOf('--slave', next + 1)) {
    const slave = linkedOf(args.slice(next + 1, next + 4), isThere)
    if (slave !== null) slaves.push(slave)
  }
  return { ...master, priority, ...(slaves.length === 0 ? {} : { slaves }) }
}

function linkedOf(words: readonly string[], isThere: (path: string) => boolean): Linked | null {
  const [link, name, path] = [treePath(words[0]), words[1], treePath(words[2])]
  if (link === null || path === null || name === undefined) return null
  return /^[A-Za-z0-9][A-Za-z0-9+._-]*$/.test(name) && isThere(path) ? { name, link, path } : null
}

/** The pattern and its place are the first two words that are no options. */
function copyOf(args: readonly string[], isThere: (path: string) => boolean): ConfigurationCopy | null {
  const words = args.filter((word) => word.startsWith('/'))
  const [from, to] = [treePath(words[0]), treePath(words[1])]
  if (from === null || to === null || words.length !== 2) return null
  return isThere(from) && to.startsWith('etc/') ? { from, to } : null
}

function treePath(written: string | undefined): string | null {
  if (written?.startsWith('/') !== true || written.includes('$')) return null
  try {
    return placedPath(memberPath(written.slice(1)))
  } catch (error) {
    // A path that no package could have is no path of this one.
    if (error instanceof ArchiveProblem) return null
    throw error
  }
}
