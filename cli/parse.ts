import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { typedArguments, type Arguments } from './arguments.ts'
import type { Settings } from './context.ts'
import { usage, type Refusal } from './failure.ts'
import { helpText, operandTerm } from './output/help.ts'
import { closed, sentence } from './output/phrases.ts'
import type { CommandRow, OptionRow, Program } from './program.ts'

export type Parsed =
  | {
      readonly kind: 'command'
      readonly row: CommandRow
      readonly input: Arguments
      readonly settings: Settings
    }
  /** Help or the version: everything was said. `asked` tells help that was wanted from help that was needed. */
  | { readonly kind: 'shown'; readonly text: string; readonly asked: boolean }
  | { readonly kind: 'wrong'; readonly refusal: Refusal }

export interface ParseOptions {
  readonly version: string
  /** How the person calls the program. */
  readonly calledAs: string
  /** Columns for the help; null where lines may be long. */
  readonly width: number | null
}

/** What `words` ask for. Everything after the command's own words belongs to that command's row. */
export function parse(program: Program, words: readonly string[], options: ParseOptions): Parsed {
  // Making every command with its options takes longer than many a command: help and suggestions need them all.
  const named = program.commands.filter(({ path, alias }) =>
    words.some((word) => word === alias || path === word || path.startsWith(`${word} `)),
  )
  const parsed = parseAmong({ ...program, commands: named }, words, options)
  const isSaid = parsed.kind === 'command' || (parsed.kind === 'shown' && isVersion(parsed, options))
  return isSaid ? parsed : parseAmong(program, words, options)
}

function isVersion({ text }: Extract<Parsed, { kind: 'shown' }>, { version }: ParseOptions): boolean {
  return text === `${version}\n`
}

