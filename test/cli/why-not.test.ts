import { expect, test } from 'vitest'
import { aRun } from './kit/a-run.ts'

test('why-not of a development release tells its channel, and how to take it', async () => {
  const line = {
    action: 'install',
    name: 'app',
    from: null,
    to: '3.0~rc1',
    repository: 'main',
    because: { kind: 'requested' },
    size: 12_000,
    installedSize: 40_000,
  } as const

  const result = await aRun(['why-not', 'app=3.0~rc1'], {
    answers: {
      'dependency.whyNot': () => ({
        kind: 'possible',
        lines: [line],
        unmet: [],
        size: 12_000,
        installedSize: 40_000,
        hidden: [{ version: '3.0~rc1', repository: 'main', reason: 'development' }],
      }),
    },
  })

  expect(result).toMatchObject({
    status: 0,
    err: '',
    out: `app 3.0~rc1 is of the development channel: it comes only where it is asked for.
Nothing else is in the way. This would happen:

+  app  3.0~rc1  12 kB  you asked for it

1 package to install: 12 kB to download, 40 kB more on disk.

Do it: multios-pm install 'app=3.0~rc1'
Or the newest of the channel: multios-pm install app --development
`,
  })
})

test('what comes for a need by another name says who provides it', async () => {
  const line = {
    action: 'install',
    name: 'leaf',
    from: null,
    to: '1.0',
    repository: 'main',
    because: { kind: 'dependency', by: 'app', clause: 'page' },
    size: 3_000,
    installedSize: 9_000,
  } as const

  const result = await aRun(['depsolve', 'app'], {
    answers: {
      'dependency.solve': () => ({
        kind: 'solved',
        lines: [line],
        unmet: [],
        size: 3_000,
        installedSize: 9_000,
      }),
    },
  })

  expect(result).toMatchObject({
    status: 0,
    err: '',
    out: `+  leaf  1.0  3.0 kB  app needs page, which leaf provides

1 package to install: 3.0 kB to download, 9.0 kB more on disk.
`,
  })
})
