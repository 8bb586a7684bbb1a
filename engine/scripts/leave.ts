import { matchesPattern } from '../base/pattern.ts'

/** Why a script does not run, whatever the person says to it. */
export type LeaveRefusal = 'off' | 'not-listed' | 'unsigned'

export interface LeaveRules {
  /** `repository/package` with `*` in either; false where no script ever runs. */
  readonly allow_scripts: false | readonly string[]
  readonly require_signature: boolean
  readonly allow_unsigned: boolean
}

/** Whether the configuration lets a package of that repository run its scripts: null where it does. */
export function leaveRefusal(
  rules: LeaveRules,
  { name, repository }: { readonly name: string; readonly repository: string },
): LeaveRefusal | null {
  if (rules.allow_scripts === false || rules.allow_scripts.length === 0) return 'off'
  const isListed = rules.allow_scripts.some((entry) => {
    const slash = entry.indexOf('/')
    return matchesPattern(repository, entry.slice(0, slash)) && matchesPattern(name, entry.slice(slash + 1))
  })
  if (!isListed) return 'not-listed'
  // Where packages may come unsigned, nobody has vouched for the text of a script.
  return rules.allow_unsigned && !rules.require_signature ? 'unsigned' : null
}
