import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import type { CleanupReport } from '../../../engine/api/history-operations.ts'
import type { ChangeRequest, PlanAnswer } from '../../../engine/model/plan.ts'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import PlanSheet from '../../../renderer/features/plan/PlanSheet.vue'
import { usePlanSheet } from '../../../renderer/stores/plan-sheet.ts'
import { usualCleanup } from '../kit/fake-cleanup.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'
import { verified } from './pictures/rich-answers.ts'
import { largePlan } from './pictures/rich-plans.ts'

let page: VueWrapper

afterEach(() => page.unmount())

async function openUnneeded(cleanup: Partial<CleanupReport>): Promise<void> {
  page = await mountWith(
    InstalledPage,
    {},
    createFakeClient({ verified, cleanup: { ...usualCleanup, ...cleanup } }),
  )
  await settle()
  await page
    .findAll('[role=tab]')
    .find((each) => each.text().startsWith('Not needed'))
    ?.trigger('click')
  await settle()
}

test('what was written for packages that are gone is told, and purging it is a plan', async () => {
  const keptConfiguration = [{ name: 'lumenfold', paths: ['etc/clock.conf'], bytes: 4096 }]
  await openUnneeded({ keptConfiguration })

  const told = page
    .findAll('[aria-labelledby=kept-configuration] .row__text > span')
    .map((each) => each.text())
  page
    .get('[aria-label="Remove the configuration of Lumenfold"]')
    .element.dispatchEvent(new MouseEvent('click'))
  await settle()

  expect(told).toEqual(['Lumenfold', 'etc/clock.conf'])
  expect(usePlanSheet().sheet).toMatchObject({
    request: { kind: 'remove', packages: ['lumenfold'], purge: true, force: false },
  })
})

test('configuration that cannot be brought back after cleaning up is worth a question', async () => {
  await openUnneeded({ items: [{ kind: 'purged', name: '14', bytes: 9, because: null }] })
  button('Clean up').click()
  await settle()

  expect(page.find('dialog').text()).toContain(
    'Configuration that you removed can’t be brought back any more.',
  )
})

test('a plan of nothing but configuration names it, and what becomes of it', async () => {
  const request: ChangeRequest = { kind: 'remove', packages: ['clock'], purge: true, force: false }
  const only = { install: [], change: [], remove: [], keep: [], losesChosen: [], download: 0, disk: 0 }
  const at = { name: 'clock', path: 'etc/clock.conf', file: '/data/config/etc/clock.conf' }
  const { scripts: _, consents: __, ...plan } = largePlan
  const answer: PlanAnswer = {
    kind: 'plan',
    plan: { ...plan, ...only, request, configuration: [{ action: 'purge', ...at }] },
  }
  page = await mountWith(PlanSheet, { answer, request, busy: false }, createFakeClient())
  await settle()

  expect(page.get('h1').text()).toBe('Remove the configuration of clock')
  expect(page.get('[aria-labelledby=plan-configuration] .row__text').text()).toBe(
    'etc/clock.confGoes. Undo brings it back, until this generation is cleaned up',
  )
})
