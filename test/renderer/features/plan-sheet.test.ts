import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import type { ChangeRequest, PlanAnswer, PlanScript } from '../../../engine/model/plan.ts'
import PlanSheet from '../../../renderer/features/plan/PlanSheet.vue'
import { useTransfers } from '../../../renderer/stores/transfers.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'
import { conflict, largePlan, losingPlan } from './pictures/rich-plans.ts'

const request: ChangeRequest = { kind: 'install', packages: [{ name: 'ferrowave' }], force: false }
let sheet: VueWrapper

async function open(answer: PlanAnswer | null): Promise<VueWrapper> {
  sheet = await mountWith(PlanSheet, { answer, request, busy: answer === null }, createFakeClient())
  await settle()
  return sheet
}

afterEach(() => sheet.unmount())

test('a plan that loses nothing starts with the focus on its confirm button', async () => {
  await open({ kind: 'plan', plan: largePlan })

  expect(document.activeElement?.textContent).toMatch(/Install\s*95\.9 MB/)
})

test('the focus moves to the confirm button when the plan arrives', async () => {
  await open(null)
  const before = document.activeElement?.textContent.trim()

  await sheet.setProps({ answer: { kind: 'plan', plan: largePlan }, busy: false })
  await settle()

  expect([before, document.activeElement?.textContent.trim().slice(0, 7)]).toEqual(['Cancel', 'Install'])
})

test('a plan that loses something chosen starts on Cancel and needs its own tick', async () => {
  await open({ kind: 'plan', plan: losingPlan })
  const focused = document.activeElement?.textContent.trim()

  button('Install').click()
  const before = sheet.emitted('confirm')
  await sheet.get('.banner input').setValue(true)
  button('Install').click()

  expect({ focused, before, after: sheet.emitted('confirm')?.length }).toEqual({
    focused: 'Cancel',
    before: undefined,
    after: 1,
  })
})

function scriptOf(script: Partial<PlanScript> = {}): PlanScript {
  return {
    package: 'lumenfold',
    version: '4.2.0',
    when: 'post_install',
    text: 'mkdir -p share/lumenfold\nsort /package/words\n',
    sha256: 'ab'.repeat(32),
    difference: null,
    refusal: null,
    ...script,
  }
}

test('scripts of a plan are shown with their text, and run only after a tick of their own', async () => {
  const text = '<img src=x onerror=alert(1)>\necho \u202eih\u0007\n'
  await open({ kind: 'plan', plan: { ...largePlan, scripts: [scriptOf({ text })] } })

  button('Install').click()
  await sheet.get('.banner input').setValue(true)
  button('Install').click()

  expect(sheet.get('details summary').text()).toBe('Lumenfold: post_install, 2 lines')
  expect(sheet.get('details pre').text()).toBe('<img src=x onerror=alert(1)>\necho \\u{202e}ih\\u{7}')
  expect(sheet.emitted('confirm')).toEqual([[false], [true]])
})

test('a script that changed shows how, and one that may not run says why and offers no tick', async () => {
  const difference: PlanScript['difference'] = [
    { kind: 'removed', text: 'sort a' },
    { kind: 'added', text: 'sort b' },
  ]
  const refusal = { reason: 'no-sandbox', detail: 'bwrap' } as const
  await open({ kind: 'plan', plan: { ...largePlan, scripts: [scriptOf({ difference, refusal })] } })

  expect({
    title: sheet.get('.banner strong').text(),
    why: sheet.get('.banner span').text(),
    text: sheet.get('details pre').text(),
    ticks: sheet.findAll('.banner input').length,
  }).toEqual({
    title: '1 script will not run',
    why: 'There is no sandbox here to run it in (bwrap).',
    text: '- sort a\n+ sort b',
    ticks: 0,
  })
})

test('a new plan takes the tick back', async () => {
  const plan = { ...largePlan, scripts: [scriptOf()] }
  await open({ kind: 'plan', plan })
  await sheet.get('.banner input').setValue(true)

  await sheet.setProps({ answer: { kind: 'plan', plan: { ...plan, digest: 'cd'.repeat(32) } } })
  await settle()
  button('Install').click()

  expect(sheet.emitted('confirm')).toEqual([[false]])
})

test('Ctrl+Enter cannot go around the tick', async () => {
  await open({ kind: 'plan', plan: losingPlan })

  await sheet.get('dialog').trigger('keydown', { key: 'Enter', ctrlKey: true })

  expect(sheet.emitted('confirm')).toBeUndefined()
})

test('another key is shown beside the old one, and nothing goes on before both were compared', async () => {
  const [before, after] = ['ab'.repeat(32), 'cd'.repeat(32)]
  const consents = [
    {
      kind: 'publisher-key' as const,
      name: largePlan.install[0]!.name,
      before: { name: 'Acme', fingerprints: [before] },
      after: { name: 'Acme', fingerprints: [after] },
    },
  ]
  await open({ kind: 'plan', plan: { ...largePlan, consents } })
  const focused = document.activeElement?.textContent.trim()

  button('Install').click()
  const unasked = sheet.emitted('confirm')
  const card = sheet.get('.consent')
  await sheet.get('.banner input').setValue(true)
  button('Install').click()

  expect({
    focused,
    unasked,
    title: card.get('h2').text(),
    marks: card.findAll('.keymark').length,
    prints: card.findAll('.print').map((print) => print.text()),
    confirmed: sheet.emitted('confirm')?.length,
  }).toEqual({
    focused: 'Cancel',
    unasked: undefined,
    title: 'Lumenfold is signed with another key',
    marks: 2,
    prints: ['ABAB'.repeat(16), 'CDCD'.repeat(16)],
    confirmed: 1,
  })
})

