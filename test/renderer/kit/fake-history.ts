import type { Input, Output } from '../../../engine/api/operations.ts'
import type { GenerationDiff, HistoryEntry } from '../../../engine/api/history-operations.ts'
import type { ChangeRequest } from '../../../engine/model/plan.ts'

const day = 86_400_000
const today = Date.parse('2026-11-20T09:30:00Z')

/** Generation 0, that nothing made. */
export const emptyEntry: HistoryEntry = {
  generation: 0,
  at: '1970-01-01T00:00:00.000Z',
  request: null,
  current: false,
  packages: 0,
  changes: [],
  label: null,
  pinned: false,
}

/** A generation as a test speaks of it. */
export function made(
  generation: number,
  request: ChangeRequest,
  fields: Partial<HistoryEntry> = {},
): HistoryEntry {
  return { ...emptyEntry, generation, at: new Date(today).toISOString(), request, packages: 7, ...fields }
}

const install = (...names: string[]): ChangeRequest => ({
  kind: 'install',
  packages: names.map((name) => ({ name })),
  force: false,
})
const change = (name: string, from: string | null, to: string | null) => ({ name, from, to })

/** A few days of a machine that is used, newest first, down to generation 0. */
export const usualHistory: readonly HistoryEntry[] = [
  made(
    143,
    { kind: 'update' },
    {
      current: true,
      changes: [
        change('quillbay', '3.4.0', '3.4.1'),
        change('mothlamp', '4.7.1', '4.7.2'),
        change('isoline', '5.1.3', '5.1.4'),
        change('vaultern', '3.8.0', '3.8.1'),
      ],
    },
  ),
  made(
    142,
    { kind: 'remove', packages: ['lumenfold'], purge: false, force: false },
    {
      at: new Date(today - 3 * day).toISOString(),
      changes: [change('lumenfold', '4.1.0', null), change('libalder-raw', '2.8.0', null)],
    },
  ),
  made(
    141,
    { kind: 'undo' },
    {
      at: new Date(today - 3 * day - 4_000_000).toISOString(),
      changes: [change('podrift', '1.2.0', null)],
    },
  ),
  made(140, install('isoline', 'podrift'), {
    at: new Date(today - 8 * day).toISOString(),
    changes: [
      change('isoline', null, '5.1.3'),
      change('podrift', null, '1.2.0'),
      change('starter-runtime', null, '1.0.2'),
    ],
  }),
  made(139, install('quillbay'), {
    at: new Date(today - 12 * day).toISOString(),
    label: 'Before the move',
    pinned: true,
    changes: [change('quillbay', null, '3.4.0')],
  }),
  emptyEntry,
]

/** So many generations, one each half day, every ninth a large one. */
export function longHistory(count: number): readonly HistoryEntry[] {
  const entries = Array.from({ length: count }, (_, at) =>
    made(count - at, at % 9 === 4 ? { kind: 'update' } : install('quillbay'), {
      at: new Date(today - (at * day) / 2).toISOString(),
      current: at === 0,
      pinned: at % 40 === 20,
      changes: Array.from({ length: at % 9 === 4 ? 30 : 1 + (at % 4) }, (_unused, index) =>
        change(`package-${index}`, '1.0', '1.1'),
      ),
    }),
  )
  return [...entries, emptyEntry]
}

export const usualDiff: GenerationDiff = {
  from: 143,
  to: 142,
  packages: [
    {
      name: 'lumenfold',
      title: 'Lumenfold',
      icon: 'media/lumenfold.svg',
      from: null,
      to: '4.1.0',
      disk: 312_000_000,
      chosen: true,
    },
    {
      name: 'libalder-raw',
      title: 'libalder-raw',
      icon: null,
      from: null,
      to: '2.8.0',
      disk: 6_100_000,
      chosen: false,
    },
    {
      name: 'isoline',
      title: 'Isoline Atlas',
      icon: 'media/isoline.svg',
      from: '5.1.4',
      to: null,
      disk: -291_000_000,
      chosen: true,
    },
    {
      name: 'mothlamp',
      title: 'Mothlamp',
      icon: 'media/mothlamp.svg',
      from: '4.7.2',
      to: '4.7.1',
      disk: -400_000,
      chosen: true,
    },
    {
      name: 'quillbay',
      title: 'Quillbay',
      icon: 'media/quillbay.svg',
      from: '3.4.1',
      to: '3.4.0',
      disk: 12_000,
      chosen: true,
    },
  ],
  files: {
    added: 412,
    removed: 98,
    changed: 2,
    shown: [
      { path: 'bin/lumenfold', change: 'added', owner: 'lumenfold' },
      { path: 'share/isoline/world.tiles', change: 'removed', owner: 'isoline' },
      { path: 'share/quillbay/outline.js', change: 'changed', owner: 'quillbay' },
    ],
  },
  configuration: [
    { path: 'etc/quillbay/quillbay.conf', change: 'changed', owner: 'quillbay', edited: true },
    { path: 'etc/lumenfold/film.conf', change: 'added', owner: 'lumenfold', edited: false },
  ],
  weaknesses: [],
  disk: 26_712_000,
  download: 19_800_000,
}

/** What the history answers, and what a person says of its generations. */
export function historyHandlers(start: readonly HistoryEntry[], diff: GenerationDiff = usualDiff) {
  let entries = [...start]
  const change = (generation: number, fields: Partial<HistoryEntry>): HistoryEntry[] =>
    (entries = entries.map((one) => (one.generation === generation ? { ...one, ...fields } : one)))
  return {
    'history.list': (): Output<'history.list'> => entries,
    'history.diff': ({ from, to }: Input<'history.diff'>): Output<'history.diff'> => ({ ...diff, from, to }),
    'history.pin': ({ generation, pinned }: Input<'history.pin'>) => change(generation, { pinned }),
    'history.label': ({ generation, label }: Input<'history.label'>) => change(generation, { label }),
  }
}
