import type { State } from './a-fault-world.ts'
import { type Command, goingBackTo, installing, reinstalling, removing, updating } from './commands.ts'

/** A command that meets faults, and the machine on which it does. */
export interface Scenario {
  readonly name: string
  readonly state: State
  readonly command: Command
  /** The file that a person edited before: in neither state may it be gone, unless the command is to take it, or bring it. */
  readonly edits?: 'none' | 'go' | 'come'
}

export const scenarios: readonly Scenario[] = [
  { name: 'first install', state: 'empty', command: installing('base=1.0'), edits: 'none' },
  { name: 'install', state: 'few', command: installing('tool', 'taker') },
  { name: 'update', state: 'few', command: updating },
  { name: 'update of what was taken over', state: 'many', command: updating },
  { name: 'reinstall', state: 'many', command: reinstalling('base') },
  { name: 'remove', state: 'many', command: removing('taker') },
  { name: 'purge', state: 'many', command: removing('edited', true), edits: 'go' },
  { name: 'purge of what was kept', state: 'kept', command: removing('edited', true), edits: 'go' },
  {
    name: 'undo of a purge',
    state: 'purged',
    command: { kind: 'change', request: { kind: 'undo' } },
    edits: 'come',
  },
  {
    name: 'several at once',
    state: 'many',
    command: {
      kind: 'change',
      request: {
        kind: 'together',
        requests: [{ kind: 'remove', packages: ['tool'], purge: false, force: false }, { kind: 'update' }],
      },
    },
  },
  { name: 'undo', state: 'many', command: { kind: 'change', request: { kind: 'undo' } } },
  { name: 'rollback', state: 'old', command: goingBackTo(3) },
  { name: 'cleanup', state: 'old', command: { kind: 'cleanup' } },
  { name: 'restore', state: 'damaged', command: { kind: 'restore' } },
  { name: 'restore of the state database', state: 'broken-page', command: { kind: 'restore' } },
  { name: 'recovery before the switch', state: 'cut-before', command: { kind: 'open' } },
  { name: 'recovery behind the switch', state: 'cut-behind', command: { kind: 'open' } },
]
