import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { EngineError, type ErrorFacts } from '../model/failure.ts'
import { onDisk, systemCode } from '../system-errors.ts'

/** A YAML file of ours, written by a person: every scalar is its source text, every complaint has a line. */
export interface YamlDocument {
  readonly file: string
  readonly value: unknown
  /** 1-based line of what `path` leads to; of the nearest thing above it where that is absent. */
  readonly lineOf: (path: readonly (string | number)[]) => number | null
}

/** Bytes. A recipe is read by people. */
const maximumBytes = 1024 * 1024

export async function readYaml(file: string): Promise<YamlDocument> {
  const text = await onDisk(file, async () =>
    readFile(file, 'utf8').catch((error: unknown) => {
      throw isMissing(error) ? new EngineError('file/not-found', { path: file }, { cause: error }) : error
    }),
  )
  if (text.length > maximumBytes) {
    throw invalid({
      file,
      line: null,
      key: '',
      problem: `is longer than ${maximumBytes} characters`,
      accepted: 'a short text',
    })
  }
  return parseYaml(file, text)
}

/** A folder of that name is not the file that was looked for either. */
function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(error) ?? '')
}

/** Aliases, anchors and tags are refused: they let a short text stand for a huge or strange one. */
export function parseYaml(file: string, text: string): YamlDocument {
  const lineCounter = new LineCounter()
  // The failsafe schema reads no numbers: `version: 1.0` stays "1.0" and is not the number 1.
  const document = parseDocument(text, {
    lineCounter,
    schema: 'failsafe',
    uniqueKeys: true,
    logLevel: 'error',
  })
  const [error] = document.errors
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? null
    throw invalid({ file, line, key: '', problem: syntaxProblem(error), accepted: 'YAML' })
  }
  const lineAt = (node: Node | null | undefined): number | null =>
    node?.range ? lineCounter.linePos(node.range[0]).line : null
  const refuse = (node: Node, what: string): never => {
    throw invalid({
      file,
      line: lineAt(node),
      key: '',
      problem: `uses ${what}`,
      accepted: 'plain YAML, everything written out',
    })
  }
  visit(document, {
    Alias: (_key, node) => refuse(node, `the alias *${node.source}`),
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor !== undefined) refuse(node, `the anchor &${node.anchor}`)
      if ('tag' in node && node.tag !== undefined && !isResolvedTag(node.tag))
        refuse(node, `the tag ${node.tag}`)
    },
  })
  const value: unknown = document.toJS()
  return { file, value, lineOf: (path) => lineOf(document.contents, path, lineAt) }
}

/** In words for whoever wrote the file: some of the parser's are about its own inside. */
function syntaxProblem({ code, message }: { readonly code: string; readonly message: string }): string {
  if (code === 'MULTIPLE_DOCS') return 'begins a second document with "---"'
  if (message.includes('call stack')) return 'is nested too deeply'
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
}

/** Checks a document against a schema; the first thing wrong is the failure, with its line and what would do. */
export function checkYaml<S extends v.GenericSchema>(document: YamlDocument, schema: S): v.InferOutput<S> {
  const checked = v.safeParse(schema, document.value)
  if (checked.success) return checked.output
  // A misspelt key is the cause of the one that is missing.
  const issue = checked.issues.find(isUnknownField) ?? checked.issues[0]
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  // Its first entry would be told as a field of the name 0.
  if (isUnknownField(issue) && Array.isArray(issue.path?.at(-1)?.input))
    throw complaint(document, path.slice(0, -1), kinds['Array']!, expectations['Object']!)
  throw complaint(document, path, problemOf(issue), acceptedAt(issue, schema, path))
}

/** What is wrong at `path`, as a failure. */
export function complaint(
  document: YamlDocument,
  path: readonly (string | number)[],
  problem: string,
  accepted: string,
): EngineError<'recipe/invalid'> {
  return invalid({ file: document.file, line: document.lineOf(path), key: path.join('.'), problem, accepted })
}

function invalid(facts: ErrorFacts['recipe/invalid']): EngineError<'recipe/invalid'> {
  return new EngineError('recipe/invalid', facts)
}

function isUnknownField(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never'
}

/** Characters of a wrong value that are told back: enough to recognize it. */
const shown = 60

function problemOf(issue: v.BaseIssue<unknown>): string {
  if (isUnknownField(issue)) return 'unknown field'
  const { received, input } = issue
  const kind = input === '' ? kinds['""'] : kinds[received]
  if (kind !== undefined) return kind
  if (issue.type === 'max_length') return `has ${received}`
  return `is ${received.length > shown ? `${received.slice(0, shown)}…` : received}`
}

/** What the reader makes of a document, in words for who wrote it. */
const kinds: Readonly<Record<string, string>> = {
  undefined: 'missing',
  Array: 'is a list',
  Object: 'is a group of fields',
  null: 'is empty',
  '""': 'is empty',
}

function acceptedAt(
  issue: v.BaseIssue<unknown>,
  schema: v.GenericSchema,
  path: readonly (string | number)[],
): string {
  const around = partsAt(schema, path.slice(0, -1)).entries ?? {}
  if (isUnknownField(issue)) return Object.keys(around).join(', ')
  const field = around[path.at(-1) ?? '']
  // What is missing is told by what may stand there.
  const missing = issue.received === 'undefined' && field !== undefined
  return acceptedBy((missing ? v.safeParse(field, undefined).issues?.[0] : undefined) ?? issue)
}

/** The schema's own words where it has some; else what it expects. */
function acceptedBy({ message, expected }: v.BaseIssue<unknown>): string {
  if (!message.startsWith('Invalid ')) return message
  return expectations[expected ?? ''] ?? expected ?? 'another value'
}

const expectations: Readonly<Record<string, string>> = {
  Object: 'fields, each as "name: value"',
  Array: 'a list, each entry on a line of its own after "- "',
  string: 'text',
}

/** What a schema is made of, as far as a path leads through it. */
interface SchemaParts {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
  readonly wrapped?: SchemaParts
  readonly item?: SchemaParts
}

/** What stands where `path` leads. */
function partsAt(schema: v.GenericSchema, path: readonly (string | number)[]): SchemaParts {
  let at = unwrapped(schema as SchemaParts)
  for (const step of path) at = unwrapped((at.entries?.[step] as SchemaParts | undefined) ?? at.item ?? {})
  return at
}

/** Without the layers that only say that it may be absent. */
function unwrapped(schema: SchemaParts): SchemaParts {
  return schema.wrapped === undefined ? schema : unwrapped(schema.wrapped)
}

function lineOf(
  root: Node | null,
  path: readonly (string | number)[],
  lineAt: (node: Node | null | undefined) => number | null,
): number | null {
  let node: Node | null | undefined = root
  let line = lineAt(root)
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined
    const next: unknown = isSeq(node) ? node.items[Number(step)] : pair?.value
    // The key's line, as a value may begin below it.
    line = lineAt((pair?.key ?? next) as Node | undefined) ?? line
    node = next as Node | null | undefined
  }
  return line
}

/** The reader gives every node the tag of its kind; only a written one is refused. */
function isResolvedTag(tag: string): boolean {
  return ['tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq', 'tag:yaml.org,2002:str'].includes(tag)
}
