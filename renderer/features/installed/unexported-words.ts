import type { SkipReason, Unexported } from '../../../engine/model/unexported.ts'

export const unexportedKinds: Readonly<Record<Unexported['kind'], string>> = {
  entry: 'Menu entry',
  icon: 'Icon',
  command: 'Command',
}

export const unexportedReasons: Readonly<Record<SkipReason, string>> = {
  foreign: 'something else has that name, and was left alone.',
  edited: 'you changed it, so it was left alone.',
  'other-program': 'it would hide another program of that name.',
  'linked-folder': 'a folder on the way is a link, or no folder.',
  'no-folder': 'there is no folder for it.',
  denied: 'this account may not write there.',
  unreadable: 'the entry cannot be read.',
  'not-an-application': 'the entry is not that of an application.',
  'no-command': 'it starts a program that no installed package has.',
}
