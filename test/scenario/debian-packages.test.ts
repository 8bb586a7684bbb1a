import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { noSandbox } from '../kit/sandbox.ts'
import { serveFolder } from '../kit/static-server.ts'
import { aDesk, type Desk, type Ended } from './thread/kit/a-desk.ts'

const environment = { MULTIOS_KEYSTORE: 'file', MULTIOS_KEYSTORE_PASSPHRASE: 'a passphrase' }

/** Why no package of Debian can be made and run here; null where it can. */
async function noDebian(): Promise<string | null> {
  for (const words of [
    ['dpkg-deb', '--version'],
    ['dpkg-query', '--show', 'sed'],
  ]) {
    const { status } = spawnSync(words[0]!, words.slice(1), { stdio: 'ignore' })
    if (status !== 0) return `skipped, this is no Debian: ${words.join(' ')} fails`
  }
  return noSandbox()
}

/** A .deb as a maintainer makes it: by dpkg-deb, with a script that registers a command. */
function debOf(folder: string): string {
  const tree = path.join(folder, 'whisper')
  for (const part of ['DEBIAN', 'usr/bin', 'usr/share/applications', 'usr/share/doc/whisper']) {
    mkdirSync(path.join(tree, part), { recursive: true })
  }
  const write = (file: string, text: string, mode = 0o644): void =>
    writeFileSync(path.join(tree, file), text, { mode })
  const control = {
    ...{ Package: 'whisper', Version: '1:2.0-1', Architecture: 'all', Section: 'text' },
    ...{ Maintainer: 'Ada <ada@example.org>', Depends: 'sed (>= 4)' },
    Description: 'says it in small letters\n Nobody else will hear it.',
  }
  const stanza = Object.entries(control).map(([field, value]) => `${field}: ${value}\n`)
  write('DEBIAN/control', stanza.join(''))
  write(
    'DEBIAN/postinst',
    '#!/bin/sh\nset -e\nupdate-alternatives --install /usr/bin/say say /usr/bin/whisper 10\n',
    0o755,
  )
  write('usr/bin/whisper', '#!/bin/sh\nexec sed -e \'s/.*/\\L&/\' "$@"\n', 0o755)
  write(
    'usr/share/applications/whisper.desktop',
    '[Desktop Entry]\nType=Application\nName=Whisper\nExec=whisper\nTerminal=true\nCategories=Utility;\n',
  )
  write('usr/share/doc/whisper/copyright', 'Free.\n')
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', tree, folder], { stdio: 'ignore' })
  return path.join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.deb'))!,
  )
}

async function repositoryWith(desk: Desk, ...imports: readonly (readonly string[])[]): Promise<string> {
  expectDone(await desk.pm('sign', 'generate-key', 'my-key', '--algorithm', 'ed25519'))
  const created = expectDone(await desk.repoBuilder('create', 'my-repo', './repo', '--json'))
  for (const words of imports) {
    expectDone(await desk.repoBuilder('import-deb', ...words, '--repo-path', './repo', '--json'))
  }
  expectDone(await desk.repoBuilder('build', '--repo-name', 'my-repo', '--repo-path', './repo'))
  return (JSON.parse(created.out) as { fingerprint: string }).fingerprint
}

function expectDone(ended: Ended): Ended {
  expect({ status: ended.status, err: ended.status === 0 ? '' : ended.err }).toEqual({ status: 0, err: '' })
  return ended
}

test('packages of Debian, one of them installed here, are imported, served, installed, run and taken back', async ({
  skip,
}) => {
  const problem = await noDebian()
  if (problem !== null) return skip(problem)
  const publisher = aDesk({ environment })
  const deb = debOf(publisher.folder)
  const fingerprint = await repositoryWith(publisher, ['--installed', 'sed'], [deb])
  const server = await serveFolder(path.join(publisher.folder, 'repo'))
  const { pm, data, folder } = aDesk()
  expectDone(await pm('repository', 'add', 'main', server.url, '--fingerprint', fingerprint))
  writeFileSync(path.join(folder, 'TEXT'), 'A Secret\n')

  expectDone(await pm('install', 'whisper'))

  const installed = JSON.parse((await pm('list', '--json')).out) as { name: string; version: string }[]
  const versions = new Map(installed.map(({ name, version }) => [name, version]))
  const sed = execFileSync('dpkg-query', ['--show', `--showformat=\${Version}`, 'sed'], {
    encoding: 'utf8',
  })
  expect([versions.get('whisper'), versions.get('sed')]).toEqual(['1:2.0-1', sed])
  const said = await pm('run', 'whisper', '--', path.join(folder, 'TEXT'))
  expect(expectDone(said).out).toBe('a secret\n')
  // The link that its maintainer script would have made.
  const other = await pm('run', 'whisper', '--program', 'say', '--', path.join(folder, 'TEXT'))
  expect(expectDone(other).out).toBe('a secret\n')
  expectDone(await pm('undo'))
  expect(JSON.parse((await pm('list', '--json')).out)).toEqual([])
  expect((await pm('run', 'whisper')).status).toBe(8)
  expect(readFileSync(path.join(folder, 'TEXT'), 'utf8')).toBe('A Secret\n')
  expect(readdirSync(path.join(data, 'profile/current'))).toEqual([])
})
