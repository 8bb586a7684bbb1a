import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { manifestPathBeside } from '../../../engine/builder/sidecars.ts'
import { aRecipe, build, failureIn, withFolder } from './kit.ts'

const tree = { 'src/bin/mawk': '#!/bin/sh\n', 'src/share/mawk/mawk.1': 'x', 'src/share/mawk/mawkrc': 'x' }

const recipe = ({
  program = 'bin/mawk',
  page = 'share/mawk/mawk.1',
  link = 'bin/awk',
  to = 'etc/mawkrc',
  priority = '5',
} = {}) =>
  aRecipe(`alternatives:
  - name: awk
    link: ${link}
    path: ${program}
    priority: ${priority}
    slaves:
      - name: awk.1
        link: share/man/man1/awk.1
        path: ${page}
conf_copies:
  - from: share/mawk/mawkrc
    to: ${to}
`)

test('a recipe’s alternatives and copies of configuration are in its manifest', async () => {
  await withFolder(async (folder) => {
    const { file } = await build(folder, { recipe: recipe(), tree })

    const text = await readFile(manifestPathBeside(file), 'utf8')
    const { alternatives, conf_copies: copies } = JSON.parse(text)
    expect({ alternatives, copies }).toEqual({
      alternatives: [
        {
          ...{ name: 'awk', link: 'bin/awk', path: 'bin/mawk', priority: 5 },
          slaves: [{ name: 'awk.1', link: 'share/man/man1/awk.1', path: 'share/mawk/mawk.1' }],
        },
      ],
      copies: [{ from: 'share/mawk/mawkrc', to: 'etc/mawkrc' }],
    })
  })
})

test('an alternative may stand for a folder, and a copy of configuration may not', async () => {
  await withFolder(async (folder) => {
    const { file } = await build(folder, { recipe: recipe({ program: 'share/mawk' }), tree })
    const text = await readFile(manifestPathBeside(file), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ alternatives: [{ name: 'awk', path: 'share/mawk' }] })
  })
  await withFolder(async (folder) => {
    const copied = recipe().replace('from: share/mawk/mawkrc', 'from: share/mawk')
    const failure = await failureIn(build(folder, { recipe: copied, tree }))
    expect(failure).toMatchObject({ code: 'recipe/invalid', facts: { key: 'conf_copies.0.from' } })
  })
})

test.each([
  [{ program: 'bin/gawk' }, 'alternatives.0.path'],
  [{ page: 'share/none' }, 'alternatives.0.slaves.0.path'],
  [{ link: '/usr/bin/awk' }, 'alternatives.0.link'],
  [{ link: '../../bin/awk' }, 'alternatives.0.link'],
  [{ link: '.multios/manifest.json' }, 'alternatives.0.link'],
  [{ priority: 'high' }, 'alternatives.0.priority'],
  [{ to: 'bin/mawkrc' }, 'conf_copies.0.to'],
  [{ to: 'etc/../bin/x' }, 'conf_copies.0.to'],
])('what leads nowhere, or out of the package, is refused: %j', async (wrong, key) => {
  await withFolder(async (folder) => {
    const failure = await failureIn(build(folder, { recipe: recipe(wrong), tree }))

    expect(failure).toMatchObject({ code: 'recipe/invalid', facts: { key } })
  })
})
