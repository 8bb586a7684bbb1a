import * as v from 'valibot'
import { parseJsonStrict } from '../../base/json.ts'
import { NpmProblem } from './npm-problem.ts'

/** What a `package.json` says, as far as it is of use here. Everything else in it is ignored. */
export interface Described {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly homepage: string | null
  readonly repository: string | null
  /** Commands, with the file of each, inside the package. */
  readonly commands: ReadonlyMap<string, string>
  /** Of Node, as a relation; empty for any. */
  readonly engine: string
  readonly keywords: readonly string[]
}

/** One name of the registry, with or without a version or a range of them. */
export interface Wanted {
  readonly name: string
  readonly range: string | null
}

const namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/
const rangePattern = /^[A-Za-z0-9.^~<>=|* +-]{1,100}$/

/** `prettier`, `prettier@3.6.2`, `@scope/name@^2`. Anything else could make npm read files, or go elsewhere. */
export function parseWanted(text: string): Wanted {
  const at = text.indexOf('@', 1)
  const [name, range] = at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
  if (!isRegistryName(name)) throw new NpmProblem('name', name)
  if (range !== null && (!rangePattern.test(range) || range.startsWith('-')))
    throw new NpmProblem('name', text)
  return { name, range }
}

export function isRegistryName(name: string): boolean {
  return name.length <= 128 && namePattern.test(name) && !name.startsWith('-')
}

/** `@scope/name` is `scope-name` here. */
export function packageNameOf(name: string): string {
  const plain = name.replace(/^@/, '').replace('/', '-').replaceAll('~', '-')
  if (!/^[a-z0-9]/.test(plain)) throw new NpmProblem('name', name)
  return plain
}

const Text = v.pipe(v.string(), v.maxLength(10_000))
const Said = v.object({
  name: Text,
  version: v.pipe(Text, v.regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/)),
  description: v.optional(v.unknown()),
  license: v.optional(v.unknown()),
  homepage: v.optional(v.unknown()),
  repository: v.optional(v.unknown()),
  bin: v.optional(v.union([Text, v.record(Text, Text)])),
  engines: v.optional(v.unknown()),
  keywords: v.optional(v.unknown()),
})
type Said = v.InferOutput<typeof Said>

export function describe(text: string, wanted: string): Described {
  const parsed = v.safeParse(Said, parsedJson(text))
  if (!parsed.success) throw new NpmProblem('manifest', parsed.issues[0].message)
  const said = parsed.output
  if (said.name !== wanted) throw new NpmProblem('manifest', said.name)
  return {
    name: said.name,
    version: said.version,
    description: line(said.description) ?? said.name,
    license: licenseOf(said.license),
    homepage: webAddress(said.homepage),
    repository: repositoryAddress(said.repository),
    commands: commandsOf(said),
    engine: engineOf(said.engines),
    keywords: Array.isArray(said.keywords) ? said.keywords.flatMap((word) => keyword(word)) : [],
  }
}

function parsedJson(text: string): unknown {
  try {
    return parseJsonStrict(text)
  } catch (error) {
    throw new NpmProblem('manifest', error instanceof Error ? error.message : '', { cause: error })
  }
}

/** A command is a plain name, and leads to a file of the package. */
function commandsOf({ name, bin }: Said): ReadonlyMap<string, string> {
  const all = typeof bin === 'string' ? { [name.replace(/^@[^/]*\//, '')]: bin } : (bin ?? {})
  return new Map(
    Object.entries(all).map(([command, file]) => {
      if (!/^[A-Za-z0-9][A-Za-z0-9+._@-]{0,100}$/.test(command)) throw new NpmProblem('command', command)
      const parts = file.split('/').filter((part) => part !== '' && part !== '.')
      if (file.startsWith('/') || parts.includes('..') || parts.length === 0 || file.includes('\\'))
        throw new NpmProblem('command', `${command}: ${file}`)
      return [command, parts.join('/')]
    }),
  )
}

/** An SPDX expression; what is none says so. */
export function licenseOf(said: unknown): string {
  const text = line(isRecord(said) ? said['type'] : said)
  return text !== null && /^[A-Za-z0-9().+ -]+$/.test(text) && !/^(?:UNLICENSED|SEE LICENSE)/.test(text)
    ? text
    : 'LicenseRef-npm'
}

function webAddress(said: unknown): string | null {
  const text = line(said)
  const url = text === null ? null : URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null
}

/** As people write them: `owner/name`, `github:owner/name`, `git+https://…`, `git@host:owner/name.git`. */
function repositoryAddress(said: unknown): string | null {
  const text = line(isRecord(said) ? said['url'] : said)
  if (text === null) return null
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(text)
  const hosts = { github: 'github.com', gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' }
  if (short !== null) return `https://${hosts[(short[1] ?? 'github') as keyof typeof hosts]}/${short[2]}`
  const whole = text
    .replace(/^git@([^:/]+):/, 'https://$1/')
    .replace(/^(?:git\+)?(?:ssh:\/\/git@|git:\/\/|https?:\/\/)/, 'https://')
  return webAddress(whole.replace(/\.git(?:#.*)?$/, ''))
}

/** Only the simple and usual form, `>=18` or `>=18.12`, says more than "some Node". */
function engineOf(said: unknown): string {
  const text = isRecord(said) ? line(said['node']) : null
  const least = /^>=\s*v?(\d+(?:\.\d+){0,2})(?:\.x)?$/.exec(text ?? '')?.[1]
  return least === undefined ? '' : `>= ${least}`
}

function keyword(word: unknown): string[] {
  const text = line(word)?.toLowerCase()
  return text !== undefined && /^[a-z0-9][a-z0-9 +._-]{0,40}$/.test(text) ? [text] : []
}

/** One line of it, without what no terminal should get. */
function line(said: unknown): string | null {
  if (typeof said !== 'string') return null
  const text = said
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 500)
  return text === '' ? null : text
}

function isRecord(said: unknown): said is Readonly<Record<string, unknown>> {
  return typeof said === 'object' && said !== null
}
