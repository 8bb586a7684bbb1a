import type { Output } from '../../engine/index.ts'
import type { Wanted } from '../operands.ts'
import { becauseWords, standInWords } from './because.ts'
import { clashSentence, explanationDetails, explanationTitle, notAllowedReasons } from './explanation.ts'
import type { Page } from './page.ts'
import { count, listed, sentence, size } from './phrases.ts'
import { requestCommands } from './request.ts'
import { table, type Column } from './table.ts'
import { bold, inline, red, yellow } from './text.ts'

type Solution = Omit<Extract<Output<'dependency.solve'>, { kind: 'solved' }>, 'kind'>
type SolutionLine = Solution['lines'][number]
type WhyAnswer = Output<'dependency.why'>
type Chain = WhyAnswer['chains'][number]
type WhyNotAnswer = Output<'dependency.whyNot'>
type HiddenRelease = WhyNotAnswer['hidden'][number]

const columns: readonly Column[] = [
  { title: '' },
  { title: '' },
  { title: '' },
  { title: '', align: 'right' },
  { title: '', gives: true },
]

/** Every package that a request comes down to, and their sums. */
export function solutionText({ lines, unmet, size: bytes, installedSize }: Solution, page: Page): string {
  const gaps = unmet.length === 0 ? [] : [yellow(`Left out by force: ${listed(unmet.map(inline))}.`)]
  if (lines.length === 0) return ['Nothing to do: everything already is as you asked.', ...gaps].join('\n')
  const coming = lines.filter((line) => line.to !== null).length
  const going = lines.length - coming
  const counts = [
    ...(coming === 0 ? [] : [`${count(coming, 'package')} to install`]),
    ...(going === 0 ? [] : [`${count(going, 'package')} to remove`]),
  ]
  const disk = `${size(Math.abs(installedSize))} ${installedSize < 0 ? 'less' : 'more'} on disk`
  return [
    table(columns, lines.map(cells), page.width),
    '',
    ...gaps,
    `${sentence(listed(counts))}: ${size(bytes)} to download, ${disk}.`,
  ].join('\n')
}

function cells(line: SolutionLine): readonly string[] {
  const versions = [line.from, line.to].flatMap((version) => (version === null ? [] : [inline(version)]))
  return [
    line.action === 'remove' ? red('-') : '+',
    line.name,
    line.from === line.to ? versions.slice(1).join('') : versions.join(' → '),
    line.size === 0 ? '' : size(line.size),
    `${becauseWords(line.because)}${standInWords(line)}`,
  ]
}

/** Who asked for a package, and through whom it is needed. */
export function whyText(why: WhyAnswer, page: Page): string {
  const release = `${why.name} ${inline(why.version)}`
  if (why.chains.length === 0) {
    return why.chosen
      ? `${release} is installed because you asked for it. Nothing else that you asked for needs it.`
      : `${release} came along with something, and nothing that you asked for needs it any more.\nRemove what nothing needs: ${page.command('autoremove')}`
  }
  const reason = why.chosen
    ? 'because you asked for it, and others need it:'
    : 'because you asked for what needs it:'
  return [
    `${release} is installed ${reason}`,
    ...why.chains.flatMap((chain) => ['', ...chainTree(chain, release)]),
  ].join('\n')
}

/** Link below link, from what the person asked for down to `release`. */
function chainTree(chain: Chain, release: string): readonly string[] {
  return chain.flatMap((link, index) => {
    const next = chain[index + 1]
    const met = next === undefined ? release : `${next.name} ${inline(next.version)}`
    const first = index === 0 ? [`${link.name} ${inline(link.version)}`] : []
    return [...first, `${'   '.repeat(index)}└─ ${verbs[link.kind]} ${inline(link.clause)}: ${met}`]
  })
}

const verbs: Readonly<Record<Chain[number]['kind'], string>> = {
  dependency: 'needs',
  recommended: 'recommends',
  suggested: 'suggests',
}

/** What is in the way of a package, if anything is. */
export function whyNotText(answer: WhyNotAnswer, wanted: Wanted, page: Page): string {
  const named = namedDevelopment(answer, wanted)
  const others = answer.hidden.filter((hidden) => hidden !== named)
  const hidden = hiddenLines(others, wanted.name, newestCommand(answer, wanted.name, page))
  return [...whyNotLines(answer, wanted, page), ...(hidden.length === 0 ? [] : ['', ...hidden])].join('\n')
}

/** The development release that is asked about: only being named lets it be taken. */
function namedDevelopment(answer: WhyNotAnswer, wanted: Wanted): HiddenRelease | undefined {
  const coming =
    answer.kind === 'possible' ? answer.lines.find(({ name }) => name === wanted.name) : undefined
  const version = coming?.to ?? wanted.version
  return answer.hidden.find((hidden) => hidden.reason === 'development' && hidden.version === version)
}

function whyNotLines(answer: WhyNotAnswer, wanted: Wanted, page: Page): readonly string[] {
  switch (answer.kind) {
    case 'installed':
      return [`${answer.name} ${inline(answer.version)} is installed.`]
    case 'possible':
      return possibleLines(answer, wanted, page)
    case 'impossible':
      return [
        explanationTitle(answer.explanation),
        clashSentence(answer.explanation),
        '',
        explanationDetails(answer.explanation, page),
      ]
  }
}

function possibleLines(
  answer: Extract<WhyNotAnswer, { kind: 'possible' }>,
  wanted: Wanted,
  page: Page,
): readonly string[] {
  const [command = ''] = requestCommands({ kind: 'install', packages: [wanted], force: false }, page)
  const named = namedDevelopment(answer, wanted)
  const opening =
    named === undefined
      ? ['Nothing is in the way. This would happen:']
      : [
          `${wanted.name} ${inline(named.version)} is of the development channel: it comes only where it is asked for.`,
          'Nothing else is in the way. This would happen:',
        ]
  const channel =
    named === undefined ? [] : [`Or the newest of the channel: ${newestCommand(answer, wanted.name, page)}`]
  return [...opening, '', solutionText(answer, page), '', `Do it: ${command}`, ...channel]
}

function hiddenLines(hidden: readonly HiddenRelease[], name: string, newest: string): readonly string[] {
  if (hidden.length === 0) return []
  const lines = hidden.map(({ version, repository, reason, verdict }) => {
    const release = `${name} ${inline(version)}`
    return `  ${release} (${inline(repository)}): ${notAllowedReasons[reason]({ release, verdict })}`
  })
  const channel = hidden.some(({ reason }) => reason === 'development')
    ? [`A development release comes where its version is named, or: ${newest}`]
    : []
  return [bold('Releases that are not taken'), ...lines, ...channel]
}

function comingLine(answer: WhyNotAnswer, name: string): SolutionLine | undefined {
  return answer.kind === 'possible' ? answer.lines.find((line) => line.name === name) : undefined
}

/** What takes the newest release of the development channel: an installation leaves what is there as it is. */
function newestCommand(answer: WhyNotAnswer, name: string, page: Page): string {
  const from = comingLine(answer, name)?.from ?? null
  return page.command(
    answer.kind === 'installed' || from !== null ? 'update' : 'install',
    name,
    '--development',
  )
}
