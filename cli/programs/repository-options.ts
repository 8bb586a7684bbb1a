import type { OptionRow } from '../program.ts'

/** Which repository is meant: the name besides the folder, so that a slip of the folder is noticed. */
export const whichRepository: readonly OptionRow[] = [
  { flags: '--repo-name <name>', about: 'the name it was created with', needed: true },
  { flags: '--repo-path <dir>', about: 'the folder it lies in', needed: true },
]
export const asBefore = 'Stopped. What the repository publishes is as it was before.'
