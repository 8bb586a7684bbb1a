import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { nextRoot, signRoot } from '../../engine/builder/next-root.ts'
import { metadataBytes } from '../../engine/builder/tuf-metadata.ts'
import { createSigner } from '../../engine/publishing.ts'
import { parseRoot } from '../../engine/trust/root.ts'
import { aManagedMachine, type ManagedMachine } from '../kit/a-managed-machine.ts'
import { failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { addSigned, anOpenPgpRepository } from '../kit/an-openpgp-repository.ts'
import { never } from '../kit/temporary.ts'

const call = { signal: never }

async function ruleBehind(work: Promise<unknown>): Promise<string> {
  const failure = await failureFrom(work)
  return failure.code === 'policy/refused' ? failure.facts.rule : failure.code
}

async function problemOf({ engine }: ManagedMachine): Promise<unknown> {
  const [view] = await engine.run('repository.list', {}, call)
  return view?.problem?.code === 'policy/refused' ? view.problem.facts.rule : (view?.problem?.code ?? null)
}

/** From now on so many of two keys have to sign what the root says. */
async function askFor(threshold: number, { folder, signers }: TestRepository): Promise<void> {
  const metadata = path.join(folder, 'metadata')
  const before = parseRoot(readFileSync(path.join(metadata, '1.root.json'))).signed
  const second = createSigner()
  const keys = { root: [signers.root.key, second.key] }
  const root = nextRoot({ before, keys, threshold, now: new Date(), days: 100 })
  await signRoot(root, [signers.root, second])
  writeFileSync(path.join(metadata, '2.root.json'), metadataBytes(root))
}

test('a repository that one OpenPGP key signs is neither looked at nor added where a root is asked for', async () => {
  const repository = await anOpenPgpRepository(release('editor', '1.0'))
  const machine = await aManagedMachine()
  machine.govern({ repositories: { requireTuf: true } })
  const key = { text: repository.key.publicKey.armor() }
  const url = `file://${repository.folder}/`

  expect([
    await ruleBehind(machine.engine.run('repository.inspectKey', { url, key }, call)),
    await ruleBehind(addSigned(machine, repository)),
    await machine.engine.run('repository.list', {}, call),
  ]).toEqual(['repositories.requireTuf', 'repositories.requireTuf', []])
})

test('one that was there before is asked for nothing, enabled by nobody, and brings nothing', async () => {
  const machine = await aManagedMachine()
  await addSigned(machine, await anOpenPgpRepository(release('editor', '1.0')))
  machine.govern({ repositories: { requireTuf: true } })
  const [{ url: address } = { url: '' }] = await machine.engine.run('repository.list', {}, call)
  const what = { kind: 'repository' as const, address }
  const configure = { name: 'signed', enabled: true }

  expect({
    install: await ruleBehind(machine.plan(wanting('editor'))),
    enable: await ruleBehind(machine.engine.run('repository.configure', configure, call)),
    listed: await problemOf(machine),
    all: await machine.engine.run('repository.sync', {}, call),
    // No folder for requests: had nothing been in the way, that would be said.
    asked: (await failureFrom(machine.engine.run('policy.request', { what }, call))).code,
    named: (await machine.engine.run('repository.sync', { names: ['signed'] }, call))[0]?.failure?.code,
  }).toEqual({
    install: 'repositories.requireTuf',
    enable: 'repositories.requireTuf',
    listed: 'repositories.requireTuf',
    all: [],
    asked: 'policy/spool',
    named: 'policy/refused',
  })
})

test('a root that too few keys sign is refused with the rule, on the command line too', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aManagedMachine()
  machine.govern({ repositories: { minThreshold: { root: 2 } } })
  const url = `file://${repository.folder}/`
  const { fingerprint } = repository

  const add = await machine.multiosPm(['repository', 'add', 'main', url, '--fingerprint', fingerprint])

  expect(add).toMatchObject({
    status: 5,
    err: `error: Your administrator does not allow ${url}, so nothing was changed.
  Because its repository is signed by fewer keys than rules here ask for, says rule "repositories.minThreshold.root" of your administrator (${machine.administration.file}).
  Ask your administrator.
`,
  })
  expect(await ruleBehind(machine.engine.run('repository.inspect', { url }, call))).toBe(
    'repositories.minThreshold.root',
  )
})

test('one that was there before may be used once a newer root asks for as many keys', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aManagedMachine()
  await machine.use(repository)
  machine.govern({ repositories: { minThreshold: { root: 2 } } })
  const before = [await ruleBehind(machine.plan(wanting('editor'))), await problemOf(machine)]
  const [refused] = await machine.engine.run('repository.sync', {}, call)
  await askFor(2, repository)

  const [followed] = await machine.engine.run('repository.sync', {}, call)
  await machine.install('editor')

  expect(before).toEqual(['repositories.minThreshold.root', 'repositories.minThreshold.root'])
  expect([refused?.failure?.code, followed?.outcome]).toEqual(['policy/refused', 'unchanged'])
  expect([await machine.installed(), await problemOf(machine)]).toEqual([['editor 1.0'], null])
})

test('one that is added is judged by its newest root, whatever its first one asked for', async () => {
  const raised = await aRepository(release('editor', '1.0'))
  await askFor(2, raised)
  const another = await aRepository(release('editor', '1.0'))
  await askFor(1, another)
  const machine = await aManagedMachine()
  machine.govern({ repositories: { minThreshold: { root: 2 } } })
  const add = async ({ folder, fingerprint }: TestRepository) =>
    machine.multiosPm(['repository', 'add', 'main', folder, '--fingerprint', fingerprint])

  const refused = await add(another)
  const before = await machine.engine.run('repository.list', {}, call)
  const added = await add(raised)
  await machine.install('editor')

  expect({ refused: refused.status, before }).toEqual({ refused: 5, before: [] })
  expect(refused.err).toContain('rule "repositories.minThreshold.root"')
  expect({ status: added.status, err: added.err }).toEqual({ status: 0, err: '' })
  expect([await machine.installed(), await problemOf(machine)]).toEqual([['editor 1.0'], null])
})

test('a person’s own file may ask for more keys, and never for fewer', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const machine = await aManagedMachine()
  await machine.use(repository)
  const own = (root: number) =>
    writeFileSync(
      path.join(machine.data, 'policy.json'),
      JSON.stringify({ version: 1, repositories: { minThreshold: { root }, requireTuf: false } }),
    )

  own(2)
  const narrowed = await failureFrom(machine.plan(wanting('editor')))
  own(1)
  machine.govern({ repositories: { minThreshold: { root: 2 } } })
  const widened = await failureFrom(machine.plan(wanting('editor')))

  expect([narrowed, widened]).toMatchObject([
    { facts: { owner: 'person', rule: 'repositories.minThreshold.root' } },
    { facts: { owner: 'administrator', rule: 'repositories.minThreshold.root' } },
  ])
})
