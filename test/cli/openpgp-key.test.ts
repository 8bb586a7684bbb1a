import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generateKey } from 'openpgp'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Program } from '../../cli/program.ts'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { multiosRepoBuilder } from '../../cli/programs/multios-repo-builder.ts'
import type { Output } from '../../engine/index.ts'
import { aRepositoryView as view, url } from './kit/a-repository-view.ts'
import { aRun } from './kit/a-run.ts'

describe('a repository that signs with OpenPGP', () => {
  const print = '0123456789abcdef0123456789abcdef01234567'
  const keyOffer: Output<'repository.inspectKey'> = {
    url,
    fingerprint: print,
    users: ['Works <works@example.org>'],
    algorithm: 'ed25519',
    created: '2026-01-01T00:00:00',
    expires: '2027-01-01T00:00:00',
    key: 'ARMORED',
    state: 'valid',
    replaces: null,
  }
  const signed: typeof view = {
    ...view,
    fingerprint: print,
    openPgp: {
      users: keyOffer.users,
      algorithm: 'ed25519',
      expires: keyOffer.expires,
      signedAt: '2026-02-03T04:00:00',
      state: 'valid',
    },
  }
  async function aKeyFile(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'cli-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = path.join(folder, 'key.asc')
    await writeFile(file, 'TEXT')
    return file
  }

  test('is added with the key of a file once its fingerprint was confirmed', async () => {
    const file = await aKeyFile()
    const all = { 'repository.inspectKey': () => keyOffer, 'repository.add': () => signed }

    const accepted = await aRun(['repository', 'add', 'main', url, '--gpg-key', file], {
      answers: all,
      types: 'y',
    })
    const unattended = await aRun(
      [
        'repository',
        'add',
        'main',
        url,
        '--gpg-key',
        'https://example.org/k.asc',
        '--fingerprint',
        print.toUpperCase(),
      ],
      { answers: all },
    )
    const missing = await aRun(['repository', 'add', 'main', url, '--gpg-key', `${file}.not`], {
      answers: all,
    })

    expect(accepted.err).toBe(`The repository at ${url} signs with OpenPGP. The key has this fingerprint:

  01234567 89abcdef 01234567 89abcdef 01234567
  keymark \\)(/ x..x \\)(/ x..x rose

  Works <works@example.org>
  ed25519, valid until 2027-01-01

Such a repository cannot tell how fresh its answers are: somebody on the way may hold news back.
Is this the fingerprint that its owner publishes? Type y to trust it: y
`)
    expect([accepted.asked, unattended.asked[0], unattended.err, missing.status]).toEqual([
      [
        ['repository.inspectKey', { url, name: 'main', key: { text: 'TEXT' } }],
        ['repository.add', expect.objectContaining({ fingerprint: print, openPgpKey: 'ARMORED' })],
      ],
      ['repository.inspectKey', { url, name: 'main', key: { url: 'https://example.org/k.asc' } }],
      '',
      8,
    ])
  })

  test('takes another key only when both fingerprints were shown and one said yes', async () => {
    const file = await aKeyFile()
    const replaces = 'f'.repeat(40)
    const all = {
      'repository.inspectKey': () => ({ ...keyOffer, replaces, state: 'revoked' as const }),
      'repository.setKey': () => signed,
    }

    const refused = await aRun(['repository', 'set-key', 'main', file], { answers: all, types: 'n' })
    const accepted = await aRun(['repository', 'set-key', 'main', file], { answers: all, types: 'y' })

    expect([refused.status, refused.asked.length, accepted.asked.at(-1), accepted.out]).toEqual([
      1,
      1,
      ['repository.setKey', { name: 'main', openPgpKey: 'ARMORED', fingerprint: print }],
      'The key of "main" is now 01234567 89abcdef 01234567 89abcdef 01234567.\nkeymark \\)(/ x..x \\)(/ x..x rose\n',
    ])
    expect(accepted.err).toContain('ffffffff ffffffff ffffffff ffffffff ffffffff')
    expect(accepted.err).toContain('Its owner revoked it')
  })

  test('is listed with its kind of trust, its key, and that its freshness has no guarantee', async () => {
    const { out } = await aRun(['repository', 'list', '-v'], {
      answers: { 'repository.list': () => [signed] },
    })

    expect(out).toContain(`  Trust        OpenPGP, by one key
  Fingerprint  01234567 89abcdef 01234567 89abcdef 01234567
  Keymark      \\)(/ x..x \\)(/ x..x rose
  Key          Works <works@example.org>, ed25519, valid until 2027-01-01
  Catalog      signed 2026-02-03 04:00
  Freshness    no guarantee: nothing says until when this is the newest
`)
  })
})

test(
  'a repository is signed with an OpenPGP key, too, and added by it; a sealed key changes nothing before it opens',
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cli-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const usual = {
      MULTIOS_KEYSTORE: 'file',
      MULTIOS_KEYSTORE_PASSPHRASE: 'a passphrase',
      MULTIOS_DATA_DIR: path.join(folder, 'data'),
      MULTIOS_CONFIG: path.join(folder, 'config.toml'),
      MULTIOS_STARTER: 'none',
    }
    const type = (program: Program, line: string, more: NodeJS.ProcessEnv = {}) =>
      aRun(line.split(' '), {
        program,
        environment: { ...usual, ...more },
        workingDirectory: folder,
        isReal: true,
      })
    const { privateKey, publicKey } = await generateKey({
      userIDs: [{ name: 'Works' }],
      date: new Date(Date.now() - 60_000),
      passphrase: 'open',
      format: 'armored',
    })
    await writeFile(path.join(folder, 'secret.asc'), privateKey)
    await writeFile(path.join(folder, 'public.asc'), publicKey)
    const place = '--repo-name my-repo --repo-path ./repo'
    await type(multiosRepoBuilder, 'create my-repo ./repo')

    const sealed = await type(multiosRepoBuilder, `build ${place} --gpg-key secret.asc`)
    const opened = await type(multiosRepoBuilder, `build ${place} --gpg-key secret.asc`, {
      MULTIOS_EXPORT_PASSPHRASE: 'open',
    })
    const added = await type(multiosPm, 'repository add main ./repo --gpg-key public.asc --yes')
    const again = await type(multiosRepoBuilder, `build ${place}`)

    expect([sealed.status, sealed.out, opened.out.split('\n').slice(-5), added.out]).toEqual([
      2,
      '',
      [
        'Signed with OpenPGP:',
        '  metadata/index.json.gz.asc',
        '  metadata/openpgp-key.asc',
        '  metadata/advisories.json.gz.asc',
      ].concat(''),
      'Added "main": it offers 0 packages.\n',
    ])
    expect(opened.out).toContain('version 1')
    expect(again.out).toContain('sign it again')
  },
)
