import type { Engine } from '../engine/index.ts'
import type { Answer, Context, Settings, Toolbox } from './context.ts'
import { Refusal } from './failure.ts'
import type { Interruption } from './interrupt.ts'
import { jsonDocument } from './output/json.ts'
import type { Page } from './output/page.ts'
import { commandLine } from './output/phrases.ts'
import { progressDisplay } from './output/progress.ts'
import { render } from './output/text.ts'
import { parse, wantsJson, type Parsed } from './parse.ts'
import type { Program } from './program.ts'
import type { Outlet, Terminal } from './terminal.ts'

/** The world around one run. */
export interface Surroundings {
  readonly words: readonly string[]
  readonly calledAs: string
  readonly version: string
  readonly environment: NodeJS.ProcessEnv
  readonly workingDirectory: string
  readonly terminal: Terminal
  readonly interruption: Interruption
  readonly now: () => Date
  /** Milliseconds on a clock that only goes forward. */
  readonly ticks: () => number
  /** Loads the engine, for commands that use it, and tunes the process for them. */
  readonly engine: (tune?: () => void) => Promise<EngineDoor>
  /** Loads builder and keys, for commands that publish. */
  readonly tools: () => Promise<Toolbox>
}

type EngineDoor = Pick<typeof import('../engine/index.ts'), 'createEngine'>

/** One run of a program, from the words typed to the exit status. */
export async function run(program: Program, world: Surroundings): Promise<number> {
  const parsed = parse(program, world.words, {
    version: world.version,
    calledAs: world.calledAs,
    width: world.terminal.out.width(),
  })
  const isCommand = parsed.kind === 'command'
  const reporter = outcomes(
    { program: program.name, verb: isCommand ? parsed.row.path : '' },
    world,
    isCommand ? parsed.settings : settingsBefore(world),
  )
  switch (parsed.kind) {
    case 'shown':
      return show(parsed, world, reporter)
    case 'wrong':
      return reporter.failed(parsed.refusal)
    case 'command':
      return perform(parsed, world, reporter)
  }
}

async function show(
  { asked, text }: Extract<Parsed, { kind: 'shown' }>,
  { terminal }: Surroundings,
  reporter: Reporter,
): Promise<number> {
  try {
    await (asked ? terminal.out : terminal.err).write(text)
    return asked ? 0 : 2
  } catch (error) {
    return reporter.failed(error)
  }
}

type Command = Extract<Parsed, { kind: 'command' }>

async function perform(
  { row, input, settings }: Command,
  world: Surroundings,
  reporter: Reporter,
): Promise<number> {
  const display = progressDisplay(world.terminal.err, { verbose: settings.verbose, now: world.ticks })
  const opened = openLater(world, settings)
  const { signal } = world.interruption
  try {
    const handler = await row.load()
    const answer = await handler(input, {
      ...contextOf(world, settings, reporter),
      report: display.report,
      expect: display.expect,
      engine: opened.engine,
    })
    display.end()
    const status = await reporter.answered(answer)
    if (answer.stays === true) await untilStopped(signal)
    return status
  } catch (error) {
    display.end()
    // Identity, not `aborted`: work that breaks while stopping is a failure, not a wish granted.
    const stopped = signal.aborted && error === signal.reason
    return await reporter.failed(stopped ? interrupted(row.whenStopped ?? 'Stopped.', false) : error)
  } finally {
    await opened.close()
  }
}

async function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

function interrupted(state: string, finished: boolean): Refusal {
  return new Refusal({ code: 'usage/interrupted', facts: { finished, state } })
}

/** The engine, from the first command that wants it until the end of the run. */
function openLater(world: Surroundings, settings: Settings) {
  let opening: Promise<Engine> | null = null
  const open = async (tune?: () => void) => {
    const { createEngine } = await world.engine(tune)
    return createEngine({
      ...(settings.dataDirectory === undefined ? {} : { dataDirectory: settings.dataDirectory }),
      ...(settings.configFile === undefined ? {} : { configFile: settings.configFile }),
      environment: world.environment,
      command: commandLine([world.calledAs, ...world.words]),
      isAlone: true,
    })
  }
  return {
    engine: (tune?: () => void) => (opening ??= open(tune)),
    close: async () => {
      // Where opening failed, its error has already ended the run.
      const engine = await opening?.catch(() => undefined)
      await engine?.close()
    },
  }
}