test('a name that passes for another is shown beside it, and has a box of its own to tick', async () => {
  const consents = [
    {
      kind: 'look-alike' as const,
      name: 'lumenf0ld',
      publisher: { name: null, fingerprints: [] },
      repository: 'other',
      other: {
        name: 'lumenfold',
        publisher: { name: 'Acme', fingerprints: ['ab'.repeat(32)] },
        repository: 'main',
        standing: 'installed' as const,
      },
      likeness: 'glyphs' as const,
    },
  ]
  await open({ kind: 'plan', plan: { ...largePlan, consents } })

  button('Install').click()
  const unasked = sheet.emitted('confirm')
  const box = sheet.get('.banner label').text()
  await sheet.get('.banner input').setValue(true)
  button('Install').click()

  expect({
    unasked,
    box,
    title: sheet.get('.consent h2').text(),
    sides: sheet.findAll('.consent__side').map((side) => side.findAll('p').map((line) => line.text())),
    confirmed: sheet.emitted('confirm')?.length,
  }).toEqual({
    unasked: undefined,
    box: 'I mean lumenf0ld',
    title: 'lumenf0ld is not lumenfold',
    sides: [
      ['lumenf0ld', 'By nobody known, from other', 'No signature'],
      ['lumenfold', 'By Acme, from main'],
    ],
    confirmed: 1,
  })
})

test('a way back says first which of the things you chose it takes', async () => {
  const [first] = largePlan.install
  const remove = [{ ...first!, action: 'remove' as const, to: null, chosen: true }]
  const plan = { ...largePlan, request: { kind: 'undo' as const }, install: [], change: [], remove }
  await open({ kind: 'plan', plan })

  expect({
    banner: sheet.get('.banner strong').text(),
    checks: sheet.findAll('.ticks li').some((each) => each.text().includes('Nothing else that you chose')),
  }).toEqual({ banner: 'Lumenfold goes', checks: false })
})

test('every line of a plan says why it is there', async () => {
  await open({ kind: 'plan', plan: largePlan })

  expect(sheet.findAll('.diff__name small').map((each) => each.text())).toEqual([
    'You asked for this',
    'Needed by Lumenfold',
    'Lumenfold needs 1.1 or later',
    'Needed by libalder-raw',
    'Lumenfold needs 5.2.1 or later; fixes MSA-2026-0342',
    'libtessel needed it last',
    'Held because lumenfold 4.2.0 says color-daemon below 2',
  ])
})

test('a clash is told in sentences, and the first fix that loses nothing is chosen', async () => {
  await open(conflict)

  button('Preview plan').click()

  expect({
    clash: sheet.findAll('.because p').map((each) => each.text()),
    chosen: sheet.emitted('choose')?.[0],
  }).toEqual({
    clash: [
      'Ferrowave 4.0.1 needs libsona 4.0 or later.',
      'Tapeloft 5.1.4 needs libsona below 4.',
      'Tapeloft 5.1.4 is installed.',
    ],
    chosen: [
      {
        kind: 'install',
        packages: [{ name: 'ferrowave' }, { name: 'tapeloft', version: '5.2.0' }],
        force: false,
      },
    ],
  })
})

test('the conflict sheet had reasons and a picture, and no sentence: it stands under the title', async () => {
  await open(conflict)

  expect(sheet.get('h1 + p').text()).toBe(
    'Ferrowave 4.0.1 needs libsona 4.0 or later, but Tapeloft 5.1.4 needs libsona below 4. Nothing has been changed.',
  )
})

test('a fix that only removes is never chosen beforehand', async () => {
  const explanation = conflict.kind === 'unsolvable' ? conflict.explanation : null
  await open({ kind: 'unsolvable', explanation: { ...explanation!, fixes: explanation!.fixes.slice(2) } })

  button('Preview plan').click()

  expect(sheet.emitted('choose')).toBeUndefined()
})

test('the second step of a fix is asked for once the first was carried out', async () => {
  const explanation = conflict.kind === 'unsolvable' ? conflict.explanation : null
  const client = createFakeClient()
  sheet = await mountWith(PlanSheet, { answer: conflict, request, busy: false }, client)
  const first: ChangeRequest = { kind: 'remove', packages: ['tapeloft'], purge: false, force: false }
  await sheet.findAll('.choice input')[2]?.setValue(true)
  button('Preview plan').click()
  await sheet.setProps({ request: first, answer: { kind: 'plan', plan: { ...largePlan, request: first } } })
  await settle()
  button('Remove').click()

  await useTransfers().apply({ ...largePlan, request: first })
  await settle()

  expect({
    fixes: explanation?.fixes.length,
    asked: client.calls.filter(({ name }) => name === 'plan.make').map(({ input }) => input),
  }).toEqual({
    fixes: 3,
    asked: [
      {
        request: { kind: 'install', packages: [{ name: 'ferrowave' }], force: false },
        locales: ['en-US', 'en'],
      },
    ],
  })
})

test('where nothing has to be done, the sheet only closes', async () => {
  await open({ kind: 'nothing', names: ['quillbay'] })

  expect(sheet.findAll('.sheet__foot button').map((each) => each.text())).toEqual(['Close'])
})
