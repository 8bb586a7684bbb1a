import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { useMachine } from '../../../renderer/stores/machine.ts'
import { useFailures } from '../../../renderer/stores/failures.ts'
import { createFakeClient, type FakeClient, type FakeOptions } from '../kit/fake-client.ts'
import { summaries } from '../kit/fake-catalog.ts'
import { noRules } from '../kit/fake-rules.ts'
import { mountWith, settle } from './mount.ts'

let page: VueWrapper
let client: FakeClient

const rules = {
  ...noRules,
  holds: [
    { name: 'isoline', version: '3.0.4' },
    { name: 'gone', version: null },
  ],
  pins: [{ name: 'starter-runtime', version: '>= 1.0', repository: 'main', offered: true }],
}

async function open(options: FakeOptions): Promise<void> {
  client = createFakeClient(options)
  page = await mountWith(InstalledPage, {}, client)
  await settle()
}

async function goTo(view: string): Promise<void> {
  await tab(view)?.trigger('click')
  await settle()
}

const tab = (view: string) => page.findAll('[role=tab]').find((each) => each.text().startsWith(view))
const count = (): string | undefined => tab('Pinned')?.text().replaceAll(/\s+/g, ' ')
const rows = (): string[] => page.findAll('.rowlink').map((each) => each.text())
const select = async (title: string): Promise<void> => {
  await page
    .findAll('.rowlink')
    .find((each) => each.text() === title)
    ?.trigger('click')
  await settle()
}
const stays = () => page.get<HTMLInputElement>('.togglelist input')
const changes = () => client.calls.filter(({ name }) => /^policy\.(add|remove)$/.test(name))

afterEach(() => page.unmount())

test('what a rule keeps from updates has a tab of its own, whatever it is, and says so in the other tabs', async () => {
  await open({ rules })
  const badges = page.findAll('tr').filter((row) => row.text().includes('Pinned'))

  await goTo('Pinned')

  expect({ count: count(), rows: rows(), badges: badges.map((row) => row.get('.rowlink').text()) }).toEqual({
    count: 'Pinned 2',
    rows: ['Isoline Atlas', 'starter-runtime'],
    badges: ['Isoline Atlas'],
  })
})

test('a package is kept at its version, and let go again, by a switch that follows the engine', async () => {
  await open({})
  await select('Isoline Atlas')

  await stays().trigger('click')
  await settle()
  const held = { on: stays().element.checked, count: count() }
  await stays().trigger('click')
  await settle()

  const rule = { rules: [{ kind: 'hold', name: 'isoline' }] }
  expect({ held, on: stays().element.checked, changes: changes() }).toEqual({
    held: { on: true, count: 'Pinned 1' },
    on: false,
    changes: [
      { name: 'policy.add', input: rule },
      { name: 'policy.remove', input: rule },
    ],
  })
})

test('what a package is pinned to is told, and taken back', async () => {
  await open({ rules })
  await goTo('Pinned')
  await select('starter-runtime')
  const told = page.findAll('.togglelist li').map((each) => each.text())

  await page.get('.togglelist button').trigger('click')
  await settle()

  expect({ told: told.at(-1), changes: changes(), rows: rows() }).toEqual({
    told: 'Only >= 1.0 from mainUnpin',
    changes: [{ name: 'policy.remove', input: { rules: [{ kind: 'pin', name: 'starter-runtime' }] } }],
    rows: ['Isoline Atlas'],
  })
})

test('where a rule is refused, the switch stays where it was, and the reason is told', async () => {
  await open({ failing: { 'policy.add': { code: 'internal', facts: { incident: '7' } } } })
  await select('Isoline Atlas')

  await stays().trigger('click')
  await settle()

  expect({ on: stays().element.checked, told: useFailures().shown?.failure.code }).toEqual({
    on: false,
    told: 'internal',
  })
})

test('where nothing is pinned, the tab says so; where rules cannot be read, no count is made up', async () => {
  await open({})
  await goTo('Pinned')
  const empty = { count: count(), told: page.text().includes('Nothing is pinned.') }
  page.unmount()

  await open({ failing: { 'policy.list': { code: 'internal', facts: { incident: '7' } } } })

  expect({ empty, unknown: count(), busy: stays().element.disabled }).toEqual({
    empty: { count: 'Pinned 0', told: true },
    unknown: 'Pinned',
    busy: true,
  })
})

test('an update that something installed is in the way of is told as held back, and why', async () => {
  const clause = 'isoline < 6'
  const fact = { kind: 'depends', release: 'zenith 2.0', clause, repository: 'main' } as const
  await open({
    packages: summaries.map((one) => (one.name === 'isoline' ? { ...one, update: '6.0.0' } : one)),
    held: { isoline: { kind: 'held', reason: `zenith 2.0: ${clause}`, facts: [fact] } },
  })
  await useMachine().refresh()
  await settle()
  await select('Isoline Atlas')

  const row = page.findAll('tr').find((each) => each.text().includes('Isoline Atlas'))
  expect({
    badges: row?.findAll('.badge').map((each) => each.text()),
    why: page.findAll('.togglelist li').at(-1)?.text(),
    waiting: useMachine()
      .waiting.map(({ name }) => name)
      .includes('isoline'),
  }).toEqual({
    badges: ['Update held back'],
    why: 'Held because zenith 2.0 needs isoline below 6',
    waiting: false,
  })
})
