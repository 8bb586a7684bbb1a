import type { Plan, PlanScript, Receipt } from '../../engine/index.ts'
import type { ErrorFacts } from '../../engine/index.ts'
import { closed, count, listed, sentence, size } from './phrases.ts'
import { bold, dim, green, inline, red, yellow } from './text.ts'
import type { Table } from './word-table.ts'

/** Lines of one script that are shown; `--json` has all. */
const mostLines = 200

/** What packages of a plan want to run; nothing where none does. */
export function scriptsText({ scripts = [] }: Plan): readonly string[] {
  if (scripts.length === 0) return []
  const held = scripts.filter(({ refusal }) => refusal !== null)
  const free = scripts.filter(({ refusal }) => refusal === null)
  return [
    '',
    bold('Scripts'),
    ...scripts.flatMap(scriptLines),
    ...(free.length === 0
      ? []
      : [`${count(free.length, 'script')} can run, in a sandbox, if you want that.`]),
    ...unique(held.map(heldSentence)).map((why) => {
      const number = held.filter((script) => heldSentence(script) === why).length
      return yellow(`${count(number, 'script')} will not run: ${why}`)
    }),
  ]
}

export function canRun({ scripts = [] }: Plan): readonly PlanScript[] {
  return scripts.filter(({ refusal }) => refusal === null)
}

/** `Run the script of hello? [y/N] ` */
export function scriptsQuestion(scripts: readonly PlanScript[]): string {
  const packages = unique(scripts.map(({ package: name }) => name))
  const what = scripts.length === 1 ? 'the script' : `the ${scripts.length} scripts`
  return `Run ${what} of ${listed(packages)} in a sandbox? [y/N] `
}

/** What scripts did, and the last that they said. */
export function ranText({ scripts = [] }: Receipt): readonly string[] {
  return scripts.flatMap(({ package: name, files, printed }) => {
    const made = files === 0 ? 'no files' : count(files, 'file')
    if (printed === null) return [`What the scripts of ${name} made is still there: ${made}.`]
    const said = printed.trimEnd().split('\n').slice(-5).filter(Boolean)
    return [`The scripts of ${name} ran and made ${made}.`, ...said.map((line) => dim(`  | ${inline(line)}`))]
  })
}

function scriptLines(script: PlanScript): string[] {
  const { text, sha256, difference } = script
  const bytes = size(Buffer.byteLength(text))
  const digest = `SHA-256 ${sha256.slice(0, 16)}…`
  const head = `  ${script.package} ${inline(script.version)}: ${script.when}, ${bytes}, ${digest}${changeWords(script)}`
  const body =
    difference === null || isUnchanged(difference)
      ? linesOf(text).map((line) => `  | ${inline(line)}`)
      : difference.map(differenceLine)
  const rest = body.length - mostLines
  return [
    head,
    ...body.slice(0, mostLines),
    ...(rest > 0 ? [dim(`  … ${count(rest, 'more line')}; --dry-run --json has them all`)] : []),
  ]
}

type Difference = NonNullable<PlanScript['difference']>

function isUnchanged(difference: Difference): boolean {
  return difference.every(({ kind }) => kind === 'same')
}

function changeWords({ difference }: PlanScript): string {
  if (difference === null) return ''
  return isUnchanged(difference) ? ', as before' : ', changed'
}

function differenceLine({ kind, text }: Difference[number]): string {
  const shown = inline(text)
  if (kind === 'added') return green(`  + ${shown}`)
  return kind === 'removed' ? red(`  - ${shown}`) : `    ${shown}`
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n')
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)]
}

function heldSentence({ refusal }: PlanScript): string {
  return refusal === null ? '' : whyNot(refusal)
}

function whyNot({ reason, detail }: Pick<ErrorFacts['script/refused'], 'reason' | 'detail'>): string {
  switch (reason) {
    case 'off':
      return 'allow_scripts in config.toml is false, as it is unless you change it.'
    case 'not-listed':
      return 'allow_scripts in config.toml does not name them.'
    case 'unsigned':
      return 'scripts are off where config.toml lets unsigned packages pass.'
    case 'going-back':
      return 'going back runs nothing.'
    case 'no-sandbox':
      return closed(`there is no sandbox here to run them in (${inline(detail)})`)
  }
}

const endings: Readonly<Record<ErrorFacts['script/failed']['reason'], string>> = {
  status: 'It ended with an error',
  time: 'It took longer than a minute and was ended',
  output: 'It left behind what no script may leave behind',
}

export const scriptWords: Table<'script/refused' | 'script/failed'> = {
  'script/refused': ({ package: name, ...refusal }, { typed }) => ({
    title: `A script of ${inline(name)} may not run, so nothing was changed.`,
    cause: sentence(whyNot(refusal)),
    fix: `Without its scripts: ${typed.replace(/ --run-scripts\b/, '')}`,
  }),
  'script/failed': ({ package: name, reason, detail }, { typed }) => ({
    title: `A script of ${inline(name)} failed, so nothing was changed.`,
    cause: closed(detail === '' ? endings[reason] : `${endings[reason]}: ${inline(detail)}`),
    fix: `Without its scripts: ${typed.replace(/ --run-scripts\b/, '')}`,
  }),
}
