import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { usePlanSheet } from '../../../renderer/stores/plan-sheet.ts'
import { useToasts } from '../../../renderer/stores/toasts.ts'
import { usualCleanup } from '../kit/fake-cleanup.ts'
import { createFakeClient, type FakeClient, type FakeOptions } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'
import { verified } from './pictures/rich-answers.ts'

let page: VueWrapper

let client: FakeClient

async function open(options: FakeOptions = { verified, cleanup: usualCleanup }): Promise<void> {
  client = createFakeClient(options)
  page = await mountWith(InstalledPage, {}, client)
  await settle()
}

async function goTo(view: string): Promise<void> {
  await page
    .findAll('[role=tab]')
    .find((each) => each.text().startsWith(view))
    ?.trigger('click')
  await settle()
}

const asked = (name: string): unknown[] =>
  client.calls.filter((call) => call.name === name).map(({ input }) => input)
const text = (selector: string): string[] =>
  page.findAll(selector).map((each) => each.text().replaceAll(/\s+/g, ' '))
const rows = (): string[] => page.findAll('.rowlink').map((each) => each.text())

afterEach(() => page.unmount())

test('apps and components are apart, each with its count', async () => {
  await open()

  const tabs = page.findAll('[role=tab]').map((each) => each.text().replaceAll(/\s+/g, ' '))
  await page.findAll('[role=tab]')[1]?.trigger('click')

  expect({ tabs, components: rows() }).toEqual({
    tabs: ['Apps 6', 'Components 1', 'Not needed 3', 'Pinned 0'],
    components: ['starter-runtime'],
  })
})

test('the table is one stop, and arrows move the selection and its details', async () => {
  await open()
  const stops = (): number => page.findAll('.rowlink[tabindex="0"]').length

  await page.get('.rowlink').trigger('keydown', { key: 'ArrowDown' })
  await settle()

  expect({
    stops: stops(),
    focus: document.activeElement?.textContent,
    details: page.get('.details h2').text(),
  }).toEqual({
    stops: 1,
    focus: 'Isoline Atlas',
    details: 'Isoline Atlas',
  })
})

test('a filter keeps what holds all its words', async () => {
  await open()

  await page.get('input').setValue('offline')

  expect(rows()).toEqual(['Isoline Atlas', 'Starwicket'])
})

test('after a check each row tells what was found, and the details name the files', async () => {
  await open()

  button('Verify all').click()
  await settle()

  expect({
    banner: page.get('.banner strong').text(),
    rows: page.findAll('td .status').map((each) => each.text()),
    files: text('.issue p'),
  }).toEqual({
    banner: '1 package differs from what was signed',
    rows: ['2 files differ', 'Verified', 'Not checked yet', 'Not checked yet', 'Verified', 'Verified'],
    files: ['share/dayloom/themes/dusk.css was changed', 'bin/dayloom-export is missing'],
  })
})

test('where nothing is installed, the page leads to Discover', async () => {
  await open({ packages: [] })

  expect(page.text()).toContain('Nothing is installed yet')
})

test('one package is compared by itself, and tells nothing of the others', async () => {
  await open()

  await page.get('.integrity button').trigger('click')
  await settle()

  expect({
    asked: asked('package.verify'),
    issue: text('.issue h3'),
    edited: text('.edited p'),
    rows: page.findAll('td .status').map((each) => each.text())[1],
    banner: text('.verification'),
  }).toEqual({
    asked: [{ packages: ['dayloom'] }],
    issue: ['2 of 412 files differ'],
    edited: ['etc/dayloom/dayloom.conf', 'No damage: configuration is yours to change.'],
    rows: 'Not checked yet',
    banner: [''],
  })
})

test('what differs is repaired, compared once more, and told', async () => {
  await open()
  await page.get('.integrity button').trigger('click')
  await settle()

  button('Repair').click()
  await settle()
  await settle()

  expect({
    asked: asked('package.restore'),
    issue: page.find('.issue').exists(),
    state: text('.integrity .status'),
    told: useToasts().shown.map(({ title }) => title),
  }).toEqual({
    asked: [{ packages: ['dayloom'] }],
    issue: false,
    state: ['All 412 files are as signed'],
    told: ['2 files repaired'],
  })
})

test('everything that differs is repaired from the banner', async () => {
  await open()
  button('Verify all').click()
  await settle()

  button('Repair all').click()
  await settle()
  await settle()

  expect({ asked: asked('package.restore'), banner: text('.banner strong') }).toEqual({
    asked: [{}],
    banner: ['Everything is as its publisher signed it'],
  })
})