type RunParts = 'report' | 'expect' | 'engine'

function contextOf(world: Surroundings, settings: Settings, reporter: Reporter): Omit<Context, RunParts> {
  const { terminal, interruption } = world
  const canAsk = terminal.canAnswer && !settings.json
  return {
    settings,
    terminal,
    environment: world.environment,
    workingDirectory: world.workingDirectory,
    signal: interruption.signal,
    ctrlC: interruption,
    now: world.now,
    tools: world.tools,
    say: (words) => reporter.say(words),
    canAsk,
    ask: (question) =>
      canAsk
        ? terminal.readLine(render(question, reporter.colors(terminal.err)), interruption.signal)
        : Promise.resolve(null),
    command: reporter.command,
    beside: reporter.beside,
    program: reporter.program,
    typed: reporter.typed,
    verb: reporter.verb,
  }
}

interface Reporter {
  readonly answered: (answer: Answer) => Promise<number>
  readonly failed: (error: unknown) => Promise<number>
  readonly say: (words: (page: Page) => string) => void
  readonly colors: (outlet: Outlet) => boolean
  readonly command: Page['command']
  readonly beside: Page['beside']
  readonly program: string
  readonly typed: string
  readonly verb: string
}

/** Prints what a run comes to: the answer to stdout, everything else to stderr. */
function outcomes(
  { program, verb }: { readonly program: string; readonly verb: string },
  world: Surroundings,
  settings: Settings,
): Reporter {
  const { terminal } = world
  const typed = commandLine([world.calledAs, ...world.words])
  const command = (...words: string[]) => commandLine([world.calledAs, ...placesOf(settings), ...words])
  const beside = (other: string, ...words: string[]) =>
    commandLine([world.calledAs.replace(/[^/]*$/, other), ...words])
  const page = (outlet: Outlet): Page => ({ width: outlet.width(), command, beside })
  const colors = (outlet: Outlet) => settings.color && wantsColor(outlet, world.environment)
  const print = async (outlet: Outlet, text: string) => {
    if (text !== '') await outlet.write(render(`${text}\n`, colors(outlet)))
  }
  return {
    colors,
    command,
    beside,
    program,
    typed,
    verb,
    say: (words) => void print(terminal.err, settings.json ? '' : words(page(terminal.err))),
    answered: async (answer) => {
      if (settings.json && answer.silent !== true) await terminal.out.write(jsonDocument(answer.data))
      else if (answer.silent !== true) await print(terminal.out, answer.text(page(terminal.out)))
      return answer.exit ?? 0
    },
    failed: async (error) => {
      // Loaded now, because most runs have nothing to complain about.
      const { reportFailure } = await import('./report-failure.ts')
      const report = reportFailure(error, {
        ...page(terminal.err),
        program,
        typed,
        verb,
        verbose: settings.verbose,
      })
      await print(terminal.err, report.text)
      if (settings.json) await terminal.out.write(jsonDocument(report.data))
      return report.exit
    },
  }
}

function placesOf({ dataDirectory, configFile }: Settings): readonly string[] {
  return [
    ...(dataDirectory === undefined ? [] : ['--data-dir', dataDirectory]),
    ...(configFile === undefined ? [] : ['--config', configFile]),
  ]
}

/** NO_COLOR and FORCE_COLOR count when they are not empty, as their definitions say. */
function wantsColor(outlet: Outlet, environment: NodeJS.ProcessEnv): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false
  const forced = environment['FORCE_COLOR'] ?? ''
  if (forced !== '') return forced !== '0'
  return outlet.isTerminal && environment['TERM'] !== 'dumb'
}

/** For a line that could not be parsed. */
function settingsBefore({ words }: Surroundings): Settings {
  return {
    json: wantsJson(words),
    yes: false,
    verbose: false,
    color: !words.includes('--no-color'),
    dataDirectory: undefined,
    configFile: undefined,
  }
}
