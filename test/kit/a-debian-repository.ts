import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { aDesk, type Ended } from '../scenario/thread/kit/a-desk.ts'
import { noSandbox } from './sandbox.ts'

/** Why no package of Debian can be made and run here; null where it can. */
export async function noDebian(): Promise<string | null> {
  for (const words of [
    ['dpkg-deb', '--version'],
    ['dpkg-query', '--show', 'sed'],
  ]) {
    const { status } = spawnSync(words[0]!, words.slice(1), { stdio: 'ignore' })
    if (status !== 0) return `skipped, this is no Debian: ${words.join(' ')} fails`
  }
  return noSandbox()
}

/** A repository of `sed`, packed again from this machine with all it needs, and of `whisper`, a .deb by dpkg-deb. */
export async function aDebianRepository(): Promise<{
  readonly folder: string
  readonly fingerprint: string
}> {
  const environment = { MULTIOS_KEYSTORE: 'file', MULTIOS_KEYSTORE_PASSPHRASE: 'a passphrase' }
  const { folder, pm, repoBuilder } = aDesk({ environment })
  const where = ['--repo-path', './repo']
  done(await pm('sign', 'generate-key', 'my-key', '--algorithm', 'ed25519'))
  const created = done(await repoBuilder('create', 'my-repo', './repo', '--json'))
  done(await repoBuilder('import-deb', '--installed', 'sed', ...where))
  done(await repoBuilder('import-deb', debOf(folder), ...where))
  done(await repoBuilder('build', '--repo-name', 'my-repo', ...where))
  const { fingerprint } = JSON.parse(created.out) as { fingerprint: string }
  return { folder: path.join(folder, 'repo'), fingerprint }
}

/** What a command answered that went well. */
export function done(ended: Ended): Ended {
  if (ended.status !== 0) throw new Error(`ended with ${String(ended.status)}: ${ended.err}${ended.out}`)
  return ended
}

const control = {
  ...{ Package: 'whisper', Version: '1:2.0-1', Architecture: 'all', Section: 'text' },
  ...{ Maintainer: 'Ada <ada@example.org>', Depends: 'sed (>= 4)' },
  Description: 'says it in small letters\n Nobody else will hear it.',
}

const tree: Readonly<Record<string, string>> = {
  'DEBIAN/control': Object.entries(control)
    .map(([field, value]) => `${field}: ${value}\n`)
    .join(''),
  'DEBIAN/postinst':
    '#!/bin/sh\nset -e\nupdate-alternatives --install /usr/bin/say say /usr/bin/whisper 10\n',
  'usr/bin/whisper': '#!/bin/sh\nexec sed -e \'s/.*/\\L&/\' "$@"\n',
  'usr/share/applications/whisper.desktop':
    '[Desktop Entry]\nType=Application\nName=Whisper\nExec=whisper\nTerminal=true\nIcon=whisper\nCategories=Utility;\n',
  'usr/share/icons/hicolor/scalable/apps/whisper.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#345"/><circle cx="32" cy="32" r="14" fill="#fc6"/></svg>',
  'usr/share/metainfo/whisper.metainfo.xml': `<?xml version="1.0" encoding="UTF-8"?>
<component type="console-application">
  <id>org.example.whisper</id>
  <name>Whisper</name>
  <summary>Says it in small letters</summary>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <developer id="org.example"><name>Ada</name></developer>
  <description><p>Nobody else will hear it.</p></description>
  <launchable type="desktop-id">whisper.desktop</launchable>
  <provides><binary>whisper</binary></provides>
  <content_rating type="oars-1.1"/>
</component>
`,
  'usr/share/doc/whisper/copyright': 'Free.\n',
}

/** A .deb as a maintainer makes it: by dpkg-deb, with a script that registers a command. */
function debOf(folder: string): string {
  for (const [file, text] of Object.entries(tree)) {
    const place = path.join(folder, 'whisper', file)
    mkdirSync(path.dirname(place), { recursive: true })
    writeFileSync(place, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }
  const words = ['--root-owner-group', '--build', path.join(folder, 'whisper'), folder]
  execFileSync('dpkg-deb', words, { stdio: 'ignore' })
  return path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.deb'))!,
  )
}
