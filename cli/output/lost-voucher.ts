import type { Output } from '../../engine/index.ts'
import { count } from './phrases.ts'
import { bold, inline, red } from './text.ts'
import type { Setting } from './word-table.ts'

type Unvouched = NonNullable<Output<'package.audit'>['unvouched']>[number]

/** Why the signature of something installed counts no more, and what to do about it. */
export function unvouchedLines(one: Unvouched, page: Pick<Setting, 'command'>): string[] {
  const { name, version } = one
  return [
    `${red('no longer vouched for')} ${bold(name)} ${inline(version)}: ${reasons[one.reason](one)}.`,
    `  Put a version in its place that is: ${page.command('update', name)}`,
    `  Where there is none, do without it: ${page.command('uninstall', name)}. The whole chain: ${page.command('why-trusted', name)}`,
  ]
}

const reasons: Readonly<Record<Unvouched['reason'], (one: Unvouched) => string>> = {
  key: ({ publisher, repository }) =>
    `the key that signed it is none of ${inline(publisher)} in "${inline(repository)}" any more`,
  threshold: ({ publisher, signed, needed }) =>
    `${inline(publisher)} asks for ${count(needed, 'signature')} by now, and it has ${signed}`,
  publisher: ({ publisher, repository }) =>
    `"${inline(repository)}" has no publisher ${inline(publisher)} any more`,
}
