import { generateKeyPairSync } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { multiosBuilder } from '../../cli/programs/multios-builder.ts'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { multiosRepoBuilder } from '../../cli/programs/multios-repo-builder.ts'
import type { Program } from '../../cli/program.ts'
import { aDesk, patience } from './kit/a-desk.ts'

const hex = /[0-9a-f]{8}(?: [0-9a-f]{8}){7}/

test(
  'a package goes from a skeleton to an installed program, line by line',
  { timeout: patience },
  async () => {
    const { folder, type } = await aDesk()
    const script: readonly (readonly [Program, string])[] = [
      [multiosPm, 'sign generate-key my-key --algorithm ed25519'],
      [multiosBuilder, 'skeleton hello-world'],
      [multiosBuilder, 'build hello-world --sign --key-id my-key --output dist'],
      [multiosBuilder, 'verify dist/hello-world-1.0.0-universal.tar.xz'],
      [multiosPm, 'sign verify dist/hello-world-1.0.0-universal.tar.xz my-key'],
      [multiosRepoBuilder, 'create my-repo ./repo'],
      [
        multiosRepoBuilder,
        'add dist/hello-world-1.0.0-universal.tar.xz --repo-name my-repo --repo-path ./repo',
      ],
      [multiosRepoBuilder, 'sync dist --repo-name my-repo --repo-path ./repo'],
      [multiosRepoBuilder, 'build --repo-name my-repo --repo-path ./repo'],
      [multiosPm, 'repository add main ./repo --yes'],
      [multiosPm, 'install hello-world'],
      [multiosPm, 'list'],
      [multiosPm, 'uninstall hello-world'],
      [multiosPm, 'undo'],
    ]

    const told = []
    for (const [program, line] of script) {
      const { status, out, err } = await type(program, line)
      told.push({ status, first: out.split('\n')[0], hasFingerprint: hex.test(out), err })
    }

    expect(told.map(({ status, first }) => [status, first])).toEqual([
      [0, 'Made the key "my-key".'],
      [0, 'Started hello-world in hello-world:'],
      [0, expect.stringMatching(/^Built dist\/hello-world-1\.0\.0-universal\.tar\.xz \(/)],
      [0, 'Package    hello-world 1.0.0 (universal)'],
      [0, 'Package    hello-world 1.0.0 (universal)'],
      [0, 'Started the repository "my-repo" in ./repo.'],
      [0, 'Added 1 package:'],
      [0, 'Nothing new: every package was already there.'],
      [0, 'Published "my-repo", version 1: 1 package.'],
      [0, 'Added "main": it offers 1 package.'],
      [0, 'Installed hello-world 1.0.0.'],
      [0, expect.stringMatching(/^Package /)],
      [0, 'Removed hello-world 1.0.0.'],
      [0, 'Installed hello-world 1.0.0.'],
    ])
    // As docs/trust.md has it: a package file where one stands.
    const artifact = 'hello-world-1.0.0-universal.tar.xz'
    await copyFile(path.join(folder, 'dist', artifact), path.join(folder, artifact))
    expect((await type(multiosPm, `why-trusted ${artifact}`)).out).toMatch(/^hello-world 1\.0\.0\n/)
    // The new key, the new repository, and the one that was published.
    expect(told.flatMap(({ hasFingerprint }, index) => (hasFingerprint ? [index] : []))).toEqual([0, 5, 8])
  },
)

test('the same source and SOURCE_DATE_EPOCH give the same bytes', async () => {
  const { type } = await aDesk()
  await type(multiosBuilder, 'skeleton hello')
  const digest = async (output: string, epoch: string) => {
    const { out } = await type(multiosBuilder, `build hello --json --output ${output}`, {
      SOURCE_DATE_EPOCH: epoch,
    })
    return (JSON.parse(out) as { sha256: string }).sha256
  }

  const [first, second, other] = [
    await digest('a', '1000'),
    await digest('b', '1000'),
    await digest('c', '2000'),
  ]

  expect([first === second, first === other]).toEqual([true, false])
})

test(
  'an exported key is what verify --key reads, and another key is not enough',
  { timeout: patience },
  async () => {
    const { folder, type } = await aDesk()
    await type(multiosPm, 'sign generate-key mine')
    await type(multiosPm, 'sign generate-key other')
    await type(multiosBuilder, 'skeleton hello')
    await type(multiosBuilder, 'build hello --sign --key-id mine')
    for (const key of ['mine', 'other']) {
      await writeFile(path.join(folder, `${key}.pub`), (await type(multiosPm, `sign export ${key}`)).out)
    }
    const file = 'dist/hello-1.0.0-universal.tar.xz'

    const statuses = []
    for (const keys of ['', ' --key mine.pub', ' --key other.pub', ' --key other.pub --key mine.pub']) {
      statuses.push((await type(multiosBuilder, `verify ${file}${keys}`)).status)
    }
    const wrong = await type(multiosBuilder, `verify ${file} --key other.pub`)
    await type(multiosPm, `sign sign ${file} other`)
    const signed = await type(multiosBuilder, `verify ${file} --key other.pub`)

    expect([...statuses, signed.status]).toEqual([0, 0, 4, 0, 0])
    expect(wrong.out).toContain('It is not signed with the key that was asked for.')
  },
)

test('bad input is said with file, line and what is accepted, and builds nothing', async () => {
  const { folder, type } = await aDesk()
  await type(multiosBuilder, 'skeleton hello')
  const recipe = path.join(folder, 'hello/package.yaml')
  await writeFile(
    recipe,
    (await readFile(recipe, 'utf8')).replace('architecture: universal', 'architecture: sparc'),
  )
  await writeFile(path.join(folder, 'junk.tar.xz'), 'junk')

  const lines = [
    'build hello',
    'verify junk.tar.xz',
    'verify absent.tar.xz',
    'build hello --sign',
    'build hello --key-id k',
    'skeleton Hello',
  ]
  const told = []
  for (const line of lines) {
    const { status, err } = await type(multiosBuilder, line)
    told.push([status, err.split('\n')[0]?.replaceAll(folder, '.')])
  }
  const epoch = await type(multiosBuilder, 'build hello', { SOURCE_DATE_EPOCH: 'today' })

  expect([...told, [epoch.status, epoch.err.split('\n')[0]]]).toEqual([
    [2, 'error: The package cannot be built.'],
    [1, 'error: ./junk.tar.xz is not a package.'],
    [8, 'error: There is no file or folder at ./absent.tar.xz'],
    [2, 'error: --sign needs to know which key.'],
    [2, 'error: --key-id names a key, but nothing says to sign.'],
    [2, 'error: "Hello" is no valid package name.'],
    [2, 'error: SOURCE_DATE_EPOCH is "today".'],
  ])
})

test('without a passphrase no key is made, and the way out is said', async () => {
  const { type } = await aDesk()
  const result = await type(multiosPm, 'sign generate-key k', { MULTIOS_KEYSTORE_PASSPHRASE: '' })

  expect(result.status).toBe(1)
  expect(result.err).toContain('MULTIOS_KEYSTORE_PASSPHRASE')
})

test(
  'a key of any kind goes to another machine sealed, and signs there as the same key',
  { timeout: patience },
  async () => {
    const here = await aDesk()
    const there = await aDesk()
    const sealing = { MULTIOS_EXPORT_PASSPHRASE: 'to take along' }
    const made = await here.type(multiosPm, 'sign generate-key mine --algorithm ecdsa-p384')
    const unsealed = await here.type(multiosPm, 'sign export mine --private')
    const exported = await here.type(multiosPm, 'sign export mine --private', sealing)
    await writeFile(path.join(there.folder, 'mine.key'), exported.out)

    const locked = await there.type(multiosPm, 'sign import mine.key mine')
    const wrong = await there.type(multiosPm, 'sign import mine.key mine', {
      MULTIOS_EXPORT_PASSPHRASE: 'guess',
    })
    const taken = await there.type(multiosPm, 'sign import mine.key mine', sealing)
    const again = await there.type(multiosPm, 'sign import mine.key mine', sealing)
    const publicHalves = [here, there].map(({ type }) => type(multiosPm, 'sign export mine'))

    expect([unsealed, locked, wrong, taken, again].map(({ status }) => status)).toEqual([2, 2, 2, 0, 1])
    expect(hex.exec(taken.out)?.[0]).toBe(hex.exec(made.out)?.[0])
    expect(exported.out).not.toContain('PRIVATE')
    const [first, second] = await Promise.all(publicHalves)
    expect(second?.out).toBe(first?.out)
  },
)

test('a key that OpenSSL wrote is taken in, and one that is too weak is not', async () => {
  const { folder, type } = await aDesk()
  const strong = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey
  const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey
  const pem = { type: 'pkcs8', format: 'pem' } as const
  await writeFile(path.join(folder, 'strong.pem'), strong.export(pem))
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'ssl' }
  await writeFile(path.join(folder, 'sealed.pem'), strong.export({ ...pem, ...cipher }))
  await writeFile(path.join(folder, 'weak.pem'), weak.export(pem))
  await writeFile(path.join(folder, 'noise.pem'), 'nothing')

  const told = []
  for (const [file, passphrase] of [
    ['strong.pem', ''],
    ['sealed.pem', ''],
    ['sealed.pem', 'ssl'],
    ['weak.pem', ''],
    ['noise.pem', ''],
    ['missing.pem', ''],
  ] as const) {
    const name = `k${told.length}`
    const environment = { MULTIOS_EXPORT_PASSPHRASE: passphrase }
    const { status, out, err } = await type(multiosPm, `sign import ${file} ${name}`, environment)
    told.push([status, (out || err).split('\n')[0]])
  }

  expect(told).toEqual([
    [0, 'Took in the key "k0" (rsa-2048).'],
    [2, 'error: "sealed.pem" is no valid private key.'],
    [0, 'Took in the key "k2" (rsa-2048).'],
    [2, 'error: "weak.pem" is no valid private key.'],
    [2, 'error: "noise.pem" is no valid private key.'],
    [8, 'error: There is no file or folder at missing.pem'],
  ])
})

