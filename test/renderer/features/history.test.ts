import { afterEach, describe, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import HistoryPage from '../../../renderer/features/history/HistoryPage.vue'
import { useFailures } from '../../../renderer/stores/failures.ts'
import { usePlanSheet } from '../../../renderer/stores/plan-sheet.ts'
import { createFakeClient, type FakeClient, type FakeOptions } from '../kit/fake-client.ts'
import { emptyEntry, longHistory, made, usualDiff, usualHistory } from '../kit/fake-history.ts'
import { button, mountWith, settle } from './mount.ts'

let page: VueWrapper
let client: FakeClient

async function open(options: FakeOptions = { history: [...usualHistory] }): Promise<void> {
  client = createFakeClient(options)
  page = await mountWith(HistoryPage, {}, client)
  await settle()
}

const text = (selector: string): string[] =>
  page.findAll(selector).map((each) => each.text().replaceAll(/\s+/g, ' '))
const compared = (): unknown[] =>
  client.calls.filter(({ name }) => name === 'history.diff').map(({ input }) => input)
const picked = (): string => page.get('.gen[aria-pressed=true] .num').text()

afterEach(() => page.unmount())

describe('the history', () => {
  test('tells each generation in plain words, newest first, by day', async () => {
    await open()

    const rows = page
      .findAll('.gen')
      .map((row) => row.findAll('.gen__top > *, .gen__text > .small').map((each) => each.text()))
    expect(rows).toEqual([
      ['Updated Quillbay, Mothlamp and 2 others', 'Running', '4 changed'],
      ['Removed Lumenfold', '2 removed'],
      ['Undid the change before', '1 removed'],
      ['Installed Isoline Atlas and Podrift', '3 added'],
      ['Before the move', 'Kept', 'Installed Quillbay, 1 added'],
      ['Before the first change', 'Nothing was installed'],
    ])
    expect(text('.gens__day')).toHaveLength(5)
  })

  test('first holds what runs against the one before it', async () => {
    await open()

    expect({ picked: picked(), compared: compared(), title: text('#history-diff') }).toEqual({
      picked: 'Generation 142',
      compared: [{ from: 143, to: 142, locales: ['en-US', 'en'] }],
      title: ['From now back to 142'],
    })
  })

  test('tells exactly what differs, and what going there costs', async () => {
    await open()

    expect({
      totals: text('.difftotals li'),
      names: text('.diff__name').map((each) => each.replace(/^\w+ /, '')),
      more: text('.tech summary'),
      cost: text('.diffpane__foot p'),
    }).toEqual({
      totals: ['+2 come back', '−1 goes away', '~2 change version'],
      names: ['Lumenfold', 'libalder-raw', 'Isoline Atlas', 'Mothlamp', 'Quillbay'],
      more: [
        '2 configuration files differ, 1 stays as you edited it',
        '512 files: 412 added, 98 removed, 2 changed',
      ],
      cost: ['19.8 MB to download. 26.7 MB more on disk.'],
    })
  })

  test('goes back through a plan to read', async () => {
    await open()

    button('Go back to 142').click()
    await settle()

    expect(usePlanSheet().sheet).toMatchObject({ request: { kind: 'rollback', generation: 142 } })
  })

  test('shows of the running one what it changed, and no way back to itself', async () => {
    await open()

    await page.get('.gen--now').trigger('click')
    await settle()

    expect({
      compared: compared().at(-1),
      title: text('#history-diff'),
      foot: text('.diffpane__foot'),
    }).toEqual({
      compared: { from: 142, to: 143, locales: ['en-US', 'en'] },
      title: ['What 143 changed'],
      foot: [],
    })
  })

  test('holds one against what was there before it, too', async () => {
    await open()

    await page.findAll('.seg input')[1]?.setValue(true)
    await settle()

    expect({ compared: compared().at(-1), totals: text('.difftotals li')[0] }).toEqual({
      compared: { from: 141, to: 142, locales: ['en-US', 'en'] },
      totals: '+2 came',
    })
  })

  test('folds a long list of packages', async () => {
    const packages = Array.from({ length: 12 }, (_, at) => ({
      ...usualDiff.packages[0]!,
      name: `p${at}`,
      title: `P ${at}`,
    }))
    await open({ history: [...usualHistory], diff: { ...usualDiff, packages } })
    const before = page.findAll('.diff').length

    button('4 more').click()
    await settle()

    expect([before, page.findAll('.diff').length]).toEqual([8, 12])
  })
})

describe('the rail', () => {
  test('is a slider: arrows pick the next, Page keys one that is kept, Home and End the ends', async () => {
    await open()
    const rail = page.get('[role=slider]')
    const values: unknown[] = []
    for (const key of ['ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End']) {
      await rail.trigger('keydown', { key })
      values.push(rail.attributes('aria-valuenow'))
    }

    expect({ values, text: rail.attributes('aria-valuetext')?.replace(/, .*?, /, ', … ') }).toEqual({
      values: ['141', '139', '143', '0', '143'],
      text: 'Generation 143, … Updated Quillbay, Mothlamp and 2 others',
    })
  })

  test('shows what would be undone between the picked one and now', async () => {
    await open()

    await page.findAll('.rail__column')[2]?.trigger('click')

    expect(page.findAll('.rail__bar').map((bar) => bar.classes().slice(1).join(' '))).toEqual([
      '',
      'is-kept',
      'is-sel',
      'is-between',
      'is-between',
      'is-now',
    ])
  })
})

describe('what a person says of a generation', () => {
  test('is that it stays, until it is said again', async () => {
    await open()
    const keep = page.get('.pagehead__actions button')
    await keep.trigger('click')
    await settle()
    const kept = keep.attributes('aria-pressed')
    await keep.trigger('click')
    await settle()

    expect({
      kept,
      asked: client.calls.filter(({ name }) => name === 'history.pin').map(({ input }) => input),
      now: keep.attributes('aria-pressed'),
    }).toEqual({
      kept: 'true',
      asked: [
        { generation: 142, pinned: true },
        { generation: 142, pinned: false },
      ],
      now: 'false',
    })
  })

  test('is its name; an empty one takes it away', async () => {
    await open()
    button('Name generation 142').click()
    await settle()
    await page.get('.genname input').setValue(' Before Lumenfold ')
    await page.get('form').trigger('submit')
    await settle()
    const named = text('.gen[aria-pressed=true] b')
    button('Rename generation 142').click()
    await settle()
    await page.get('.genname input').setValue('')
    await page.get('form').trigger('submit')
    await settle()

    expect({
      named,
      asked: client.calls.filter(({ name }) => name === 'history.label').map(({ input }) => input),
    }).toEqual({
      named: ['Before Lumenfold'],
      asked: [
        { generation: 142, label: 'Before Lumenfold' },
        { generation: 142, label: null },
      ],
    })
  })

  test('is told where the engine could not write it down', async () => {
    await open({
      history: [...usualHistory],
      failing: { 'history.pin': { code: 'internal', facts: { incident: '7' } } },
    })

    await page.get('.pagehead__actions button').trigger('click')
    await settle()

    expect(useFailures().shown?.failure.code).toBe('internal')
  })
})

describe('a history', () => {
  test('of nothing leads to Discover', async () => {
    await open({})

    expect({ words: page.text(), rail: page.find('.rail').exists() }).toEqual({
      words: expect.stringContaining('Nothing has changed yet'),
      rail: false,
    })
  })

  test('of one generation shows what it changed', async () => {
    const only = made(
      1,
      { kind: 'install', packages: [{ name: 'quillbay' }], force: false },
      { current: true },
    )
    await open({ history: [only, emptyEntry] })

    expect(text('#history-diff')).toEqual(['What 1 changed'])
  })

  test('that cannot be read says why, and is read again on request', async () => {
    await open({ failing: { 'history.list': { code: 'internal', facts: { incident: '7' } } } })
    const failed = page.find('[role=alert]').exists()
    delete client.failing['history.list']
    button('Try again').click()
    await settle()

    expect([failed, page.text().includes('Nothing has changed yet')]).toEqual([true, true])
  })

  test('whose difference cannot be told still lists its generations', async () => {
    await open({
      history: [...usualHistory],
      failing: { 'history.diff': { code: 'internal', facts: { incident: '7' } } },
    })

    expect([page.findAll('.gen').length, page.find('.diffpane [role=alert]').exists()]).toEqual([6, true])
  })

  test('shows a skeleton until it is there', async () => {
    await open({ pause: () => new Promise(() => undefined) })

    expect(page.get('[role=status]').attributes('aria-label')).toBe('Loading the history')
  })

  test('of 300 generations holds only those in sight, and reaches the others by the keyboard', async () => {
    await open({ history: [...longHistory(300)] })
    const rows = page.findAll('.gen').length

    await page.get('.gen[tabindex="0"]').trigger('keydown', { key: 'PageDown' })
    await settle()

    expect({ few: rows < 60, bars: page.findAll('.rail__bar').length, picked: picked() }).toEqual({
      few: true,
      bars: 301,
      picked: 'Generation 289',
    })
    expect(document.activeElement?.getAttribute('aria-pressed')).toBe('true')
  })

  test('is read anew when the machine changes', async () => {
    await open()
    client.calls.length = 0

    client.tell({ kind: 'machine-changed', generation: 144 })
    await settle()

    expect(client.calls.map(({ name }) => name)).toContain('history.list')
  })
})
