import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { byCodePoint } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { Justification, VexStatement, VexStatus } from '../model/vex.ts'
import { onDisk, systemCode } from '../system-errors.ts'

const Text = v.pipe(v.string(), v.minLength(1))

/** OpenVEX 0.2.0, as far as it is used; other fields are the author's. */
const Statement = v.object({
  vulnerability: v.object({ name: Text, '@id': v.optional(Text), aliases: v.optional(v.array(Text), []) }),
  products: v.pipe(v.array(v.object({ '@id': Text })), v.minLength(1)),
  status: VexStatus,
  justification: v.optional(Justification),
  impact_statement: v.optional(Text),
  action_statement: v.optional(Text),
  timestamp: v.optional(Text),
})
const Document = v.object({
  '@context': v.pipe(v.string(), v.startsWith('https://openvex.dev/ns/v0.2', 'OpenVEX 0.2')),
  '@id': Text,
  author: Text,
  timestamp: Text,
  statements: v.pipe(v.array(Statement), v.minLength(1)),
})
type Document = v.InferOutput<typeof Document>
type Statement = v.InferOutput<typeof Statement>

/** The statements of the OpenVEX documents in `vex/` of a repository, by file. Throws `recipe/invalid`. */
export async function readVex(repository: string): Promise<VexStatement[]> {
  const folder = path.join(repository, 'vex')
  const names = await onDisk(folder, async () =>
    readdir(folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return []
      throw error
    }),
  )
  const statements: VexStatement[] = []
  for (const name of names.filter((one) => one.endsWith('.json')).toSorted(byCodePoint))
    statements.push(...(await readDocument(path.join(folder, name))))
  return statements
}

async function readDocument(file: string): Promise<VexStatement[]> {
  const text = await onDisk(file, async () => readFile(file, 'utf8'))
  const document = checked(Document, parsed(text, file), { file, at: '' })
  return document.statements.map((statement, index) => {
    const at = `statements.${index}`
    const { status, justification, impact_statement: impact } = statement
    // The standard: whoever says that it does no harm, says why.
    if (status === 'not_affected' && justification === undefined && impact === undefined)
      throw invalid(file, `${at}.justification`, 'is missing, and so is impact_statement')
    return checked(VexStatement, statementOf(document, statement, { file, at }), { file, at })
  })
}

interface Where {
  readonly file: string
  readonly at: string
}

function statementOf(document: Document, statement: Statement, where: Where): VexStatement {
  const { vulnerability, products, status, justification } = statement
  const words = statement.impact_statement ?? statement.action_statement
  return {
    document: document['@id'],
    author: document.author,
    vulnerability: [...new Set([vulnerability.name, ...vulnerability.aliases])],
    products: products.map((product) => productIn(product['@id'], where)),
    status,
    ...(justification === undefined ? {} : { justification }),
    ...(words === undefined ? {} : { statement: words }),
    at: statement.timestamp ?? document.timestamp,
  }
}

/** A package URL of a package of ours, such as `pkg:generic/editor@2.0`, or the name alone. */
function productIn(id: string, { file, at }: Where): VexStatement['products'][number] {
  const told = /^(?:pkg:(?:generic|deb\/debian|npm)\/)?([^@?#]+)(?:@([^?#]+))?(?:[?#].*)?$/.exec(id)
  try {
    const name = decodeURIComponent(told?.[1] ?? '')
    const version = told?.[2] === undefined ? undefined : decodeURIComponent(told[2])
    if (/^[a-z0-9][a-z0-9+._-]{0,127}$/.test(name))
      return { name, ...(version === undefined ? {} : { version }) }
  } catch (error) {
    if (!(error instanceof URIError)) throw error
  }
  throw invalid(file, `${at}.products`, `${JSON.stringify(id)} names no package`)
}

function parsed(text: string, file: string): unknown {
  try {
    return parseJsonStrict(text)
  } catch (error) {
    throw invalid(file, '', 'is no JSON', error)
  }
}

function checked<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  { file, at }: Where,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const [issue] = result.issues
  throw invalid(file, [at, v.getDotPath(issue) ?? ''].filter((part) => part !== '').join('.'), issue.message)
}

function invalid(file: string, key: string, problem: string, cause?: unknown): EngineError {
  const facts = { file, line: null, key, problem, accepted: 'an OpenVEX 0.2 document' }
  return new EngineError('recipe/invalid', facts, { cause })
}
