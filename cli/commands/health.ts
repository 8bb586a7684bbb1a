import { resolve } from 'node:path'
import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { damaged, nobody } from '../exit-code.ts'
import { usage } from '../failure.ts'
import { keptWords } from '../output/configuration.ts'
import { staleSummary } from '../output/freshness.ts'
import type { Page } from '../output/page.ts'
import { freeWords } from '../output/plan.ts'
import { count, listed, size } from '../output/phrases.ts'
import { facts } from '../output/table.ts'
import { type Setting, settingOf } from '../output/word-table.ts'
import { failureWords } from '../output/words.ts'
import { dim, green, inline, red, yellow } from '../output/text.ts'
import { securityAudit } from './audit.ts'
import { linkLines } from './why-trusted.ts'

type Status = Output<'system.status'>
type StateProblem = Output<'dependency.check'>[number]
type VerificationResult = Output<'package.verify'>[number]
type RestoreResult = Output<'package.restore'>
type PathOwner = Output<'package.owners'>[number]

export async function verify(input: Arguments, context: Context): Promise<Answer> {
  const packages = [...input.list('package')]
  if (input.flag('checkConflicts')) return checkConflicts(packages, context)
  if (input.flag('securityAudit')) return securityAudit(input, context)
  const engine = await context.engine()
  const call = { signal: context.signal, report: context.report }
  const wanted = {
    ...(packages.length === 0 ? {} : { packages }),
    ...(input.flag('strict') ? { strict: true } : {}),
  }
  if (input.flag('fix')) {
    const fixed = await engine.run('package.restore', wanted, call)
    return {
      data: fixed,
      text: (page) => restoreText(fixed, settingOf(page, context)),
      ...(fixed.left.length + (fixed.failures ?? []).length === 0 ? {} : { exit: damaged }),
    }
  }
  const results = await engine.run('package.verify', wanted, call)
  const sound = results.every((one) => one.ok)
  return { data: results, text: (page) => verifyText(results, page), ...(sound ? {} : { exit: damaged }) }
}

