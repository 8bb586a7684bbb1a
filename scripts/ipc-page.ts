import * as changes from '../engine/api/change-operations.ts'
import * as dependencies from '../engine/api/dependency-operations.ts'
import type { Consent } from '../engine/api/operation.ts'
import { operations } from '../engine/api/operations.ts'
import * as packages from '../engine/api/package-operations.ts'
import * as policy from '../engine/api/policy-operations.ts'
import * as repositories from '../engine/api/repository-operations.ts'
import * as security from '../engine/api/security-operations.ts'
import * as manifest from '../engine/model/manifest.ts'
import * as plan from '../engine/model/plan.ts'
import { fieldsOf, shapeOf, spelledOut, type Schema } from './schema-words.ts'

/** Nouns: what is exported as a schema has a name, and is described once. */
const names = new Map<Schema, string>(
  [manifest, plan, packages, changes, dependencies, policy, repositories, security].flatMap((file) =>
    Object.entries<unknown>(file).flatMap(([name, value]) =>
      isSchema(value) ? [[value, name] as const] : [],
    ),
  ),
)

const opening = `# The operations

Generated from \`engine/api/operations.ts\` by \`./multios docs\`: do not edit. This one table feeds the window's
bridge (Electron and served), the command line and the TypeScript API.

A window calls \`window.multios.start({ id, name, input }, report)\` and gets a reply
\`{ kind: 'done', value } | { kind: 'cancelled' } | { kind: 'failed', failure }\`; \`cancel(id)\` stops it;
\`on(listener)\` hears \`machine-changed\`, \`catalog-changed\` and \`requests-changed\`. Inputs are strict: an unknown field is refused.
\`reads\` never wait for a writer; \`changes\` run one at a time. Sizes are bytes, times ISO 8601.
\`asks\` says what the host asks the person, outside of the window, before it does this for one: \`session\` is an answer that may
hold for a while, and a star means that some inputs need none. Then \`report\` hears \`asking\` and \`asked\`, and a no is
the failure \`consent/refused\`.
A field marked \`?\` may be left out; \`= x\` is what it then is. Failures are listed in \`engine/model/failure.ts\`.
`

/** docs/ipc.md as it has to be for the operation table of today. */
export function ipcPage(): string {
  const rows = Object.entries(operations)
  const list = rows.map(
    ([name, { kind, about, consent }]) =>
      `| [${name}](#${anchor(name)}) | ${kind} | ${asked(consent as (input: object) => Consent)} | ${about} |`,
  )
  const table = ['| operation | kind | asks | what it does |', '|---|---|---|---|', ...list].join('\n')
  const sections = rows.map(
    ([name, { kind, about, input, output }]) =>
      `## ${name}\n\n*${kind}* · ${about}\n\n**Input**: ${described(input as Schema)}\n\n**Output**: ${described(output as Schema)}`,
  )
  const nouns = nounsIn(sections.join()).map(([noun, name]) => `### ${name}\n\n${spelled(noun)}`)
  return [opening, table, ...sections, '## Nouns', ...nouns].join('\n\n') + '\n'
}

/** What most inputs need, with a star where some need none. */
function asked(consent: (input: object) => Consent): string {
  const most = consent({ enabled: true })
  if (most === 'none') return ''
  return [{}, { dryRun: true }].some((input) => consent(input) === 'none') ? `${most}*` : most
}

/** The nouns that `text` speaks of, and those that their own descriptions speak of; by name. */
function nounsIn(text: string): [Schema, string][] {
  const found = new Map<Schema, string>()
  for (const [noun, name] of names) if (new RegExp(`\\b${name}\\b`).test(text)) found.set(noun, name)
  // A map hands out what is added while it is walked, so this ends when nothing new is spoken of.
  for (const [noun] of found) {
    const description = spelled(noun)
    for (const [other, name] of names)
      if (new RegExp(`\\b${name}\\b`).test(description)) found.set(other, name)
  }
  return [...found].sort(([, a], [, b]) => (a < b ? -1 : 1))
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}

/** GitHub's anchor of a heading: dots go. */
function anchor(name: string): string {
  return name.replaceAll('.', '')
}

function described(schema: Schema): string {
  const named = names.has(schema) || (schema.item !== undefined && names.has(schema.item))
  return named ? `\`${shapeOf(schema, names)}\`` : spelled(schema)
}

function spelled(schema: Schema): string {
  const fields = fieldsOf(schema, names)
  if (fields === null) return options(schema)
  if (fields.length === 0) return 'nothing'
  const rows = fields.map(({ name, shape }) => `| \`${name}\` | \`${shape.replaceAll('|', '\\|')}\` |`)
  return `${schema.item === undefined ? '' : 'a list of'}\n\n| field | shape |\n|---|---|\n${rows.join('\n')}`
}

function options(schema: Schema): string {
  if (schema.type !== 'variant') return `\`${spelledOut(schema, names)}\``
  const kinds = (schema.options ?? []).filter((option) => typeof option === 'object')
  return `one of\n\n${kinds.map((kind) => `- \`${spelledOut(kind, names)}\``).join('\n')}`
}
