/** A keymark stands wherever a key is shown, as the window draws it, for people and for programs. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { keymarkText } from '../../engine/model/keymark.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { aRepositoryView } from './kit/a-repository-view.ts'
import { aRun } from './kit/a-run.ts'

const hex = '9f2c41d8a3b05e7714c8d96a2b03f1e45c7d81aa5c7d81aa5c7d81aa5c7d81aa'
const mark = String.raw`.oo. \/\/ )/\( #..# moss`

const proof: Output<'trust.explain'> = {
  name: 'editor',
  version: '1.0',
  path: null,
  links: [
    { kind: 'root', title: 'main 1', fingerprint: hex, digest: null, expires: null, state: 'valid' },
    { kind: 'index', title: 'main', fingerprint: null, digest: hex, expires: null, state: 'valid' },
  ],
  holds: true,
}

const answers = {
  'repository.list': () => [{ ...aRepositoryView, fingerprint: hex }],
  'trust.explain': () => proof,
  'publisher.trusted': () => ({ keys: [{ keyId: hex, name: 'Acme', since: '2026-01-01' }], only: true }),
}

test.each([
  ['repository list --verbose', ['repository', 'list', '--verbose']],
  ['why-trusted', ['why-trusted', 'editor']],
  ['sign trusted', ['sign', 'trusted']],
])('%s shows it', async (_name, line) => {
  const { out, status } = await aRun(line, { answers })

  expect([status, out.split(mark).length - 1]).toEqual([0, 1])
})

test('one’s own keys have it when they are made, listed and taken in', async () => {
  const home = temporaryFolder()
  const environment = {
    HOME: home,
    MULTIOS_DATA_DIR: path.join(home, 'data'),
    MULTIOS_KEYSTORE: 'file',
    MULTIOS_KEYSTORE_PASSPHRASE: 'a long one',
    MULTIOS_EXPORT_PASSPHRASE: 'another long one',
  }
  const run = async (...line: string[]) => aRun(line, { isReal: true, environment, workingDirectory: home })

  const made = await run('sign', 'generate-key', 'mine')
  expect(made.err).toBe('')
  const listed = await run('sign', 'list', '--json')
  const [key] = JSON.parse(listed.out) as { key: { keyId: string }; keymark: string }[]
  const own = keymarkText(key!.key.keyId)
  const exported = await run('sign', 'export', 'mine', '--private')
  writeFileSync(path.join(home, 'mine.key'), exported.out)
  const taken = await run('sign', 'import', 'mine.key', 'again')

  expect([key!.keymark, (await run('sign', 'list')).out.includes(own)]).toEqual([own, true])
  expect([made.out.includes(`keymark ${own}`), taken.out.includes(`keymark ${own}`)]).toEqual([true, true])
})
