import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeStubElectron } from './stub-electron.ts'

const root = path.join(import.meta.dirname, '..', '..')
let folder: string
let app: string
let packed: readonly string[]

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'multios-packaging-'))
  execFileSync('sh', ['scripts/build.sh'], { cwd: root, stdio: 'pipe' })
  const electron = JSON.parse(
    readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as {
    version: string
  }
  await writeStubElectron(path.join(folder, 'electron'), electron.version)
  const args = [
    'node_modules/electron-builder/cli.js',
    '--dir',
    `-c.electronDist=${path.join(folder, 'electron')}`,
    `-c.directories.output=${path.join(folder, 'dist')}`,
  ]
  execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe' })
  const unpacked = readdirSync(path.join(folder, 'dist')).find((name) => name.endsWith('unpacked'))
  app = path.join(folder, 'dist', String(unpacked))
  packed = listPackage(path.join(app, 'resources', 'app.asar'), { isPack: false })
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const having = (pattern: RegExp): readonly string[] => packed.filter((name) => pattern.test(name))

test('the app has its main process, its preload, its window and the starter repository', () => {
  const needed = [
    '/package.json',
    '/out/main/electron.js',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
    '/assets/starter/repository.yaml',
  ]

  expect(needed.filter((name) => !packed.includes(name))).toEqual([])
  expect(having(/^\/out\/renderer\/assets\/.*\.js$/)).not.toEqual([])
})

test('the app has no test, no source and no source map', () => {
  expect(having(/^\/(test|engine|main|preload|renderer|cli|scripts|bench|docs|\.ci)(\/|$)/)).toEqual([])
  expect(having(/\.(ts|vue|map)$/)).toEqual([])
})

test('what only building and testing need stays at home', () => {
  const tools = [
    'vite',
    'vitest',
    'typescript',
    'electron',
    'electron-builder',
    '@playwright/test',
    'eslint',
    'vue',
  ]

  expect(tools.filter((name) => packed.includes(`/node_modules/${name}`))).toEqual([])
})

test('what the engine needs is there, with its native code outside the archive', () => {
  const needed = ['better-sqlite3', '@napi-rs/lzma', '@napi-rs/keyring', 'tuf-js', 'valibot']
  const natives = having(/\.node$/)
  const outside = natives.filter((name) => existsSync(path.join(app, 'resources', 'app.asar.unpacked', name)))

  expect(needed.filter((name) => !packed.includes(`/node_modules/${name}`))).toEqual([])
  expect(natives.some((name) => name.includes('better-sqlite3'))).toBe(true)
  expect(natives.some((name) => name.includes('lzma'))).toBe(true)
  expect(outside).toEqual(natives)
})

test('the fuses of the program are set', async () => {
  const wire = await getCurrentFuseWire(path.join(app, 'multios-center'))

  const states = Object.fromEntries(
    [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ].map((fuse) => [FuseV1Options[fuse], wire[fuse] === FuseState.ENABLE]),
  )
  expect(states).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  })
})

test('the preload is one small CommonJS file that exposes three functions', () => {
  const file = path.join(root, 'out', 'preload', 'preload.cjs')
  const code = readFileSync(file, 'utf8')

  expect(statSync(file).size).toBeLessThan(4_096)
  expect([...code.matchAll(/require\(["'](.+?)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
  expect(readdirSync(path.dirname(file)).filter((name) => !name.endsWith('.map'))).toEqual(['preload.cjs'])
})
