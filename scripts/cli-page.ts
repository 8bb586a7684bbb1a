import { exitCodes } from '../cli/exit-code.ts'
import type { CommandRow, OptionRow, Program } from '../cli/program.ts'
import { multiosBuilder } from '../cli/programs/multios-builder.ts'
import { multiosPm } from '../cli/programs/multios-pm.ts'
import { multiosRepoBuilder } from '../cli/programs/multios-repo-builder.ts'

const opening = `# The command line

Generated from the command tables in \`cli/programs/\` and \`cli/exit-code.ts\` by \`./multios docs\`: do not edit.

The answer goes to stdout; progress, questions and failures go to stderr. Every command understands:

| option | what it does |
|---|---|
| \`--json\` | one JSON document on stdout: what the TypeScript API returns, or \`{ "error": { code, facts, message } }\` |
| \`-y, --yes\` | do not ask |
| \`-v, --verbose\` | tell more on the way |
| \`--no-color\` | plain text; so does the variable \`NO_COLOR\` |
| \`-h, --help\` | help for that command |
| \`--data-dir DIR\`, \`--config FILE\` | \`multios-pm\` only: where packages live, and which configuration to read |

## Variables

| variable | what it does |
|---|---|
| \`MULTIOS_DATA_DIR\`, \`MULTIOS_CONFIG\` | as \`--data-dir\` and \`--config\` |
| \`MULTIOS_STARTER=none\` | the first start does not add the starter repository |
| \`MULTIOS_EXPORTS\` | 1: menu entries, icons and commands come from a data directory that was chosen, too; 0: from none |
| \`MULTIOS_KEYSTORE\` | \`keytar\`, \`keyring\` or \`file\`: where new signing keys are kept; the system's keychain unless it is set |
| \`MULTIOS_KEYSTORE_PASSPHRASE\` | opens the keys of \`MULTIOS_KEYSTORE=file\` |
| \`SOURCE_DATE_EPOCH\` | seconds since 1970 that every file of a built package carries; 0 unless it is set |
| \`NO_COLOR\` | plain text |`

const meanings: Readonly<Record<number, string>> = {
  0: 'done',
  1: 'failed',
  2: 'what was typed, or what a configuration file says, cannot be understood',
  3: 'unsolvable: the explanation is printed',
  4: 'trust refused: a signature, a hash or a fingerprint is not what it has to be',
  5: 'refused by a rule of a policy file',
  6: 'the network, or what answered there',
  7: 'busy: somebody else is changing packages',
  8: 'there is nothing of that name',
  130: 'interrupted',
}

/** docs/cli.md as it has to be for the command tables of today. */
export function cliPage(): string {
  const programs = [multiosPm, multiosBuilder, multiosRepoBuilder].map(programSection)
  return [opening, ...programs, exitSection()].join('\n\n') + '\n'
}

function programSection({ name, about, commands }: Program): string {
  return [`## ${name}\n\n${about}`, ...commands.map((row) => commandSection(name, row))].join('\n\n')
}

function commandSection(program: string, row: CommandRow): string {
  const operands = row.operands ?? []
  const usage = [program, row.path, ...operands.map(([operand]) => operandWord(operand))].join(' ')
  const alias = row.alias === undefined ? '' : ` (also \`${row.alias}\`)`
  const rows = [
    ...operands.map(([operand, about]) => [operandWord(operand), about]),
    ...(row.options ?? []).map((option) => [optionWord(option), option.about]),
  ]
  const table = rows.map(([word, about]) => `| \`${word}\` | ${about} |`)
  const examples = (row.examples ?? []).map((example) => `${program} ${example}`)
  return [
    `### ${program} ${row.path}`,
    `\`${usage}\`${alias}: ${row.about}.`,
    ...(table.length === 0 ? [] : [['| | |', '|---|---|', ...table].join('\n')]),
    ...(examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join('\n')}\n\`\`\``]),
  ].join('\n\n')
}

function operandWord(operand: string): string {
  return operand.replace(/^<(.*)>$/, '$1').toUpperCase()
}

function optionWord({ flags }: OptionRow): string {
  return flags.replace(/<([^>]+)>/, (_whole, value: string) => value.toUpperCase())
}

function exitSection(): string {
  const codes = Map.groupBy(Object.entries(exitCodes), ([, status]) => status)
  const rows = Object.entries(meanings).map(([status, meaning]) => {
    const failures = (codes.get(Number(status)) ?? []).map(([code]) => `\`${code}\``)
    return `| ${status} | ${meaning} | ${failures.join(', ')} |`
  })
  const closing =
    '5 is kept for refusals by policy, which does not exist yet. `multios-pm run` ends with the status of the program it ran.'
  return [
    '## Exit codes',
    ['| status | means | failures |', '|---|---|---|', ...rows].join('\n'),
    closing,
  ].join('\n\n')
}
