import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { damaged } from '../exit-code.ts'
import { usage } from '../failure.ts'
import type { Page } from '../output/page.ts'
import { count, moment, sentence, size } from '../output/phrases.ts'
import { requestWords } from '../output/request.ts'
import { facts, table } from '../output/table.ts'
import { dim, green, inline, red, yellow } from '../output/text.ts'

type HistoryEntry = Output<'history.list'>[number]
type Status = Output<'system.status'>
type StateProblem = Output<'dependency.check'>[number]
type VerificationResult = Output<'package.verify'>[number]

export async function history(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const entries = await engine.run('history.list', {}, { signal: context.signal })
  return { data: entries, text: (page) => historyText(entries, page) }
}

export async function verify(input: Arguments, context: Context): Promise<Answer> {
  const packages = [...input.list('package')]
  if (input.flag('checkConflicts')) return checkConflicts(packages, context)
  const engine = await context.engine()
  const results = await engine.run('package.verify', packages.length === 0 ? {} : { packages }, {
    signal: context.signal,
    report: context.report,
  })
  const sound = results.every((one) => one.ok)
  return { data: results, text: (page) => verifyText(results, page), ...(sound ? {} : { exit: damaged }) }
}

async function checkConflicts(packages: readonly string[], context: Context): Promise<Answer> {
  if (packages.length > 0) {
    throw usage('--check-conflicts looks at everything together.', 'Leave the names out.')
  }
  const engine = await context.engine()
  const problems = await engine.run('dependency.check', {}, { signal: context.signal })
  const sound = problems.every((one) => one.kind === 'unmet' && one.accepted)
  return {
    data: problems,
    text: (page) => stateText(problems, page),
    ...(sound ? {} : { exit: damaged }),
  }
}

export async function status(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const state = await engine.run('system.status', {}, { signal: context.signal })
  const debug = input.flag('debug') ? await debugFacts(context) : null
  return {
    data: debug === null ? state : { ...state, debug },
    text: (page) => statusText(state, debug, page),
  }
}

/** What a report of a mistake needs beside the status. Nothing secret, nothing about the person. */
interface Debug {
  readonly node: string
  readonly system: string
  readonly terminal: boolean
  readonly keystore: string
}

async function debugFacts({ terminal, environment }: Context): Promise<Debug> {
  const os = await import('node:os')
  return {
    node: process.version,
    system: `${os.type()} ${os.release()} ${os.machine()}`,
    terminal: terminal.out.isTerminal,
    keystore: environment['MULTIOS_KEYSTORE'] ?? 'keychain',
  }
}

function historyText(entries: readonly HistoryEntry[], page: Page): string {
  const rows = entries.map((one) => [
    String(one.generation),
    one.current ? green('now') : '',
    // Nobody made the first one, so it has no moment.
    one.request === null ? '' : moment(one.at),
    sentence(requestWords(one.request)),
    changeWords(one),
  ])
  const columns = [
    { title: 'Generation', align: 'right' as const },
    { title: '' },
    { title: 'When' },
    { title: 'What', gives: true },
    { title: 'Changes', gives: true },
  ]
  const hint =
    entries.length > 1 ? `\n\n${dim(`Go back to one: ${page.command('rollback', '--to')} GENERATION`)}` : ''
  return table(columns, rows, page.width) + hint
}

function changeWords({ changes }: HistoryEntry): string {
  const words = changes.map(({ name, from, to }) => {
    if (from === null) return `+ ${name} ${inline(to ?? '')}`
    return to === null ? `- ${name} ${inline(from)}` : `${name} ${inline(from)} → ${inline(to)}`
  })
  const rest = words.length - 4
  return [...words.slice(0, 4), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

function verifyText(results: readonly VerificationResult[], page: Page): string {
  if (results.length === 0) return 'Nothing is installed, so there is nothing to check.'
  const broken = results.filter((one) => !one.ok)
  const lines = broken.flatMap((one) => [
    `${red('damaged')} ${one.name} ${inline(one.version)}`,
    ...one.problems.map(({ path, problem }) => `  ${inline(path)} ${problemWords[problem]}`),
  ])
  const files = results.reduce((sum, one) => sum + one.files, 0)
  const sound = results.length - broken.length
  const summary = `${count(sound, 'package')} of ${results.length} ${sound === 1 ? 'is' : 'are'} as installed (${count(files, 'file or folder', 'files and folders')} checked).`
  const names = broken.map((one) => one.name)
  const repair = broken.length === 0 ? [] : [`Repair: ${page.command('install', ...names, '--force')}`]
  return [...lines, summary, ...repair].join('\n')
}

function stateText(problems: readonly StateProblem[], page: Page): string {
  if (problems.length === 0) return 'What is installed fits together.'
  const lines = problems.map((one) => {
    if (one.kind === 'conflict') {
      return `${red('conflict')} ${inline(one.release)} cannot be together with ${inline(one.other)}`
    }
    const lacks = `${inline(one.release)} lacks ${inline(one.clause)}`
    return one.accepted ? `${yellow('left out')} ${lacks}, as you accepted` : `${red('missing')} ${lacks}`
  })
  return [...lines, `Repair: ${page.command('repair')}`].join('\n')
}

const problemWords: Readonly<Record<VerificationResult['problems'][number]['problem'], string>> = {
  missing: 'is missing',
  changed: 'was changed',
  'wrong-mode': 'has other permissions than it should',
  'wrong-link': 'points somewhere else than it should',
  extra: 'does not belong there',
}

/** `finished 4` or `taken-back 3`, as the engine has it. */
function recoveryWords(recovered: string | null): string {
  const [kind, generation] = (recovered ?? '').split(' ')
  if (kind === 'finished') return `the change that was cut off is finished: generation ${generation}`
  return kind === 'taken-back'
    ? `the change that was cut off was taken back: generation ${generation} is as it was`
    : inline(recovered ?? '')
}

function statusText(state: Status, debug: Debug | null, page: Page): string {
  const rows: (readonly [string, string])[] = [
    ['Version', `${state.version} (${state.architecture})`],
    [
      'Installed',
      state.installed === 0
        ? 'nothing yet'
        : `${count(state.installed, 'package')}, ${state.chosen} of them chosen by you`,
    ],
    ['Generation', String(state.generation)],
    ['Repositories', String(state.repositories)],
    ['Programs', inline(`${state.profile}/bin`)],
    ['Data', inline(state.dataDirectory)],
    ['Configuration', inline(state.configFile)],
    [
      'On disk',
      `${size(state.storeBytes)} packages, ${size(state.cacheBytes)} cache, ${size(state.diskFree)} free`,
    ],
    ['After a crash', recoveryWords(state.recovered)],
  ]
  if (debug !== null) {
    rows.push(
      ['Trees', state.linking === 'hard-links' ? 'share files with the store' : 'are copies'],
      ['Node', debug.node],
      ['System', inline(debug.system)],
      ['Terminal', debug.terminal ? 'yes' : 'no'],
      ['Keystore', inline(debug.keystore)],
    )
  }
  return facts(rows, page.width)
}
