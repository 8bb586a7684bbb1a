import { expect, test } from 'vitest'
import { commandLine } from '../../cli/output/phrases.ts'
import { validWay } from '../../cli/output/word-parts.ts'

const command = (...words: string[]) => commandLine(['multios-pm', ...words])

test.each([
  ['info', '"Disk Usage"', "multios-pm search 'Disk Usage'"],
  ['run', '"Kalkulačka"', "multios-pm search 'Kalkulačka'"],
  ['install', '"x;y"', null],
  ['repository add', '"My Own"', null],
])(
  'who types the title of an app where its name belongs is shown the search: %s %s',
  (verb, value, search) => {
    const facts = { what: 'request.packages.0.name', value, problem: 'bad' }
    const way = validWay(facts, { command, program: 'multios-pm', verb })

    expect(way).toBe(search === null ? null : `If that is its title, this finds its name: ${search}`)
  },
)
