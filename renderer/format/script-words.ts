import type { ErrorCode, ErrorFacts } from '../../engine/model/failure.ts'
import type { PlanScript } from '../../engine/model/plan.ts'
import type { FailureWords } from './failure-words.ts'
import { countOf } from './words.ts'

type ScriptCode = Extract<ErrorCode, `script/${string}`>
type Refusal = NonNullable<PlanScript['refusal']>

/** Why a script does not run, as a sentence. */
export function refusalSentence({ reason, detail }: Refusal): string {
  switch (reason) {
    case 'off':
      return 'Install scripts are off in the settings of this device.'
    case 'not-listed':
      return 'The settings of this device do not name this package among those whose scripts may run.'
    case 'unsigned':
      return 'Scripts are off where unsigned packages may be installed.'
    case 'going-back':
      return 'Going back runs nothing.'
    case 'no-sandbox':
      return `There is no sandbox here to run it in (${detail}).`
  }
}

/**
 * A script as it is read before it may run, line by line, with what changed marked. Characters that are not seen, or
 * change the direction of writing, are spelled out: what is shown is what runs.
 */
export function scriptLines({ text, difference }: PlanScript): readonly string[] {
  const lines =
    difference === null
      ? text.replace(/\n$/, '').split('\n')
      : difference.map((line) => `${marks[line.kind]}${line.text}`)
  return lines.map((line) => line.replace(unseen, spelledOut))
}

const marks = { same: '  ', added: '+ ', removed: '- ' } as const
const unseen = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

function spelledOut(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`
}

/** `post_install, 3 lines, changed` */
export function scriptFacts({ when, text, difference }: PlanScript): string {
  const lines = countOf(text.replace(/\n$/, '').split('\n').length, 'line')
  if (difference === null) return `${when}, ${lines}`
  return `${when}, ${lines}, ${difference.every(({ kind }) => kind === 'same') ? 'as before' : 'changed'}`
}

const endings: Record<ErrorFacts['script/failed']['reason'], string> = {
  status: 'It ended with an error.',
  time: 'It took longer than a minute and was ended.',
  output: 'It left behind what no script may leave behind.',
}

export const scriptWords: { readonly [C in ScriptCode]: (facts: ErrorFacts[C]) => FailureWords } = {
  'script/refused': ({ package: name, ...refusal }) => ({
    title: `A script of ${name} may not run`,
    cause: `${refusalSentence(refusal)} Nothing was changed.`,
    fix: 'Go on without its scripts.',
  }),
  'script/failed': ({ package: name, reason, detail }) => ({
    title: `A script of ${name} failed`,
    cause: [endings[reason], detail, 'Nothing was changed.'].filter(Boolean).join(' '),
    fix: 'Go on without its scripts, and tell its publisher.',
  }),
}
