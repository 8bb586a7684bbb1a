import { writeFile } from 'node:fs/promises'
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