test('a repair that does not work says why, and is not told as done', async () => {
  await open({ verified, failing: { 'package.restore': { code: 'internal', facts: { incident: '7' } } } })
  await page.get('.integrity button').trigger('click')
  await settle()

  button('Repair').click()
  await settle()

  expect([page.find('[role=alert]').exists(), useToasts().shown]).toEqual([true, []])
})

test('what nothing needs is told first, and goes through a plan', async () => {
  await open()
  const told = text('.banner__text')

  button('Review and remove').click()
  await settle()

  expect({ told, sheet: usePlanSheet().sheet }).toMatchObject({
    told: [expect.stringContaining('3 packages are no longer needed')],
    sheet: { request: { kind: 'autoremove' } },
  })
})

test('what is kept on purpose is not told again', async () => {
  await open()

  button('Keep').click()
  await settle()

  expect(page.find('.banner').exists()).toBe(false)
})

test('what could go is listed with why it was there, and what its going frees', async () => {
  await open()
  await goTo('Not needed')

  const rowsOf = (at: number): string[] =>
    page
      .findAll('section')
      [at]!.findAll('.row__text > span, .row__end')
      .map((each) => each.text())
  expect({ needed: rowsOf(0), freed: rowsOf(1) }).toEqual({
    needed: [
      ...['libalder-raw', 'Lumenfold needed it last', '6.1 MB'],
      ...['color-profiles', 'Lumenfold needed it last', '14.0 MB'],
      ...['starter-runtime', 'Nothing needs it', '2.4 MB'],
    ],
    freed: [
      ...['2 unpacked releases', 'No generation that stays holds it', '348 MB'],
      ...['2 downloads', 'Fetched again when it is needed', '104 MB'],
      ...['1 picture or description', 'Fetched again when it is shown', '41.0 kB'],
      ...['1 old generation', 'You can’t go back to what is cleaned up here'],
    ],
  })
})

test('cleaning up says what it freed, and looks again', async () => {
  await open()
  await goTo('Not needed')

  button('Clean up').click()
  await settle()
  const question = page.find('dialog').text()
  page.find('dialog').findAll('button').at(-1)?.element.click()
  await settle()
  await settle()

  expect(question).toContain('Generation 12 can’t be gone back to any more.')
  expect({
    asked: asked('system.cleanup'),
    told: useToasts().shown.map(({ title }) => title),
    left: page.text().includes('Nothing is left over.'),
  }).toEqual({
    asked: [
      { clearCache: true, dryRun: true },
      { clearCache: true, dryRun: false },
      { clearCache: true, dryRun: true },
    ],
    told: ['452 MB freed'],
    left: true,
  })
})

test('where it cannot be told what nothing needs, the page says why and shows the rest', async () => {
  await open({ failing: { 'system.cleanup': { code: 'internal', facts: { incident: '7' } } } })
  const table = rows().length
  await goTo('Not needed')

  expect([table, page.find('[role=alert]').exists()]).toEqual([6, true])
})

test('Delete removes the selected app through a plan, and Ctrl+Shift+V compares it', async () => {
  await open()
  const row = page.get('.rowlink[tabindex="0"]')

  await row.trigger('keydown', { key: 'V', ctrlKey: true, shiftKey: true })
  await settle()
  await row.trigger('keydown', { key: 'Delete' })
  await settle()

  expect({ compared: asked('package.verify'), sheet: usePlanSheet().sheet }).toMatchObject({
    compared: [{ packages: ['dayloom'] }],
    sheet: { request: { kind: 'remove', packages: ['dayloom'] } },
  })
})

test('a change of the machine makes what was compared worthless', async () => {
  await open()
  button('Verify all').click()
  await settle()

  client.tell({ kind: 'machine-changed', generation: 144 })
  await settle()

  expect(page.findAll('td .status').map((each) => each.text())).toContain('Not checked yet')
  expect(page.find('.banner--warn').exists()).toBe(false)
})

test('what can all be had again is cleaned up without a question, and a no to the question changes nothing', async () => {
  const items = usualCleanup.items.filter(({ kind }) => kind === 'download')
  await open({ verified, cleanup: { ...usualCleanup, items } })
  await goTo('Not needed')
  button('Clean up').click()
  await settle()
  const plain = asked('system.cleanup')
  page.unmount()

  await open()
  await goTo('Not needed')
  button('Clean up').click()
  await settle()
  page.find('dialog').findAll('button').at(0)?.element.click()
  await settle()

  const look = { clearCache: true, dryRun: true }
  expect({ plain: plain.slice(0, 2), declined: asked('system.cleanup') }).toEqual({
    plain: [look, { clearCache: true, dryRun: false }],
    declined: [look],
  })
})
