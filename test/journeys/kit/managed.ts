import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '../../kit/temporary.ts'

/** A machine whose /etc is its own, for the processes that are started behind `before`: nothing of the real one changes. */
export interface ManagedEtc {
  readonly before: (user: number) => readonly string[]
  /** A home that is theirs. */
  readonly homeOf: (user: number) => string
}

/** Whether this process may make such a machine: as root, with namespaces. Says why not. */
export function canManage(): boolean {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' })
    execFileSync('setpriv', ['--reuid', '65534', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    console.log('skipped: only root can give a process an /etc of its own')
    return false
  }
}

/** Rules of an administrator who takes requests. */
export function aManagedEtc(policy: object): ManagedEtc {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  const etc = path.join(folder, 'etc')
  cpSync('/etc', etc, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.includes('shadow') })
  const spool = path.join(folder, 'requests')
  mkdirSync(spool)
  chmodSync(spool, 0o1777)
  const rules = path.join(etc, 'multios-package-manager')
  mkdirSync(rules, { recursive: true, mode: 0o755 })
  const text = JSON.stringify({ version: 1, requests: spool, ...policy })
  writeFileSync(path.join(rules, 'policy.json'), text, { mode: 0o644 })
  return {
    before: (user) => [
      ...['unshare', '-m', 'sh', '-c', 'mount --bind "$0" /etc && exec "$@"', etc],
      ...['setpriv', '--reuid', String(user), '--regid', String(user), '--clear-groups', '--'],
    ],
    homeOf: (user) => {
      const home = path.join(folder, `home-${user}`)
      mkdirSync(home)
      chownSync(home, user, user)
      return home
    },
  }
}
