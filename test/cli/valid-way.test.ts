import { expect, test } from 'vitest'
import { commandLine } from '../../cli/output/phrases.ts'
import { validWay } from '../../cli/output/word-parts.ts'

const command = (...words: string[]) => commandLine(['multios-pm', ...words])

test.each([
  ['multios-pm info "Disk Usage"', '"Disk Usage"', "multios-pm search 'Disk Usage'"],
  ['bin/multios-pm run Kalkulačka', '"Kalkulačka"', "multios-pm search 'Kalkulačka'"],
  ['multios-pm install x;y', '"x;y"', null],
  ['multios-pm repository add "My Own" file:///r', '"My Own"', null],
])('who types the title of an app where its name belongs is shown the search: %s', (typed, value, search) => {
  const facts = { what: 'request.packages.0.name', value, problem: 'bad' }
  const way = validWay(facts, { command, program: 'multios-pm', typed })

  expect(way).toBe(search === null ? null : `If that is its title, this finds its name: ${search}`)
})
