import { beforeEach, describe, expect, test } from 'vitest'
import { aStockedMachine } from '../kit/a-managed-machine.ts'
import { anAskingMachine, asking, type AskingMachine, codeOf, ourUid } from '../kit/an-asking-machine.ts'
import { failureFrom } from '../kit/a-machine.ts'
import { never } from '../kit/temporary.ts'

describe('where it takes two persons', () => {
  let machine: AskingMachine
  beforeEach(async () => {
    machine = await anAskingMachine()
    machine.govern({ ...asking, requests: machine.spool, twoPerson: true })
  })

  const reasonOf = async (work: Promise<unknown>): Promise<string> => {
    const failure = await failureFrom(work)
    return failure.code === 'policy/not-approvable' ? failure.facts.reason : failure.code
  }

  test('nobody approves what they asked for, and another one does, who is named', async () => {
    machine.logIn(1_001)
    const { id } = await machine.ask()
    const own = await reasonOf(machine.approve(id))
    machine.logIn(1_002)

    const { status } = await machine.approve(id)

    expect(own).toBe('one-person')
    expect(status).toMatchObject({ kind: 'approved', by: '1002 as grace' })
  })

  test('who cannot be told from whoever asked approves nothing', async () => {
    const nameless = await machine.ask('editor')
    machine.logIn(1_001)
    const { id } = await machine.ask('words')
    machine.logIn(null)

    expect(await reasonOf(machine.approve(id))).toBe('unknown-person')
    machine.logIn(1_002)
    expect(await reasonOf(machine.approve(nameless.id))).toBe('unknown-person')
  })

  test('saying no takes one', async () => {
    machine.logIn(1_001)
    const { id } = await machine.ask()

    expect((await machine.refuse(id)).status.kind).toBe('refused')
  })

  test('the rule is named on the command line', async () => {
    const { id } = await machine.ask()

    const { status, err } = await machine.pm('policy', 'approve', id)

    expect([status, err]).toEqual([
      5,
      `error: This request cannot be approved, so nothing was changed.
  The rule "twoPerson" of ${machine.administration.file} wants two persons, and nobody can tell who asked, or who you are.
  Log in as yourself and use sudo; what was asked for as the administrator has to be asked for so, too.
`,
    ])
  })
})

test('one person is enough where the rules do not say otherwise', async () => {
  const machine = await anAskingMachine()
  machine.logIn(ourUid)
  const { id } = await machine.ask()

  expect((await machine.approve(id)).status.kind).toBe('approved')
})

test('who decides about trust installs nothing, whatever else they are; root stands above that', async () => {
  const machine = await aStockedMachine()
  machine.govern({ twoPerson: true, roles: { user: ['*'], 'security-admin': ['grace'] } })
  const install = (name: string, uid: number) =>
    machine.multiosPm(['install', 'editor', '--yes'], { name, uid, groups: [] })

  const grace = await install('grace', 1_001)
  const plan = await codeOf(machine.engine.run('audit.verify', {}, { signal: never }))

  expect(grace).toMatchObject({
    status: 5,
    err: `error: You may not do that here.
  Because it takes two: whoever decides about trust here does not install, says rule "twoPerson" of your administrator (${machine.administration.file}).
  Ask your administrator.
`,
  })
  expect(plan).toBe('policy/refused')
  expect([(await install('ada', 1_000)).status, (await install('root', 0)).status]).toEqual([0, 0])
})
