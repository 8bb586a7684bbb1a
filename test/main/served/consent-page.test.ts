import { expect, test } from 'vitest'
import type { Description } from '../../../engine/api/description.ts'
import { questionPage } from '../../../main/served/consent-page.ts'
import { hostileLine } from '../../kit/hostile-texts.ts'

/** What is left of the page when all of its own marks are taken away. */
const marks =
  /<\/?(?:!doctype|html|head|meta|title|style|body|main|header|p|h1|div|ul|li|span|b|small|dl|dt|dd|form|input|button)(?: [^<>]*)?>/gi

function pageOf(description: Partial<Description>): string {
  const whole = { subject: 'software', about: '', changes: [], facts: [], ...description } as const
  return questionPage({ description: whole, mayKeep: true }, 'the-secret').replace(/<style>.*<\/style>/s, '')
}

test('whatever the engine tells of foreign texts is text in the question', () => {
  const change = { name: hostileLine, from: hostileLine, to: hostileLine }
  const page = pageOf({
    changes: [{ ...change, action: 'upgrade', repository: hostileLine, publisher: hostileLine }],
    facts: ['publisher', 'script', 'plan', hostileLine].map((label) => ({ label, value: hostileLine })),
  })

  expect(page.replaceAll(marks, '')).not.toMatch(/[<>\u200b\u202a-\u202e\u2066-\u2069\ufeff\u001b]/)
  expect(page.match(/canary=1/g)?.length).toBeGreaterThan(8 * 6)
})

test('whose word is taken and what runs stands above the changes, and a script has lines', () => {
  const page = pageOf({
    changes: [{ action: 'install', name: 'jq', from: null, to: '1.7', repository: 'main', publisher: 'A' }],
    facts: [
      { label: 'publisher', value: 'jq now: Mallory' },
      { label: 'script', value: '# no harm\nrm -rf ~' },
      { label: 'plan', value: 'cd' },
    ],
  })

  const places = ['jq now: Mallory', '# no harm\nrm -rf ~', '<b>jq</b>', '<dd>cd</dd>'].map((text) =>
    page.indexOf(text),
  )
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(places).not.toContain(-1)
})
