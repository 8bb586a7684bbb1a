import { expect, test } from 'vitest'
import { chooseHost, isElectronWanted, type Machine, sentenceFor } from '../../../main/center/choose-host.ts'

const desk: Machine = {
  electron: '/app/electron',
  electronProblem: null,
  hasDisplay: true,
  isRoot: false,
  chromium: '/usr/bin/chromium',
  opener: '/usr/bin/xdg-open',
}
const wish = { serve: false, open: true }

test.each<[string, Partial<typeof wish>, Partial<Machine>, string]>([
  ['Electron where it is', {}, {}, 'MultiOS: opening in Electron (its program is here).'],
  [
    'never Electron as root, for that would need its sandbox off',
    {},
    { isRoot: true },
    'MultiOS: opening the served host in the default browser (Electron runs as root only with its sandbox off).',
  ],
  [
    'a Chromium window where Electron could not be had',
    {},
    { electron: null, electronProblem: 'fetching it failed' },
    "MultiOS: opening the served host in a Chromium window (Electron's program is not here: fetching it failed).",
  ],
  [
    'the default browser where there is no Chromium',
    {},
    { electron: null, chromium: null },
    "MultiOS: opening the served host in the default browser (Electron's program is not here).",
  ],
  [
    'an address where there is nothing to open it with',
    {},
    { electron: null, chromium: null, opener: null },
    "MultiOS: serving on 127.0.0.1; open the address below in a browser on this machine (Electron's program is not here, and no browser was found).",
  ],
  [
    'an address where there is no display',
    {},
    { hasDisplay: false },
    'MultiOS: serving on 127.0.0.1; open the address below in a browser on this machine (there is no display).',
  ],
  [
    'an address where that is asked for',
    { serve: true, open: false },
    {},
    'MultiOS: serving on 127.0.0.1; open the address below in a browser on this machine (as asked).',
  ],
  [
    'the served host in a window where that is asked for',
    { serve: true },
    {},
    'MultiOS: opening the served host in a Chromium window (as asked).',
  ],
])('chooses %s', (_what, wished, has, sentence) => {
  expect(sentenceFor(chooseHost({ ...wish, ...wished }, { ...desk, ...has }))).toBe(sentence)
})

test('Electron is fetched only where it could be used', () => {
  const without = { ...desk, electron: null }

  const wanted = [
    isElectronWanted(wish, without),
    isElectronWanted(wish, desk),
    isElectronWanted(wish, { ...without, isRoot: true }),
    isElectronWanted(wish, { ...without, hasDisplay: false }),
    isElectronWanted({ ...wish, serve: true }, without),
    isElectronWanted(wish, { ...without, electronProblem: 'fetching it failed' }),
  ]

  expect(wanted).toEqual([true, false, false, false, false, false])
})
