import path from 'node:path'
import type { Rolldown } from 'vite'

interface Imported {
  /** As the chunk writes it: `./other.js`. */
  readonly from: string
  readonly name: string
  readonly local: string
}

interface Exported {
  readonly local: string
  readonly name: string
}

/** A chunk as a classic script, of which V8 can keep all compiled code, and the module that loads it. */
export interface AsScript {
  /** Of the chunk, and of the script beside it, in the folder that is built. */
  readonly chunk: string
  readonly fileName: string
  /** A function of what is imported, that answers what is exported, by their local names. */
  readonly source: string
  readonly loader: string
  readonly imports: readonly Imported[]
  readonly exports: readonly Exported[]
}

type Statement = ReturnType<Rolldown.PluginContext['parse']>['body'][number]

export function toScript(chunk: Rolldown.OutputChunk, body: readonly Statement[]): AsScript {
  const fileName = chunk.fileName.replace(/\.m?js$/, '.script.js')
  const imports = body.flatMap((statement) => importsOf(statement, chunk))
  const exports = body.flatMap((statement) => exportsOf(statement, chunk))
  const locals = imports.map(({ local }) => local).join(', ')
  const code = withoutModuleWords(chunk.code, body)
  const results = [...new Set(exports.map(({ local }) => local))].join(', ')
  // All on the first line, so that the lines of the source map stay what they are.
  const source = `(function (${locals}) {"use strict"; ${code}\nreturn { ${results} };\n})\n`
  return {
    chunk: chunk.fileName,
    fileName,
    source,
    loader: loaderOf({ fileName, imports, exports, locals }),
    imports,
    exports,
  }
}

function importsOf(statement: Statement, { fileName }: Rolldown.OutputChunk): Imported[] {
  if (statement.type !== 'ImportDeclaration') return []
  const from = statement.source.value
  return statement.specifiers.map((specifier) => {
    if (
      specifier.type !== 'ImportSpecifier' ||
      specifier.imported.type !== 'Identifier' ||
      !from.startsWith('./')
    )
      throw new Error(`${fileName} imports ${from} in a way that no script of ours can`)
    return { from, name: specifier.imported.name, local: specifier.local.name }
  })
}

function exportsOf(statement: Statement, { fileName }: Rolldown.OutputChunk): Exported[] {
  if (!statement.type.startsWith('Export')) return []
  if (
    statement.type !== 'ExportNamedDeclaration' ||
    statement.source !== null ||
    statement.declaration !== null
  )
    throw new Error(`${fileName} exports in a way that no script of ours can`)
  return statement.specifiers.map(({ local, exported }) => {
    if (local.type !== 'Identifier' || exported.type !== 'Identifier')
      throw new Error(`${fileName} exports under a name that is no word`)
    return { local: local.name, name: exported.name }
  })
}

function withoutModuleWords(code: string, body: readonly Statement[]): string {
  let left = ''
  let at = 0
  for (const { type, start, end } of body) {
    if (type !== 'ImportDeclaration' && !type.startsWith('Export')) continue
    left += code.slice(at, start) + code.slice(start, end).replaceAll(/[^\n]/g, '')
    at = end
  }
  return left + code.slice(at)
}

interface Loader extends Pick<AsScript, 'fileName' | 'imports' | 'exports'> {
  readonly locals: string
}

/** Without its compiled code, or with that of another V8, the script is compiled as it is called. */
function loaderOf({ fileName, imports, exports, locals }: Loader): string {
  const name = path.posix.basename(fileName, '.script.js')
  const sources = [...new Set(imports.map(({ from }) => from))]
  const words = sources.map((source) => {
    const names = imports.filter(({ from }) => from === source)
    return `import { ${names.map((each) => `${each.name} as ${each.local}`).join(', ')} } from '${source}'`
  })
  const results = [...new Set(exports.map(({ local }) => local))].join(', ')
  return `${words.join('\n')}
import { existsSync as isThere, readFileSync as readWhole } from 'node:fs'
import { Script as KeptScript } from 'node:vm'
const keptAt = import.meta.dirname + '/${name}'
const keptOptions = { filename: keptAt + '.script.js' }
if (isThere(keptAt + '.script.code')) keptOptions.cachedData = readWhole(keptAt + '.script.code')
const { ${results} } = new KeptScript(readWhole(keptAt + '.script.js', 'utf8'), keptOptions).runInThisContext()(${locals})
export { ${exports.map(({ local, name: as }) => `${local} as ${as}`).join(', ')} }
`
}
