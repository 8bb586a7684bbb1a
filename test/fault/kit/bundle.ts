import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'

const kit = import.meta.dirname

/**
 * The program that meets the faults, built into `folder`: a process that has to find and translate hundreds of sources
 * first costs five times as much, and there are thousands of them. Returns its file.
 */
export async function bundleCommand(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: kit,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      ssr: true,
      target: 'node24',
      minify: true,
      rollupOptions: {
        input: path.join(kit, 'command-child.ts'),
        external: [/^node:/],
        output: { format: 'es', entryFileNames: 'command.mjs' },
      },
    },
    // Addons look for their binaries beside their own files.
    ssr: { noExternal: true, external: ['better-sqlite3', '@napi-rs/lzma', '@napi-rs/keyring', 'keytar'] },
  })
  symlinkSync(path.resolve(kit, '../../../node_modules'), path.join(folder, 'node_modules'))
  return path.join(folder, 'command.mjs')
}
