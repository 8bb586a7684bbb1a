import type { Page } from '@playwright/test'
import { habits } from './sample-habits.ts'

interface Shown {
  readonly package: string
  readonly number: number
  readonly scheme?: 'light' | 'dark'
}

export interface PagePicture extends Shown {
  readonly kind: 'page'
  readonly hash?: string
  readonly storage?: Record<string, string>
  readonly act?: (page: Page) => Promise<void>
}

export interface TerminalPicture extends Shown {
  readonly kind: 'terminal'
  readonly title: string
  readonly backdrop: string
  readonly columns: number
  readonly rows: number
  /** Pixels of the type. */
  readonly size?: number
  /** Typed before the screen is cleared, and after. */
  readonly setup?: readonly string[]
  readonly lines: readonly string[]
  /** Pressed at the end, as tmux names keys. */
  readonly keys?: readonly string[]
}

export type Picture = PagePicture | TerminalPicture

const broken = `{
  "station": "Nordhaven harbor",
  "position": { "latitude": 54.7412, "longitude": 18.0931 },
  "sensors": [
    { "id": "air-1", "unit": "degC", },
    { "id": "sea-1", "unit": "m" }
  ]
}
`

export const pagePictures: readonly PagePicture[] = [
  { kind: 'page', package: 'lantern', number: 1, storage: { 'lantern.name': 'field-notes.md' } },
  {
    kind: 'page',
    package: 'lantern',
    number: 2,
    scheme: 'dark',
    storage: { 'lantern.view': 'read', 'lantern.name': 'field-notes.md' },
  },
  {
    kind: 'page',
    package: 'branchly',
    number: 1,
    storage: { 'branchly.name': 'harbor.json' },
    act: async (page) => {
      await page.fill('#query', 'value')
    },
  },
  {
    kind: 'page',
    package: 'branchly',
    number: 2,
    scheme: 'dark',
    act: async (page) => {
      await page.click('#edit')
      await page.fill('#text', broken)
    },
  },
  {
    kind: 'page',
    package: 'streaks',
    number: 1,
    storage: { 'streaks.state': habits },
    act: (page) => page.click('.habit__open >> nth=1'),
  },
  {
    kind: 'page',
    package: 'streaks',
    number: 2,
    scheme: 'dark',
    storage: { 'streaks.state': habits },
    act: (page) => page.click('.habit__open >> nth=3'),
  },
  { kind: 'page', package: 'palette-lab', number: 1 },
  {
    kind: 'page',
    package: 'palette-lab',
    number: 2,
    scheme: 'dark',
    storage: { 'palette-lab.text': '#3f8f86', 'palette-lab.ground': '#fdf6e3' },
  },
  {
    kind: 'page',
    package: 'orrery',
    number: 1,
    scheme: 'dark',
    hash: '#2020-12-21',
    act: (page) => page.click('.planet >> nth=5'),
  },
  {
    kind: 'page',
    package: 'orrery',
    number: 2,
    hash: '#1969-07-20',
    act: (page) => page.click('.planet >> nth=3'),
  },
]

const notes = [
  "sprig add 'Saffron rice: soak it before' --tag kitchen",
  "sprig add 'Seeds for spring: peas, dill, sorrel' --tag garden --tag shopping",
  "sprig add 'Ask Mara for the key to the hut' --tag trip",
  "sprig add 'Herbs dry best in paper bags' --tag garden --tag kitchen",
  "sprig add 'Map sheet 14, and spare laces' --tag trip --tag shopping",
]

const page = `cat > guide.md <<'END'
# Keeping a lamp

A lamp that burns **clean** needs three things: fresh oil, a *level* wick,
and a chimney you can see through. See [the long version](https://lamps.example/care).

## Every week

- [x] Trim the wick straight, no wider than its holder
- [x] Wipe the chimney with newspaper
- [ ] Check the seal, and tighten it by hand

| Oil        | Hours per liter | Smell   |
|------------|----------------:|---------|
| paraffin   |              24 | faint   |
| rapeseed   |              19 | nutty   |
| olive      |              17 | mild    |

> Never fill a lamp that is lit, and never leave one
> burning in a room where nobody is.
END`

export const terminalPictures: readonly TerminalPicture[] = [
  {
    kind: 'terminal',
    package: 'tally',
    number: 1,
    title: 'Tally',
    backdrop: 'linear-gradient(#f3d692, #dfa954)',
    columns: 66,
    rows: 21,
    size: 20,
    lines: [
      'tally 6 ft 1 in to cm',
      'tally 1/3 cup to ml',
      'tally 98.6 degF to degC',
      'tally 100 km/h to m/s',
      'tally 100 km/h to m/s --exact',
      'tally 32 psi to bar --digits 30',
      'tally 1.5 GiB to MB',
      'tally 3 kg*m/s² to N',
      'tally 12 furlongs to km',
      'tally 5 gallon to kg',
    ],
  },
  {
    kind: 'terminal',
    package: 'leaf',
    number: 1,
    title: 'Leaf',
    backdrop: 'linear-gradient(#dbe9c4, #a9c884)',
    columns: 78,
    rows: 28,
    size: 16,
    setup: [page],
    lines: ['leaf guide.md --no-pager'],
  },
  {
    kind: 'terminal',
    package: 'sprig',
    number: 1,
    title: 'Sprig',
    backdrop: 'linear-gradient(#6b5a9c, #3d3166)',
    columns: 74,
    rows: 17,
    size: 20,
    setup: notes,
    lines: ['sprig list', 'sprig find peas', 'sprig tags'],
  },
  {
    kind: 'terminal',
    package: 'burrow',
    number: 1,
    title: 'Burrow',
    backdrop: 'linear-gradient(#8fbf69, #6a4429 40%, #3c2415)',
    columns: 66,
    rows: 24,
    size: 20,
    lines: ['burrow'],
    keys: [
      'Right',
      'Right',
      'Down',
      'Down',
      ...Array<string>(8).fill('Right'),
      'Right',
      ...Array<string>(4).fill('Down'),
      ...Array<string>(4).fill('Left'),
    ],
  },
  {
    kind: 'terminal',
    package: 'burrow',
    number: 2,
    title: 'Burrow',
    backdrop: 'linear-gradient(#8fbf69, #6a4429 40%, #3c2415)',
    columns: 66,
    rows: 24,
    size: 20,
    lines: ['burrow --level 6'],
    keys: ['Down', 'Down', 'Down', 'Right', 'Right', 'Right', 'Down', 'Right', 'Right'],
  },
  {
    kind: 'terminal',
    package: 'clockwork',
    number: 1,
    title: 'Clockwork',
    backdrop: 'linear-gradient(#3a5d66, #182c32)',
    columns: 64,
    rows: 20,
    size: 21,
    lines: ['clockface --once'],
  },
  {
    kind: 'terminal',
    package: 'sundial',
    number: 1,
    title: 'Sundial',
    backdrop: 'linear-gradient(#9fd0ea, #e6d4a4)',
    columns: 60,
    rows: 23,
    size: 20,
    lines: ['sundial 52.52 13.40 --date 2026-06-21'],
  },
]
