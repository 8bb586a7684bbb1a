import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readOpenPgpKey, signOpenPgp, verifyOpenPgp } from '../../../engine/keys/openpgp.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { testWhere } from '../../kit/where.ts'

// The other implementation that people have. Where it is not installed, there is nothing to compare with.
const hasGpg = spawnSync('gpg', ['--version']).status === 0
const bytes = Buffer.from('what a repository offers\r\n\u0000\n')

interface Gpg {
  readonly run: (...args: string[]) => string
  readonly status: (...args: string[]) => number | null
  readonly file: string
}

function aGpg(): Gpg {
  const home = temporaryFolder()
  chmodSync(home, 0o700)
  const file = path.join(home, 'index.json.gz')
  writeFileSync(file, bytes)
  const usual = ['--homedir', home, '--batch', '--yes', '--passphrase', '', '--pinentry-mode', 'loopback']
  atTheEnd(() => {
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'])
  })
  return {
    run: (...args) => execFileSync('gpg', [...usual, ...args], { encoding: 'utf8', stdio: 'pipe' }),
    status: (...args) => spawnSync('gpg', [...usual, ...args]).status,
    file,
  }
}

test.skipIf(!hasGpg).each(['ed25519', 'rsa3072', 'nistp256'])(
  'what gpg signs with a key of %s is accepted, and counts for nothing over other bytes',
  async (algorithm) => {
    const gpg = aGpg()
    gpg.run('--quick-generate-key', 'Works <works@example.org>', algorithm, 'sign', '1y')
    const key = gpg.run('--armor', '--export', 'works@example.org')
    gpg.run('--armor', '--output', `${gpg.file}.asc`, '--detach-sign', gpg.file)
    const signature = gpg.run('--armor', '--output', '-', '--detach-sign', gpg.file)

    const facts = await readOpenPgpKey(key, Date.now())
    const verdict = await verifyOpenPgp(bytes, signature, key, Date.now())

    expect([facts.users, facts.state, verdict.signedBy]).toEqual([
      ['Works <works@example.org>'],
      'valid',
      facts.fingerprint,
    ])
    await expect(
      verifyOpenPgp(Buffer.concat([bytes, bytes]), signature, key, Date.now()),
    ).rejects.toMatchObject({ problem: 'signature' })
  },
)

testWhere(hasGpg, 'gpg')('what gpg signs with SHA-1, or as text, is refused', async () => {
  const gpg = aGpg()
  gpg.run('--quick-generate-key', 'works@example.org', 'rsa2048', 'sign', 'never')
  const key = gpg.run('--armor', '--export', 'works@example.org')
  const sign = (...options: string[]) =>
    gpg.run('--armor', '--output', '-', ...options, '--detach-sign', gpg.file)

  for (const options of [['--digest-algo', 'SHA1'], ['--textmode']]) {
    await expect(verifyOpenPgp(bytes, sign(...options), key, Date.now())).rejects.toMatchObject({
      problem: 'signature',
    })
  }
})

testWhere(hasGpg, 'gpg')('what we sign with a key of gpg, its own gpg accepts', async () => {
  const gpg = aGpg()
  gpg.run('--quick-generate-key', 'works@example.org', 'ed25519', 'sign', 'never')
  const armored = gpg.run('--armor', '--export-secret-keys', 'works@example.org')

  const { signature } = await signOpenPgp(bytes, { armored, passphrase: null, at: new Date() })
  writeFileSync(`${gpg.file}.asc`, signature)
  const good = gpg.status('--verify', `${gpg.file}.asc`, gpg.file)
  writeFileSync(gpg.file, 'something else')

  expect([good, gpg.status('--verify', `${gpg.file}.asc`, gpg.file)]).toEqual([0, 1])
})
