import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import type { Client } from '../../../engine/api/client.ts'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'
import { verified } from './pictures/rich-answers.ts'

let page: VueWrapper

async function open(packages?: []): Promise<void> {
  const fake = createFakeClient(packages ? { packages } : {})
  const client: Client = {
    on: fake.on,
    run: async (name, input, call) =>
      name === 'package.verify' ? verified : await fake.run(name, input, call),
  }
  page = await mountWith(InstalledPage, {}, client)
  await settle()
}

const rows = (): string[] => page.findAll('.rowlink').map((each) => each.text())

afterEach(() => page.unmount())

test('apps and components are apart, each with its count', async () => {
  await open()

  const tabs = page.findAll('[role=tab]').map((each) => each.text().replaceAll(/\s+/g, ' '))
  await page.findAll('[role=tab]')[1]?.trigger('click')

  expect({ tabs, components: rows() }).toEqual({
    tabs: ['Apps 6', 'Components 1'],
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
    files: page.findAll('.issue p').map((each) => each.text().replaceAll(/\s+/g, ' ')),
  }).toEqual({
    banner: '1 package differs from what was signed',
    rows: ['2 files differ', 'Verified', 'Not checked yet', 'Not checked yet', 'Verified', 'Verified'],
    files: ['share/dayloom/themes/dusk.css was changed', 'bin/dayloom-export is missing'],
  })
})

test('where nothing is installed, the page leads to Discover', async () => {
  await open([])

  expect(page.text()).toContain('Nothing is installed yet')
})