test(
  'a publisher is told about, gets names, takes a release back, and loses a key',
  { timeout: patience },
  async () => {
    const { folder, type } = await aDesk()
    const place = '--repo-name my-repo --repo-path ./repo'
    for (const [program, line] of [
      [multiosPm, 'sign generate-key my-key'],
      [multiosBuilder, 'skeleton hello-world'],
      [multiosBuilder, 'build hello-world --sign --key-id my-key --output dist'],
      [multiosRepoBuilder, 'create my-repo ./repo'],
      [multiosRepoBuilder, `add dist/hello-world-1.0.0-universal.tar.xz ${place}`],
    ] as const) {
      expect((await type(program, line)).err).toBe('')
    }

    const named = await type(multiosRepoBuilder, `publisher Developer --namespace hello-* ${place}`)
    const yanked = await type(multiosRepoBuilder, `yank hello-world=1.0.0 --reason broken ${place}`)
    const versionless = await type(multiosRepoBuilder, `yank hello-world ${place}`)
    const other = await type(multiosRepoBuilder, `yank hello-world=2.0.0 ${place}`)

    expect(named.out).toMatch(hex)
    expect(named.out).toContain('Names that are its alone: hello-*')
    expect(yanked.out).toContain('Took hello-world 1.0.0 back.')
    expect(other.err).toBe('error: There is no hello-world 2.0.0.\n  There is 1.0.0.\n')
    expect([named.status, yanked.status, versionless.status, other.status]).toEqual([0, 0, 2, 8])

    const [stolen = ''] = hex.exec(named.out) ?? []
    const revoke = `revoke-key Developer ${stolen.replaceAll(' ', '')} ${place}`
    const refused = await type(multiosRepoBuilder, revoke)
    await type(multiosPm, 'sign generate-key next-key')
    await writeFile(path.join(folder, 'next.pub'), (await type(multiosPm, 'sign export next-key')).out)
    await type(multiosRepoBuilder, `publisher Developer --key next.pub ${place}`)
    const tooMany = await type(multiosRepoBuilder, `publisher Developer --threshold 3 ${place}`)
    const revoked = await type(multiosRepoBuilder, revoke)

    expect(tooMany.err).toContain('Developer has no more than 2 of its keys here')
    expect(refused.err).toContain('It is the only key of Developer; give it another one first')
    expect(revoked.out).toContain(`This key signs no more for Developer: ${stolen}`)
    expect(revoked.out).toContain(
      'Too few keys signed these, so the next build leaves them out: hello-world 1.0.0.',
    )
    expect([tooMany.status, refused.status, revoked.status]).toEqual([2, 2, 0])
  },
)
