import type { Receipt } from '../../engine/index.ts'
import { dim, inline } from './text.ts'

type Unexported = Receipt['unexported'][number]

const mostShown = 6

/** What is installed, but is not where the person would look for it; empty where there is nothing to say. */
export function unexportedText(unexported: readonly Unexported[]): string {
  if (unexported.length === 0) return ''
  const shown = unexported.slice(0, mostShown).map(line)
  const rest = unexported.length - shown.length
  return [
    'Not in your menu and commands as it should be:',
    ...shown,
    ...(rest === 0 ? [] : [dim(`  and ${rest} more; --json names them all`)]),
  ].join('\n')
}

function line({ kind, package: name, path, reason }: Unexported): string {
  return `  ${kinds[kind]} of ${name}: ${inline(path)} ${dim(`(${reasons[reason]})`)}`
}

const kinds: Readonly<Record<Unexported['kind'], string>> = {
  entry: 'the menu entry',
  icon: 'the icon',
  command: 'the command',
}

const reasons: Readonly<Record<Unexported['reason'], string>> = {
  foreign: 'something else has that name, and was left alone',
  edited: 'you changed it, so it was left alone',
  'other-program': 'it would hide another program of that name on your PATH',
  'linked-folder': 'a folder on the way is a link, or no folder',
  'no-folder': 'there is no folder for it',
  denied: 'this account may not write there',
  unreadable: 'the entry cannot be read',
  'not-an-application': 'the entry is not that of an application',
  'no-command': 'it starts a program that no installed package has',
}