export async function owns(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const asked = input.operand('path')
  const ownersOf = (path: string) => engine.run('package.owners', { path }, { signal: context.signal })
  const below = await ownersOf(asked)
  // Whoever stands in a folder of the profile means what lies there.
  const owners = below.length > 0 ? below : await ownersOf(resolve(context.workingDirectory, asked))
  return {
    data: owners,
    text: () => ownersText(owners, asked),
    ...(owners.length === 0 ? { exit: nobody } : {}),
  }
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

function verifyText(results: readonly VerificationResult[], page: Page): string {
  if (results.length === 0) return 'Nothing is installed, so there is nothing to check.'
  const broken = results.filter((one) => !one.ok)
  const lines = broken.flatMap((one) => [
    `${red('damaged')} ${one.name} ${inline(one.version)}`,
    ...one.problems.map(({ path, problem }) => `  ${inline(path)} ${problemWords[problem]}`),
    ...(one.untrusted ?? []).flatMap(linkLines),
  ])
  const files = results.reduce((sum, one) => sum + one.files, 0)
  const packages = results.filter(({ name }) => !isMade(name))
  const sound = packages.filter(({ ok }) => ok).length
  const summary = `${count(sound, 'package')} of ${packages.length} ${sound === 1 ? 'is' : 'are'} as installed (${count(files, 'file or folder', 'files and folders')} checked).`
  return [...lines, ...results.flatMap(editedLines), summary, ...adviceLines(broken, page)].join('\n')
}

function adviceLines(broken: readonly VerificationResult[], page: Page): string[] {
  // What a trigger made belongs to no package that could be named.
  const names = broken.some(({ name }) => isMade(name)) ? [] : broken.map(({ name }) => name)
  const strict = broken.some(
    ({ problems, untrusted }) =>
      untrusted?.some(({ kind }) => kind === 'artifact') === true ||
      problems.some(({ problem }) => problem === 'extra'),
  )
  const untrusted = broken.find((one) => one.untrusted?.some(({ kind }) => kind !== 'artifact') === true)
  const canMend = strict || broken.some(({ problems }) => problems.length > 0)
  return [
    ...(canMend
      ? [`Repair: ${page.command('verify', ...names, '--fix', ...(strict ? ['--strict'] : []))}`]
      : []),
    ...(untrusted === undefined
      ? []
      : [
          `Ask its repository again for what vouches for it: ${page.command('sync')}`,
          `Look at the whole chain: ${page.command('why-trusted', untrusted.name)}`,
        ]),
  ]
}

/** By a trigger, or by nobody: no package has a colon in its name. */
function isMade(name: string): boolean {
  return name.includes(':')
}

/** No damage: that is what configuration files are for. */
function editedLines({ name, edited }: VerificationResult): string[] {
  return edited.map((path) => dim(`${name}: you edited ${inline(path)}`))
}

function restoreText({ restored, left, failures = [] }: RestoreResult, setting: Setting): string {
  if (restored.length + left.length + failures.length === 0) return 'Nothing was damaged.'
  const lines = restored.map(({ name, path, removed }) => {
    return `${green(removed === true ? 'removed' : 'restored')} ${name}: ${inline(path)}`
  })
  if (left.length + failures.length === 0) return [...lines, 'Everything is as installed again.'].join('\n')
  const wrong = left.length === 0 ? [] : [verifyText(left, setting)]
  // A server that does not answer is named once, however many packages wait for it.
  const groups = Map.groupBy(failures, ({ failure }) => JSON.stringify(failure))
  return [...lines, ...wrong, ...[...groups.values()].map((group) => lackText(group, setting))].join('\n')
}

function lackText(group: NonNullable<RestoreResult['failures']>, setting: Setting): string {
  const { title, cause } = failureWords(group[0]!.failure, setting)
  const names = listed(group.map(({ name }) => red(name)))
  return [`${names} could not be repaired: ${title}`, ...(cause === null ? [] : [`  ${cause}`])].join('\n')
}

function ownersText(owners: readonly PathOwner[], path: string): string {
  if (owners.length === 0) return `No installed package brings ${inline(path)}.`
  const lines = owners.map(({ name, version, path: place, type, shown }) => {
    const what = type === 'file' ? '' : ` (${type})`
    return `${name} ${inline(version)}: ${inline(place)}${what}${shown ? '' : ', taken over by another package'}`
  })
  return lines.join('\n')
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

/** `finished 4`, `taken-back 3`, `recorded 4` or `restored 4`, as the engine has it. */
function recoveryWords(recovered: string | null): string {
  const [kind, generation] = (recovered ?? '').split(' ')
  if (kind === 'finished') return `the change that was cut off is finished: generation ${generation}`
  if (kind === 'recorded')
    return `history and what is installed were read from generations/ again, up to generation ${generation}`
  if (kind === 'restored')
    return `state.db was damaged: its backup took its place, and generation ${generation} runs`
  return kind === 'taken-back'
    ? `the change that was cut off was taken back: generation ${generation} is as it was`
    : inline(recovered ?? '')
}

const linkingWords: Record<Status['linking'], string> = {
  'hard-links': 'share files with the store',
  copies: 'are copies: this folder was copied, or hard links are not possible here',
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
      `${size(state.storeBytes)} packages, ${size(state.cacheBytes)} cache, ${freeWords(state.diskFree)}`,
    ],
    ['After a crash', recoveryWords(state.recovered)],
  ]
  if (state.keptConfiguration !== undefined)
    rows.push(['Kept', `configuration of what was removed: ${keptWords(state.keptConfiguration)}`])
  if (state.staleAdvisories.length > 0)
    rows.push(['Advisories', yellow(`out of date (${staleSummary(state.staleAdvisories)})`)])
  if (debug !== null || state.linking === 'copies') rows.push(['Trees', linkingWords[state.linking]])
  if (debug !== null) {
    rows.push(
      ['Node', debug.node],
      ['System', inline(debug.system)],
      ['Terminal', debug.terminal ? 'yes' : 'no'],
      ['Keystore', inline(debug.keystore)],
    )
  }
  return facts(rows, page.width)
}
