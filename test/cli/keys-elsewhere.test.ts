import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { multiosBuilder } from '../../cli/programs/multios-builder.ts'
import { multiosPm } from '../../cli/programs/multios-pm.ts'
import { multiosRepoBuilder } from '../../cli/programs/multios-repo-builder.ts'
import { aDesk, patience } from './kit/a-desk.ts'

test(
  'a repository whose targets key was never here publishes when whoever keeps it has signed',
  { timeout: patience },
  async () => {
    const { folder, type } = await aDesk()
    const place = '--repo-name my-repo --repo-path ./repo'
    for (const [program, line] of [
      [multiosPm, 'sign generate-key my-key'],
      [multiosPm, 'sign generate-key guardian'],
      [multiosBuilder, 'skeleton hello-world'],
      [multiosBuilder, 'build hello-world --sign --key-id my-key --output dist'],
    ] as const) {
      expect((await type(program, line)).err).toBe('')
    }
    await writeFile(path.join(folder, 'guardian.pub'), (await type(multiosPm, 'sign export guardian')).out)

    const created = await type(multiosRepoBuilder, 'create my-repo ./repo --targets-key guardian.pub')
    const keys = await type(multiosPm, 'sign list')
    await type(multiosRepoBuilder, `add dist/hello-world-1.0.0-universal.tar.xz ${place}`)
    const early = await type(multiosRepoBuilder, `build ${place}`)
    const signed = await type(multiosRepoBuilder, 'sign-targets repo/targets.pending.json guardian')
    const built = await type(multiosRepoBuilder, `build ${place}`)

    expect(created.out).toContain('the keys of targets sign what the first build leaves for them')
    expect(keys.out).toContain('repository:my-repo:releases')
    expect(keys.out).not.toContain('repository:my-repo:targets')
    expect(early.err).toContain('The targets role is not signed, so nothing is published.')
    expect(signed.out).toContain('publisher Developer: 1 of 1 key, for hello-world')
    expect(built.out).toContain('Published "my-repo", version 1: 1 package.')
    await type(multiosPm, 'repository add main ./repo --yes')
    expect((await type(multiosPm, 'install hello-world --yes')).status).toBe(0)
  },
)

test.each([
  [
    'create other ./other --root-threshold 2',
    '--root-threshold is about keys that are kept elsewhere.',
    '--root-key FILE',
  ],
  [
    'create other ./other --targets-threshold 2',
    '--targets-threshold is about keys that are kept elsewhere.',
    '--targets-key FILE',
  ],
  [
    'rotate-keys root --root-threshold 2 --repo-name other --repo-path ./other',
    '--root-threshold is about keys that are kept elsewhere.',
    '--root-key FILE',
  ],
  [
    'rotate-keys advisories --advisories-threshold 2 --repo-name other --repo-path ./other',
    '--advisories-threshold is about keys that are kept elsewhere.',
    '--advisories-key FILE',
  ],
  [
    'rotate-keys timestamp --root-key guardian.pub --repo-name other --repo-path ./other',
    '--root-key is about the role root.',
    'rotate-keys root --root-key FILE',
  ],
])('%s would not do what it says, and is refused before anything is made', async (line, problem, hint) => {
  const { folder, type } = await aDesk()

  const { status, out, err } = await type(multiosRepoBuilder, line)

  expect({ status, out }).toEqual({ status: 2, out: '' })
  expect(err).toContain(problem)
  expect(err).toContain(hint)
  expect(await readdir(folder)).toEqual([])
})

test(
  'a first root takes no key that it does not name, and a later one says what such a key is good for',
  {
    timeout: patience,
  },
  async () => {
    const { folder, type } = await aDesk()
    for (const name of ['guardian', 'heir', 'stranger']) {
      await type(multiosPm, `sign generate-key ${name}`)
      await writeFile(path.join(folder, `${name}.pub`), (await type(multiosPm, `sign export ${name}`)).out)
    }
    const place = '--repo-name my-repo --repo-path ./repo'
    await type(multiosRepoBuilder, 'create my-repo ./repo --root-key guardian.pub')

    const strange = await type(multiosRepoBuilder, 'sign-root repo/root.pending.json stranger')
    const own = await type(multiosRepoBuilder, 'sign-root repo/root.pending.json guardian')
    await type(multiosRepoBuilder, `publish-root ${place}`)
    await type(multiosRepoBuilder, `rotate-keys root --root-key heir.pub ${place}`)
    const old = await type(multiosRepoBuilder, 'sign-root repo/root.pending.json guardian')
    const heir = await type(multiosRepoBuilder, 'sign-root repo/root.pending.json heir')

    expect({ status: strange.status, out: strange.out }).toEqual({ status: 2, out: '' })
    expect(strange.err).toContain('none of the keys of this root, so its signature would count for nothing')
    expect(own.out).toContain('it has 1 signature now.\n  root: 1 of 1 key')
    expect(old.out).toContain(
      'This key is none of its own: the signature counts where the root before has it.',
    )
    expect(heir.out).not.toContain('none of its own')
    expect((await type(multiosRepoBuilder, `publish-root ${place}`)).out).toContain(
      'Published "my-repo", version',
    )
  },
)
