import type { Command, Help } from 'commander'
import { sentence } from './phrases.ts'
import { pad, wrap } from './text.ts'

/** What a command is for, then what can be typed after it, commands before options. */
export function helpText(command: Command, helper: Help): string {
  const width = helper.helpWidth ?? 100
  const sections = [
    ...commandSections(command, helper),
    ...argumentSection(command),
    ...optionSections(command, helper),
  ]
  const column = Math.max(...sections.flatMap(({ rows }) => rows.map(([term]) => term.length))) + 2
  const about = command.description()
  return [
    `Usage: ${helper.commandUsage(command)}`,
    '',
    wrap(/[.]$/.test(about) ? about : `${sentence(about)}.`, width),
    ...sections.flatMap(({ title, rows }) => [
      '',
      title,
      ...rows.map(([term, words]) => row(term, words, { column, width })),
    ]),
    '',
  ].join('\n')
}

/** `<package...>` → `PACKAGE...`, `[dir]` → `[DIR]`: how operands are written for people. */
export function operandTerm(operand: string): string {
  return operand.replace(/^<(.*)>$/, '$1').toUpperCase()
}

interface Section {
  readonly title: string
  readonly rows: readonly (readonly [string, string])[]
}

function row(term: string, words: string, { column, width }: { column: number; width: number }): string {
  return `  ${pad(term, column)}${wrap(words, width - column - 2).replaceAll('\n', `\n${' '.repeat(column + 2)}`)}`
}

/** Commands by group, each group where its first command stands. */
function commandSections(command: Command, helper: Help): readonly Section[] {
  const rows = helper.visibleCommands(command).map((one) => {
    const operands = one.registeredArguments.map((operand) => {
      const inner = `${operand.name()}${operand.variadic ? '...' : ''}`
      return operandTerm(operand.required ? `<${inner}>` : `[${inner}]`)
    })
    const names = [one.name(), ...one.aliases()].join(', ')
    const term = one.commands.length > 0 ? `${names} COMMAND` : [names, ...operands].join(' ')
    return { title: one.helpGroup() || 'Commands:', row: [term, one.description()] as const }
  })
  return grouped(rows)
}

function argumentSection(command: Command): readonly Section[] {
  const rows = command.registeredArguments.map((one) => [one.name().toUpperCase(), one.description] as const)
  return rows.length === 0 ? [] : [{ title: 'What to give:', rows }]
}

function optionSections(command: Command, helper: Help): readonly Section[] {
  const rows = helper.visibleOptions(command).map((option) => ({
    title: option.helpGroupHeading ?? 'Options:',
    row: [helper.optionTerm(option), option.description] as const,
  }))
  return grouped(rows).toSorted(
    (a, b) => Number(a.title === 'Everywhere:') - Number(b.title === 'Everywhere:'),
  )
}

function grouped(
  rows: readonly { readonly title: string; readonly row: readonly [string, string] }[],
): readonly Section[] {
  return [...Map.groupBy(rows, (one) => one.title)].map(([title, members]) => ({
    title,
    rows: members.map((one) => one.row),
  }))
}
