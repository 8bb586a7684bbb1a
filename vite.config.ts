import { builtinModules } from 'node:module'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { stampOf } from './engine/operations/starter-stamp.ts'
import pkg from './package.json' with { type: 'json' }
import { keptCode } from './scripts/kept-code/plugin.ts'
import { chunkGroup } from './scripts/kept-code/chunks.ts'
import { leanCommander } from './scripts/lean-commander.ts'
import { lightImports } from './scripts/light-imports.ts'

const root = import.meta.dirname
/** Dependencies that every command loads. Of the first, no command uses more than a tenth. */
const joined = ['valibot', 'commander']
const external = [
  'electron',
  /^electron\//,
  /^node:/,
  ...builtinModules,
  ...Object.keys({ ...pkg.dependencies, ...pkg.optionalDependencies })
    .filter((name) => !joined.includes(name))
    .flatMap((name) => [name, new RegExp(`^${name}/`)]),
]

/** Midnight, so that two builds of one day are the same; `SOURCE_DATE_EPOCH` where it is set, in seconds. */
function dayOfBuild(): number {
  const day = 86_400_000
  const given = Number(process.env['SOURCE_DATE_EPOCH'])
  return Math.floor((given > 0 ? given * 1_000 : Date.now()) / day) * day
}

/** A bundle for Node: our own files joined, nearly every dependency left to Node's own loader. */
const node = (input: Record<string, string>, outDir: string, format: 'es' | 'cjs') => ({
  consumer: 'server' as const,
  define: {
    builtStarterStamp: JSON.stringify(stampOf(path.join(root, 'assets/starter'))),
    builtOn: JSON.stringify(dayOfBuild()),
  },
  resolve: {
    conditions: ['node', 'import', 'module', 'default'],
    mainFields: ['module', 'main'],
    external: true as const,
    noExternal: joined,
  },
  build: {
    outDir: path.join(root, outDir),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    ssr: true,
    copyPublicDir: false,
    rollupOptions: {
      input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, path.join(root, file)])),
      external,
      output: {
        format,
        // V8 reads a source of ASCII alone at half the cost. Lines stay, for who reads a stack trace.
        comments: { legal: true, annotation: false, jsdoc: false },
        minify: {
          ...{ compress: false, mangle: false },
          codegen: { removeWhitespace: false, asciiOnly: true, legalComments: 'inline' as const },
        },
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: format === 'cjs' ? false : { groups: [chunkGroup()] },
      },
    },
  },
})

export default defineConfig({
  root: path.join(root, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [vue(), keptCode(), leanCommander(), lightImports()],
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload']) await builder.build(builder.environments[name]!)
    },
  },
  environments: {
    client: {
      build: {
        outDir: path.join(root, 'out/renderer'),
        emptyOutDir: true,
        target: 'chrome140',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        // Dozens of tiny files cost more than they save: what the first page needs comes in two. Styles belong to
        // the shell, because the first stylesheet of all fixes the order of the cascade layers.
        rollupOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'base', test: /[\\/](node_modules|engine|client)[\\/]/, priority: 2 },
                {
                  name: 'shell',
                  test: /[\\/]renderer[\\/](app|ui|stores|composables|format|locales|styles)[\\/]/,
                  priority: 1,
                },
              ],
            },
          },
        },
      },
    },
    main: node(
      {
        'multios-pm': 'cli/multios-pm.ts',
        'multios-builder': 'cli/multios-builder.ts',
        'multios-repo-builder': 'cli/multios-repo-builder.ts',
        'multios-tuf-client': 'cli/multios-tuf-client.ts',
        'catalog-worker': 'engine/catalog/catalog-worker.ts',
        'check-worker': 'engine/store/check-worker.ts',
        'stage-worker': 'engine/store/stage-worker.ts',
        'import-worker': 'engine/importer/import-worker.ts',
        center: 'main/center/main.ts',
        served: 'main/served/main.ts',
        electron: 'main/electron/main.ts',
      },
      'out/main',
      'es',
    ),
    preload: node({ preload: 'preload/preload.ts' }, 'out/preload', 'cjs'),
  },
  test: {
    root,
    // Tests wait for processes and disks more than they compute.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**', 'test/journeys/**'],
          // Only what hangs ends by these: a machine that does other things besides takes its time.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'window',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
