import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ExportReport } from '../../../engine/triggers/export-report.ts'
import { type ExportOptions, settleExports } from '../../../engine/triggers/settle-exports.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { everythingIn, optionsFor, type Packages } from './kit.ts'

export const png = (size: number) => {
  const bytes = Buffer.alloc(24)
  bytes.writeUInt32BE(size, 16)
  return bytes.toString('latin1')
}

export const lantern = {
  files: {
    'bin/lantern': '#!/bin/sh\n',
    'share/applications/org.example.lantern.desktop':
      '[Desktop Entry]\nType=Application\nName=Lantern\nIcon=org.example.lantern\nExec=/usr/bin/lantern --at "a b" %U\n',
    'share/icons/hicolor/scalable/apps/org.example.lantern.svg': '<svg/>',
    'share/icons/hicolor/symbolic/apps/org.example.lantern-symbolic.svg': '<svg class="s"/>',
    'share/icons/hicolor/48x48/apps/other.png': png(48),
  },
}
export const sundial = {
  files: {
    'bin/sundial': '#!/bin/sh\n',
    'share/sundial/icon.png': png(64),
    'share/sundial/index.html': '<p>',
  },
  app: {
    icon: { path: 'share/sundial/icon.png', sha256: 'f'.repeat(64) },
    launchable: { kind: 'page' as const, page: 'share/sundial/index.html' },
  },
  categories: ['utilities', 'no such'],
}

export interface Person {
  readonly home: string
  readonly options: (packages: Packages) => ExportOptions
  readonly settle: (packages: Packages) => Promise<ExportReport>
  readonly at: (file: string) => string
  readonly everything: () => Record<string, string>
}

export function aPerson(environment: NodeJS.ProcessEnv = {}): Person {
  const folder = temporaryFolder()
  const home = path.join(folder, 'home')
  let generation = 0
  const options = (packages: Packages) => {
    const made = optionsFor(folder, (generation += 1), packages)
    return { ...made, environment: { ...made.environment, ...environment } }
  }
  mkdirSync(home)
  return {
    home,
    options,
    settle: async (packages) => settleExports(options(packages), never),
    at: (file) => path.join(home, file),
    everything: () => everythingIn(home),
  }
}

export const applications = '.local/share/applications'
export const lanternEntry = `${applications}/multios-lantern-org.example.lantern.desktop`
export const icons = '.local/share/icons/hicolor'
