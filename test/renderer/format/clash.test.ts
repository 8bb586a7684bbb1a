import { expect, test } from 'vitest'
import type { Explanation } from '../../../engine/model/plan.ts'
import { clashSentence } from '../../../renderer/format/clash.ts'

const titles = new Map([
  ['ferrowave', 'Ferrowave'],
  ['tapeloft', 'Tapeloft'],
])
const titleOf = (name: string): string => titles.get(name) ?? name
const wave = { kind: 'depends', release: 'ferrowave 4.0', clause: 'sona >= 4', repository: 'main' } as const
const loft = { kind: 'depends', release: 'tapeloft 5.1', clause: 'sona < 4', repository: 'main' } as const

test.each<[Explanation['clash'], string]>([
  [[], 'No set of releases was found that grants it.'],
  [
    [wave, loft, { kind: 'installed', name: 'tapeloft', version: '5.1' }],
    'Ferrowave 4.0 needs sona 4 or later, but Tapeloft 5.1 needs sona below 4.',
  ],
  [[wave, loft], 'Ferrowave 4.0 needs sona 4 or later and Tapeloft 5.1 needs sona below 4.'],
  [
    [
      { kind: 'wanted', name: 'ferrowave', constraint: null },
      { kind: 'conflicts', release: 'ferrowave 4.0', clause: 'tapeloft', other: 'tapeloft 5.1' },
      { kind: 'installed', name: 'tapeloft', version: '5.1' },
    ],
    'You want Ferrowave, but Ferrowave 4.0 cannot be here together with Tapeloft 5.1.',
  ],
  [
    [wave, { kind: 'no-release', clause: 'sona >= 4', available: [] }],
    'Ferrowave 4.0 needs sona 4 or later, but no repository offers sona 4 or later.',
  ],
  [
    [
      { kind: 'needed-by', name: 'sona', by: 'tapeloft 5.1' },
      { kind: 'installed', name: 'tapeloft', version: '5.1' },
    ],
    'Tapeloft 5.1 needs sona.',
  ],
])('a conflict is one sentence that a person understands at once', (clash, sentence) => {
  expect(clashSentence({ clash }, titleOf)).toBe(sentence)
})