function parseAmong(program: Program, words: readonly string[], options: ParseOptions): Parsed {
  let parsed: Parsed | null = null
  let shown = ''
  const root = build(program, options, (found) => {
    parsed = found
  })
  const show = (text: string) => {
    shown += text
  }
  for (const command of withDescendants(root)) {
    command.configureOutput({
      writeOut: show,
      writeErr: show,
      outputError: () => undefined,
      getOutHelpWidth: () => options.width ?? 100,
      getErrHelpWidth: () => options.width ?? 100,
    })
  }
  try {
    root.parse([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const command = called(root, words)
    const path = commandPath(command, options.calledAs)
    return ended(error, { shown, path, isGroup: command.commands.length > 0 })
  }
  return parsed ?? { kind: 'shown', text: root.helpInformation(), asked: false }
}

/** Whether one JSON document is expected, even where the rest of the line makes no sense. */
export function wantsJson(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return (end === -1 ? words : words.slice(0, end)).includes('--json')
}

/** A whole number, as an option's value. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^-?\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`)
    }
    return value
  }
}

export function oneOf(...accepted: readonly string[]): (text: string) => string {
  return (text) => {
    if (!accepted.includes(text)) throw new InvalidArgumentError(`Accepted: ${accepted.join(', ')}.`)
    return text
  }
}

function build(
  program: Program,
  { version, calledAs }: ParseOptions,
  found: (parsed: Parsed) => void,
): Command {
  const root = new Command(program.name).usage('COMMAND [options]').description(program.about)
  root.helpCommand('help [command]', 'show the help of a command')
  root.version(version, '--version', 'say which version this is')
  prepare(root, program)
  for (const row of program.commands) {
    const parent = parentOf(row, root, program)
    parent.addCommand(prepare(commandOf(row, found, calledAs), program).helpCommand(false))
  }
  return root
}

/** Where the row's last word hangs: a command that does something itself, or a group, made with its first command. */
function parentOf(row: CommandRow, root: Command, program: Program): Command {
  const words = row.path.split(' ')
  if (words.length === 1) return root
  const known = root.commands.find((one) => one.name() === words[0])
  if (known !== undefined) return known
  const group = program.groups.find((one) => one.name === words[0])
  if (group === undefined) return root
  const made = prepare(new Command(group.name).description(group.about), program).helpGroup(group.heading)
  made.usage('COMMAND [options]').helpCommand('help [command]', 'show the help of a command')
  root.addCommand(made)
  return made
}

/** What every command knows, before or after its name. */
function prepare(command: Command, program: Program): Command {
  command.exitOverride().enablePositionalOptions().helpOption('-h, --help', 'show this help')
  command.allowExcessArguments(false).configureHelp({ formatHelp: helpText })
  for (const row of program.usesEngine ? [...everywhere, ...placeOptions] : everywhere) {
    command.addOption(new Option(row.flags, row.about).helpGroup('Everywhere:'))
  }
  return command
}

const everywhere: readonly OptionRow[] = [
  { flags: '--json', about: 'answer with one JSON document' },
  { flags: '-y, --yes', about: 'do not ask' },
  { flags: '-v, --verbose', about: 'tell more on the way' },
  { flags: '--no-color', about: 'plain text' },
]
const placeOptions: readonly OptionRow[] = [
  { flags: '--data-dir <dir>', about: 'where packages live' },
  { flags: '--config <file>', about: 'the configuration file' },
]

function commandOf(row: CommandRow, found: (parsed: Parsed) => void, calledAs: string): Command {
  const command = new Command(row.path.split(' ').at(-1)).description(row.about)
  if (row.alias !== undefined) command.alias(row.alias)
  if (row.group !== undefined) command.helpGroup(row.group)
  const operands = row.operands ?? []
  command.usage([...operands.map(([name]) => operandTerm(name)), '[options]'].join(' '))
  for (const [name, about] of operands) command.addArgument(new Argument(name, about))
  for (const option of row.options ?? []) command.addOption(optionOf(option))
  if (row.examples !== undefined) {
    command.addHelpText(
      'after',
      `\nExamples:\n${row.examples.map((line) => `  ${calledAs} ${line}`).join('\n')}`,
    )
  }
  command.action(() => {
    const values = operands.map(([name], index) => [plain(name), command.processedArgs[index]] as const)
    const settings = settingsOf(command)
    found({ kind: 'command', row, input: typedArguments(new Map(values), command.opts()), settings })
  })
  return command
}

function optionOf({ flags, about, read, many, needed }: OptionRow): Option {
  const option = new Option(flags, about).makeOptionMandatory(needed === true)
  if (many === true) return option.argParser<string[]>((text, before) => [...(before ?? []), text])
  return read === undefined ? option : option.argParser(read)
}

/** `<package...>` → `package`. */
function plain(operand: string): string {
  return operand.replace(/[<>[\].]/g, '')
}

/** A setting counts wherever on the line it was given; the place nearest to the command wins. */
function settingsOf(command: Command): Settings {
  const given: Record<string, unknown> = {}
  for (let one: Command | null = command; one !== null; one = one.parent) {
    for (const [name, value] of Object.entries(one.opts())) {
      if (one.getOptionValueSource(name) === 'cli') given[name] ??= value
    }
  }
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined)
  return {
    json: given['json'] === true,
    yes: given['yes'] === true,
    verbose: given['verbose'] === true,
    color: given['color'] !== false,
    dataDirectory: text('dataDir'),
    configFile: text('config'),
  }
}

interface Ended {
  readonly shown: string
  readonly path: string
  /** Other commands begin with the words of this one. */
  readonly isGroup: boolean
}

function ended(error: CommanderError, { shown, path, isGroup }: Ended): Parsed {
  if (error.exitCode === 0) return { kind: 'shown', text: shown, asked: true }
  if (error.code === 'commander.help') return { kind: 'shown', text: shown, asked: false }
  const [problem = '', suggestion] = error.message.replace(/^error: /, '').split('\n')
  const meant = suggestion?.replace(/^\((.*)\)$/, '$1') ?? null
  return {
    kind: 'wrong',
    refusal: usage(spoken(error.code, problem, isGroup), meant ?? `See what it understands: ${path} --help`),
  }
}

/** Commander's messages as sentences of ours. */
function spoken(code: string, problem: string, isGroup: boolean): string {
  const named = /'([^']*)'/.exec(problem)?.[1] ?? ''
  switch (code) {
    case 'commander.missingArgument':
      return `${operandTerm(named)} is missing.`
    case 'commander.missingMandatoryOptionValue':
      return `${named} is missing.`
    case 'commander.optionMissingArgument':
      return `${named} needs a value.`
    case 'commander.invalidArgument':
      return problem.replace(/^option '(\S+)[^']*' argument '(.*)' is invalid\./, '$1 cannot be "$2".')
    case 'commander.excessArguments':
      // `policy` is a command, and `policy frob` might have been one.
      if (isGroup) return `Unknown command "${/: ([^,]*?)(?:,.*|\.)$/.exec(problem)?.[1] ?? ''}".`
      return sentenceOf(problem)
    default:
      return sentenceOf(problem)
  }
}

function sentenceOf(problem: string): string {
  return closed(sentence(problem.replace(/'([^']*)'/g, '"$1"').trim()))
}

/** The command that the words reached before they stopped making sense. */
function called(root: Command, words: readonly string[]): Command {
  let command = root
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word))
    if (next !== undefined) command = next
  }
  return command
}

function commandPath(command: Command, calledAs: string): string {
  return command.parent === null ? calledAs : `${commandPath(command.parent, calledAs)} ${command.name()}`
}

function withDescendants(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withDescendants)]
}
