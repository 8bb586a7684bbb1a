import type { ErrorCode } from '../../engine/index.ts'
import { inline } from './text.ts'
import { bare } from './word-parts.ts'
import type { Setting, Table } from './word-table.ts'

/** Two packages that want one path. */
export const clashWords: Table<Extract<ErrorCode, 'plan/file-conflict' | 'plan/path-collision'>> = {
  'plan/file-conflict': ({ path, owners }, { command }) => ({
    title: title(owners),
    cause: `Both bring the file ${inline(path)}`,
    fix: chooseOne(owners, command),
  }),
  'plan/path-collision': ({ paths, owners }, { command }) => ({
    title: title(owners),
    cause: `Some disks take ${inline(paths[0])} and ${inline(paths[1])} for one file.`,
    fix: chooseOne(owners, command),
  }),
}

type Owners = readonly [string, string]

function title([one, other]: Owners): string {
  return `${inline(one)} and ${inline(other)} cannot be installed together.`
}

/** Where one of two is installed, it is the second. What a script made (`script:NAME`) goes with its package only. */
function chooseOne([one, other]: Owners, command: Setting['command']): string {
  const name = bare(other.includes(':') ? one : other)
  return `Choose one of them. Where ${inline(name)} is installed already: ${command('uninstall', name)}`
}
