import type { Plugin } from 'vite'

/**
 * commander can start programs for its subcommands, which ours have none of. What that takes of Node is loaded in
 * milliseconds, by each command.
 */
export function leanCommander(): Plugin {
  return {
    name: 'lean-commander',
    transform: {
      filter: { id: /[\\/]commander[\\/]lib[\\/]command\.js$/ },
      handler(code) {
        const lean = code.replace(
          /^import childProcess from 'node:child_process';$/m,
          'const childProcess = {};',
        )
        if (lean === code) throw new Error('commander loads node:child_process in another way than it did')
        return { code: lean, map: null }
      },
    },
  }
}
