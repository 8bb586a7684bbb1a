import { expect, test } from 'vitest'
import type { PlanAnswer } from '../../engine/index.ts'
import { aPlan, aReceipt, helloLine } from './kit/a-plan.ts'
import { aRun } from './kit/a-run.ts'

const plan = aPlan({ install: [helloLine] })

test('what a change could not put into the menu and the commands is told, each with why', async () => {
  const one = { kind: 'command', package: 'hello-world', path: '/home/ada/.local/bin/hello' } as const
  const unexported = [
    { ...one, reason: 'foreign' as const },
    ...Array.from({ length: 7 }, (_, at) => ({
      kind: 'entry' as const,
      package: 'hello-world',
      path: `share/applications/${at}\u001b[31m.desktop`,
      reason: 'no-command' as const,
    })),
  ]
  const answers = {
    'plan.make': (): PlanAnswer => ({ kind: 'plan', plan }),
    'plan.apply': () => ({ ...aReceipt(plan), unexported }),
  }

  const result = await aRun(['install', 'hello-world', '--yes'], { answers })

  expect(result.out.split('\n').slice(-11)).toMatchInlineSnapshot(`
    [
      "Installed hello-world 1.0.0.",
      "Not in your menu and commands as it should be:",
      "  the command of hello-world: /home/ada/.local/bin/hello (something else has that name, and was left alone)",
      "  the menu entry of hello-world: share/applications/0\\u{1b}[31m.desktop (it starts a program that no installed package has)",
      "  the menu entry of hello-world: share/applications/1\\u{1b}[31m.desktop (it starts a program that no installed package has)",
      "  the menu entry of hello-world: share/applications/2\\u{1b}[31m.desktop (it starts a program that no installed package has)",
      "  the menu entry of hello-world: share/applications/3\\u{1b}[31m.desktop (it starts a program that no installed package has)",
      "  the menu entry of hello-world: share/applications/4\\u{1b}[31m.desktop (it starts a program that no installed package has)",
      "  and 2 more; --json names them all",
      "This is generation 4. To take it back: multios-pm undo",
      "",
    ]
  `)
})
