import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aDebianRepository, done, noDebian } from '../kit/a-debian-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { aDesk } from './thread/kit/a-desk.ts'

/** Milliseconds. A loaded machine needs most of them for the commands it takes. */
const patience = 180_000

test(
  'packages of Debian, one of them installed here, are imported, served, installed, run and taken back',
  { timeout: patience },
  async ({ skip }) => {
    const problem = await noDebian()
    if (problem !== null) return skip(problem)
    const repository = await aDebianRepository()
    const server = await serveFolder(repository.folder)
    const { pm, data, folder } = aDesk()
    const text = path.join(folder, 'TEXT')
    writeFileSync(text, 'A Secret\n')
    done(await pm('repository', 'add', 'main', server.url, '--fingerprint', repository.fingerprint))

    done(await pm('install', 'whisper'))

    const installed = JSON.parse((await pm('list', '--json')).out) as { name: string; version: string }[]
    const versions = new Map(installed.map(({ name, version }) => [name, version]))
    const query = ['--show', `--showformat=\${Version}`, 'sed']
    const sed = execFileSync('dpkg-query', query, { encoding: 'utf8' })
    expect([versions.get('whisper'), versions.get('sed')]).toEqual(['1:2.0-1', sed])
    expect(done(await pm('run', 'whisper', '--', text)).out).toBe('a secret\n')
    // The link that its maintainer script would have made.
    expect(done(await pm('run', 'whisper', '--program', 'say', '--', text)).out).toBe('a secret\n')
    done(await pm('undo'))
    expect(JSON.parse((await pm('list', '--json')).out)).toEqual([])
    expect((await pm('run', 'whisper')).status).toBe(8)
    expect(readFileSync(text, 'utf8')).toBe('A Secret\n')
    expect(readdirSync(path.join(data, 'profile/current'))).toEqual([])
  },
)
