import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Role, SearchDocument } from '../../../engine/search/document.ts'

const variants: readonly (readonly [suffix: string, prefix: string, about: string])[] = [
  ['-dev', '', 'development files'],
  ['-doc', '', 'documentation'],
  ['-data', '', 'data files'],
  ['1', 'lib', 'shared library'],
  ['-perl', 'lib', 'bindings for Perl'],
  ['', 'python3-', 'module for Python'],
  ['-dbg', '', 'debugging symbols'],
]

/** Well-known programs, told in words of our own, and seven packages around each that nobody types a name for. */
export function universe(): SearchDocument[] {
  const text = readFileSync(path.join(import.meta.dirname, 'programs.txt'), 'utf8')
  const lines = text.trim().split('\n').slice(1)
  const programs = lines.map((line) => programOf(line))
  const distractors = programs.flatMap((program) =>
    variants.map(([suffix, prefix, about]) =>
      aDocument({
        name: `${prefix}${program.name}${suffix}`,
        summary: `${program.summary} - ${about}`,
        categories: ['Libraries'],
      }),
    ),
  )
  const taken = new Set(programs.map(({ name }) => name))
  return [...programs, ...distractors.filter(({ name }) => !taken.has(name))].map((each, at) => ({
    ...each,
    release: at + 1,
  }))
}

function programOf(line: string): SearchDocument {
  const [name = '', title = '', role = '', categories = '', commands = '', types = '', summary = ''] =
    line.split('|')
  return aDocument({
    name,
    title: title === '' ? name : title,
    role: role as Role,
    categories: listOf(categories),
    commands: listOf(commands).map((command) => (command === '=' ? name : command)),
    mediaTypes: listOf(types),
    summary,
  })
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(',')
}

/** A package of the repository `main`, offered to this machine, and whatever else is said of it. */
export function aDocument(more: Partial<SearchDocument> & { readonly name: string }): SearchDocument {
  const summary = more.summary ?? `The ${more.name} package`
  return {
    release: 1,
    repository: 'main',
    title: more.name,
    summary,
    description: summary,
    commands: [],
    tags: [],
    categories: [],
    provides: [],
    mediaTypes: [],
    uses: [],
    license: 'MIT',
    role: 'component',
    verified: false,
    size: 1_000,
    published: '2026-01-01T00:00:00.000Z',
    standing: 'offered',
    card: '[]',
    ...more,
  }
}
