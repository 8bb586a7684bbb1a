import { listRepositories, type StoredRepository } from '../state/repositories.ts'
import { isAllowedAddress } from './check-address.ts'
import { useRefusal } from './manage-repositories.ts'
import { starterName } from './starter-needed.ts'
import type { Toolbox } from './toolbox.ts'

/** Those that are asked for news. One that a rule came to forbid is passed over: the list of repositories says so. */
export function askedRepositories(toolbox: Toolbox): StoredRepository[] {
  return listRepositories(toolbox.state).filter((one) => one.enabled && mayBeAsked(toolbox, one))
}

/** Where too few keys sign a repository, it is asked all the same: a newer root may want more of them. */
function mayBeAsked(toolbox: Toolbox, repository: StoredRepository): boolean {
  if (!isAllowedAddress(toolbox, repository.url)) return false
  const isFixed = repository.openPgp !== null || repository.name === starterName
  return !isFixed || useRefusal(toolbox, repository) === null
}
