import type { Plugin } from 'vite'

/** As a statement at the head of a chunk, and as an expression for the same module. */
const costly: readonly { readonly module: string; readonly expression: string }[] = [
  ...['node:process', 'node:util'].map((module) => ({
    module,
    expression: `process.getBuiltinModule("${module}")`,
  })),
  {
    module: 'better-sqlite3',
    expression: 'process.getBuiltinModule("node:module").createRequire(import.meta.url)("better-sqlite3")',
  },
]

/**
 * An import of a module that is none of ECMAScript's reads every property of it, or its whole text for names of exports. That
 * takes 1 ms for `node:process`, 2 for `node:util`, whose properties load others when they are read, and 1 for
 * better-sqlite3, in each process. As objects the first two cost nothing, because Node has them already.
 */
export function lightImports(): Plugin {
  return {
    name: 'light-imports',
    renderChunk(code, _, { format }) {
      if (format !== 'es') return null
      const light = costly.reduce((text, { module, expression }) => {
        const statement = new RegExp(`^import ([^;"]*) from "${module}";$`, 'gm')
        return text.replace(statement, (_whole, wanted: string) => {
          return `const ${wanted.replaceAll(' as ', ': ')} = ${expression};`
        })
      }, code)
      // No line moves, so that the map stays what it is.
      return light === code ? null : { code: light, map: null }
    },
  }
}
