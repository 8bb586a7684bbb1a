import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { EngineError } from '../model/failure.ts'

const flag = (standard: boolean) => v.optional(v.boolean(), standard)
const positive = (standard: number) =>
  v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000)), standard)
const text = (standard: string) => v.optional(v.string(), standard)

const ScriptLeave = v.pipe(v.string(), v.regex(/^[^/\s]+\/[^/\s]+$/, 'repository/package, such as "main/*"'))

/** The specification's four tables and keys. `require_signature` is stricter than its sample, on purpose. */
const Config = v.strictObject({
  general: v.optional(
    v.strictObject({
      data_directory: v.optional(v.string()),
      log_level: v.optional(v.picklist(['error', 'warn', 'info', 'debug']), 'info'),
      max_concurrent_downloads: positive(10),
      /** Seconds without a byte after which a transfer is given up. */
      download_timeout: positive(300),
    }),
    {},
  ),
  security: v.optional(
    v.strictObject({
      require_signature: flag(true),
      allow_unsigned: flag(false),
      trusted_publishers_only: flag(false),
      checksum_algorithm: v.optional(v.picklist(['sha256']), 'sha256'),
      /** Whose install scripts may run at all: `repository/package`, with `*` in either. */
      allow_scripts: v.optional(v.union([v.literal(false), v.array(ScriptLeave)], 'false or a list'), false),
    }),
    {},
  ),
  updates: v.optional(
    v.strictObject({
      auto_check: flag(true),
      auto_install: flag(false),
      /** Seconds. */
      check_interval: positive(86_400),
      security_updates_only: flag(false),
      require_confirmation: flag(true),
    }),
    {},
  ),
  scheduler: v.optional(
    v.strictObject({
      maintenance_day: v.optional(
        v.picklist(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']),
        'Sunday',
      ),
      maintenance_time: v.optional(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)), '02:00'),
      timezone: text('UTC'),
      notify_on_updates: flag(true),
    }),
    {},
  ),
})
export type Config = v.InferOutput<typeof Config>

/** A missing file means every default. A wrong type or an unknown key is `config/invalid`, never ignored. */
export async function readConfig(file: string): Promise<Config> {
  const source = readText(file)
  const parsed = v.safeParse(Config, source === '' ? {} : await parseToml(file, source))
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  const key = v.getDotPath(issue) ?? ''
  throw new EngineError('config/invalid', {
    file,
    line: lineOf(source, key),
    key,
    problem: issue.expected === 'never' ? 'unknown' : `is ${issue.received}`,
    accepted: issue.expected === 'never' ? acceptedKeys(key) : acceptedValues(issue),
  })
}

/** What we say of a key ourselves comes first: in the library's own words a pattern is a pattern. */
function acceptedValues({ expected, message }: v.BaseIssue<unknown>): string {
  return message.startsWith('Invalid ') ? (expected ?? message) : message
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new EngineError(
      'config/invalid',
      { file, line: null, key: '', problem: 'cannot be read', accepted: 'a readable TOML file' },
      { cause: error },
    )
  }
}

async function parseToml(file: string, source: string): Promise<unknown> {
  // Nine modules, which whoever has no configuration file does without.
  const { parse, TomlError } = await import('smol-toml')
  try {
    return parse(source)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    throw new EngineError(
      'config/invalid',
      { file, line: error.line, key: '', problem: 'is not TOML', accepted: 'TOML 1.0' },
      { cause: error },
    )
  }
}

/** The line that sets `table.key`, 1-based; null where it cannot be found. */
function lineOf(source: string, dotPath: string): number | null {
  const [table, key] = dotPath.split('.')
  let inside = key === undefined
  for (const [index, line] of source.split('\n').entries()) {
    const header = /^\s*\[\s*([\w-]+)\s*\]/.exec(line)
    if (header !== null) {
      if (key === undefined && header[1] === table) return index + 1
      inside = header[1] === table
    }
    if (inside && new RegExp(`^\\s*["']?${key ?? table}["']?\\s*=`).test(line)) return index + 1
  }
  return null
}

function acceptedKeys(dotPath: string): string {
  const [table, key] = dotPath.split('.')
  if (key === undefined) return Object.keys(Config.entries).join(', ')
  const inner = (Config.entries as Record<string, { wrapped?: { entries?: object } }>)[table ?? '']
  return Object.keys(inner?.wrapped?.entries ?? {}).join(', ')
}
