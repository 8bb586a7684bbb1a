import type { ErrorCode } from '../../engine/index.ts'
import { inline } from './text.ts'
import { elsewhere, spaceWords } from './word-parts.ts'
import { again, type Table } from './word-table.ts'

export const diskWords: Table<Extract<ErrorCode, `disk/${string}`>> = {
  'disk/full': ({ path, needed, free }, setting) => ({
    title: 'There is not enough free space, so nothing was changed.',
    cause: `${inline(path)}${spaceWords(needed, free)}`,
    fix: `Free some space there. ${again(setting)}`,
  }),
  'disk/read-only': ({ path }, { program }) => ({
    title: 'Nothing can be changed here, because the disk is read-only.',
    cause: `${inline(path)} cannot be written to.`,
    fix: `Make it writable, or choose ${elsewhere(program)}.`,
  }),
  'disk/denied': ({ path }, { program, command }) => ({
    title: `You have no permission for ${inline(path)}`,
    cause: 'It belongs to somebody else, or its permissions keep you out.',
    fix: `Where it is yours, open it: ${/\/(?:store|generations|profile|audit)(?:\/|$)/.test(path) ? command('verify', '--fix') : `chmod u+rwX ${inline(path)}`}\nElse ask its owner, or choose ${elsewhere(program)}.`,
  }),
  'disk/no-links': ({ path }, { program }) => ({
    title: 'Programs cannot be kept here, because this file system has no symbolic links.',
    cause: `${inline(path)} is on it.`,
    fix: `Choose ${elsewhere(program)}.`,
  }),
  'disk/no-modes': ({ path }, { program }) => ({
    title: 'Programs cannot be kept here, because this file system keeps no permissions of files.',
    cause: `${inline(path)} is on it.`,
    fix: `Choose ${elsewhere(program)}.`,
  }),
  'disk/failing': ({ path }, setting) => ({
    title: 'The disk reports errors.',
    cause: `${inline(path)} could not be read or written.`,
    fix: `Look at the disk, and save what matters from it. ${again(setting)}`,
  }),
}
