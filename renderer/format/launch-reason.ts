import type { ErrorFacts } from '../../engine/model/failure.ts'
import { sentence } from './words.ts'

const reasons: Readonly<Record<string, string>> = {
  'no-display': 'The device it runs on has no display to open a window on.',
  'not-started': 'The system would not start it.',
  ENOENT: 'The program, or what it runs on, is not there.',
  EACCES: 'It may not be run by you.',
}

/** Why a program did not start. The engine tells a code of its own, the system's, or what the system said. */
export function launchReason(reason: string): string {
  return reasons[reason] ?? sentence(reason)
}

type NoSandbox = ErrorFacts['launch/no-sandbox']
const proot = 'or to install proot, which is slower.'

/** Why a device cannot show a program a /usr of its own, and who can change that. */
const sandbox: Readonly<Record<NoSandbox['reason'], { readonly cause: string; readonly fix: string }>> = {
  'no-bwrap': {
    cause: 'bubblewrap, which shows it to them there, is not installed.',
    fix: `Ask an administrator to install bubblewrap, ${proot}`,
  },
  namespaces: {
    cause: 'the kernel gives nobody a view of their own.',
    fix: `Ask an administrator to allow user namespaces (user.max_user_namespaces), ${proot}`,
  },
  apparmor: {
    cause: 'AppArmor lets bubblewrap make no view of its own.',
    fix: `Ask an administrator for an AppArmor profile of bwrap that allows userns, ${proot}`,
  },
  other: {
    cause: 'bubblewrap cannot show it to them there.',
    fix: `Ask an administrator what keeps bubblewrap from working, ${proot}`,
  },
}

export function sandboxWords({ program, reason, detail }: NoSandbox) {
  const said = detail === '' ? '' : ` ${sentence(detail)}`
  return {
    title: `${program} cannot run on this device yet`,
    cause: `It expects its files in /usr, and ${sandbox[reason].cause}${said}`,
    fix: sandbox[reason].fix,
  }
}
