import { createPackage } from '@electron/asar'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What marks the fuses in Electron's program; after it a version, a count, and one digit for each fuse. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = 9

/** A folder that looks like Electron's distribution to a packager, fuses included. Nothing in it runs. */
export async function writeStubElectron(folder: string, version: string): Promise<void> {
  const app = path.join(folder, '..', 'default-app')
  for (const made of [app, path.join(folder, 'resources'), path.join(folder, 'locales')]) {
    mkdirSync(made, { recursive: true })
  }
  writeFileSync(path.join(app, 'package.json'), '{"name":"default","main":"main.js"}')
  writeFileSync(path.join(app, 'main.js'), '')
  await createPackage(app, path.join(folder, 'resources', 'default_app.asar'))

  writeFileSync(path.join(folder, 'version'), version)
  writeFileSync(
    path.join(folder, 'electron'),
    `#!/bin/sh\n# ${fuseSentinel}\u0001${String.fromCharCode(fuses)}${'0'.repeat(fuses)}\n`,
  )
  const rest = [
    'LICENSE',
    'LICENSES.chromium.html',
    'resources.pak',
    'locales/en-US.pak',
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'libffmpeg.so',
    'icudtl.dat',
  ]
  for (const name of rest) writeFileSync(path.join(folder, name), '')
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    chmodSync(path.join(folder, name), 0o755)
  }
}
