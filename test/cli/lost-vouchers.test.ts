import { expect, test } from 'vitest'
import { aPackage } from './kit/a-package.ts'
import { aRun } from './kit/a-run.ts'

const hello = aPackage('hello')

test('what nobody vouches for any more is told in lists, and before the updates', async () => {
  const lost = { repository: 'starter', publisher: 'Acme', signed: 0, needed: 1 } as const
  const unvouched = { ...lost, reason: 'key' } as const
  const packages = [
    { ...hello, installed: { version: '0.9.0', chosen: true, at: '2026-02-03T00:00:00', unvouched } },
  ]
  const answers = {
    'package.installed': () => packages,
    'updates.list': () => [],
    'repository.list': () => [],
  }
  const here = await aRun(['list'], { answers })
  const updates = await aRun(['check-updates'], { answers })

  expect(here.out).toBe(`Package  Version   Size  Since
hello    0.9.0    40 kB  2026-02-03  no longer vouched for
`)
  expect(updates.out)
    .toBe(`no longer vouched for hello 0.9.0: the key that signed it is none of Acme in "starter" any more.
  Put a version in its place that is: multios-pm update hello
  Where there is none, do without it: multios-pm uninstall hello. The whole chain: multios-pm why-trusted hello
Everything is up to date.
`)
})
