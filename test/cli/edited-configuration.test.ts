import { expect, test } from 'vitest'
import { aPlan, aReceipt } from './kit/a-plan.ts'
import { aRun } from './kit/a-run.ts'

test('what became of configuration that the person edited is told behind the change', async () => {
  const file = '/srv/pm/config/etc/hello.conf'
  const configuration = [
    { kind: 'offered' as const, path: 'etc/hello.conf', file: `${file}.new` },
    { kind: 'kept' as const, path: 'etc/old.conf', file: '/srv/pm/config/etc/old.conf' },
  ]
  const plan = aPlan()
  const { out } = await aRun(['install', 'hello'], {
    answers: {
      'plan.make': () => ({ kind: 'plan' as const, plan }),
      'plan.apply': () => ({ ...aReceipt(plan), configuration }),
    },
  })

  expect(out).toContain(`You edited etc/hello.conf: it stays, and the other default is ${file}.new
You edited etc/old.conf: it stays, as /srv/pm/config/etc/old.conf
`)
})

test('a plan names what purging takes, and its receipt where that waits', async () => {
  const at = { path: 'etc/hello.conf', file: '/srv/pm/config/etc/hello.conf' }
  const plan = {
    ...aPlan({ install: [] }),
    configuration: [
      { action: 'purge' as const, name: 'hello', ...at },
      {
        action: 'restore' as const,
        name: 'old',
        path: 'etc/old.conf',
        file: '/srv/pm/purged/2/etc/old.conf',
      },
    ],
  }
  const configuration = [{ kind: 'purged' as const, path: at.path, file: '/srv/pm/purged/3/etc/hello.conf' }]
  const { out, err } = await aRun(['uninstall', '--purge', 'hello'], {
    answers: {
      'plan.make': () => ({ kind: 'plan' as const, plan }),
      'plan.apply': () => ({ ...aReceipt(plan), configuration }),
    },
  })

  expect(out + err).toContain(`Configuration etc/hello.conf goes, as you wrote it; undo brings it back.
Configuration etc/old.conf comes back, as you wrote it.

Download`)
  expect(out).toContain(
    'Your etc/hello.conf is gone; until this generation is cleaned up, it waits as /srv/pm/purged/3/etc/hello.conf\n',
  )
})

test('what was kept is told by status and cleanup, with the command that takes it', async () => {
  const keptConfiguration = [{ name: 'hello', paths: ['etc/a', 'etc/b'], bytes: 8192 }]
  const { out } = await aRun(['cleanup'], {
    answers: {
      'system.cleanup': () => ({ items: [], bytes: 0, dryRun: false, orphans: [], keptConfiguration }),
    },
  })

  expect(out).toBe(`Nothing to clean up.
Configuration of what is not installed any more: 2 files of hello, 8.2 kB.
Remove it: multios-pm uninstall --purge hello
`)
})
