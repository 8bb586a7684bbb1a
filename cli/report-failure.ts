import { randomBytes } from 'node:crypto'
import { exitCodes, isCliCode } from './exit-code.ts'
import { failureIn, type CliFailure } from './failure.ts'
import { explanationDetails } from './output/explanation.ts'
import { bold, inline, red } from './output/text.ts'
import type { Setting, Words } from './output/word-table.ts'
import { failureWords } from './output/words.ts'

export interface FailureReport {
  /** For a person, on stderr. */
  readonly text: string
  /** For a script, on stdout: the failure as the API has it, and its words. */
  readonly data: unknown
  readonly exit: number
}

/** What a run says instead of an answer. */
export function reportFailure(
  error: unknown,
  setting: Setting & { readonly verbose: boolean },
): FailureReport {
  const known = failureIn(error, isCliCode)
  const failure = known ?? bug()
  const words = failureWords(failure, setting)
  const details =
    failure.code === 'plan/unsolvable' ? explanationDetails(failure.facts.explanation, setting) : ''
  const trail = setting.verbose || known === null ? causes(error, known === null) : []
  return {
    text: [failureText(failure, words), ...(details === '' ? [] : ['', details]), ...trail].join('\n'),
    data: { error: { ...failure, message: messageOf(words) } },
    exit: exitCodes[failure.code],
  }
}

function failureText(failure: CliFailure, { title, cause, fix }: Words): string {
  const heading = failure.code === 'usage/interrupted' ? title : `${bold(red('error:'))} ${title}`
  const rest = [cause, fix].filter((part) => part !== null).flatMap((part) => part.split('\n'))
  return [heading, ...rest.map((line) => `  ${line}`)].join('\n')
}

function messageOf({ title, cause }: Words): string {
  return cause === null ? title : `${title} ${onOneLine(cause)}`
}

/** Columns are for a page: what announces something is followed by it, and other lines are kept apart. */
function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/g, ' '))
    .filter((line) => line !== '')
    .reduce((said, line) => `${said}${/[:.,;]$/.test(said) ? '' : ';'} ${line}`)
}

function bug(): CliFailure {
  return { code: 'internal', facts: { incident: randomBytes(4).toString('hex') } }
}

/** What lies below a failure, for a report of a mistake: each cause with its own words. */
function causes(error: unknown, withStack: boolean): readonly string[] {
  const lines: string[] = []
  let one = withStack ? error : error instanceof Error ? error.cause : undefined
  for (let depth = 0; one !== undefined && depth < 5; depth += 1) {
    const text = one instanceof Error ? (one.stack ?? one.message) : JSON.stringify(one)
    lines.push('', ...text.split('\n').map((line) => `  ${inline(line)}`))
    one = one instanceof Error ? one.cause : undefined
  }
  return lines
}
