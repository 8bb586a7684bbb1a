import { expect, test } from 'vitest'
import { rightsWords } from '../../../renderer/features/package/rights-words.ts'

const quiet = { hasScripts: false, launchable: null } as const

test('what a package may do is said of installing and of opening it', () => {
  expect([
    rightsWords({ ...quiet, role: 'command' }),
    rightsWords({ ...quiet, role: 'component', hasScripts: true }),
    rightsWords({ ...quiet, role: 'app', launchable: { kind: 'page', page: 'share/a/index.html' } })[1],
  ]).toEqual([
    [
      'Nothing of it runs when it is installed.',
      'Opened, it may do what you may: your files and the network are open to it. It never has the rights of root.',
    ],
    [
      'It wants to run scripts when it is installed. They are off, and its plan shows them first.',
      'It is for others to use, and may do what they may.',
    ],
    'Opened, it is a page in your browser, and may do what pages may.',
  ])
})
