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
