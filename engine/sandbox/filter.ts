import { assemble, type Condition, type Refusal } from './bpf.ts'
import { auditNumbers, type FilteredArchitecture, numberOf, type SystemCall } from './syscalls.ts'

const notPermitted = 1
const notThere = 38
const noSuchFamily = 97

/** Set-user-id and set-group-id. */
const odd = 0o6000
/** `O_CREAT` and `O_TMPFILE`: without them the mode is whatever the register held. */
const creating = 0o100 | 0o2000_0000
/** Every flag of clone(2) that makes a namespace. */
const namespaces = 0x7e02_0000
const unixSockets = 1
/** ioctl(2): types into the terminal of whoever started us. */
const terminalInput = 0x5412
const linuxConsole = 0x541c

const bits = (argument: number, value: number): Condition => ({ argument, is: 'any-of-bits', value })
const equal = (argument: number, value: number): Condition => ({ argument, is: 'equal', value })
const other = (argument: number, value: number): Condition => ({ argument, is: 'other-than', value })

interface Row {
  readonly calls: readonly SystemCall[]
  readonly errno: number
  readonly when?: readonly Condition[]
}

const rows: readonly Row[] = [
  // Namespaces, mounts and roots.
  {
    calls: ['unshare', 'setns', 'mount', 'umount2', 'pivot_root', 'chroot', 'name_to_handle_at'],
    errno: notPermitted,
  },
  { calls: ['clone'], errno: notPermitted, when: [bits(0, namespaces)] },
  // Their flags lie in memory, where no filter can look: programs then use the older call.
  { calls: ['clone3', 'openat2'], errno: notThere },
  {
    calls: ['fsopen', 'fsconfig', 'fsmount', 'fspick', 'open_tree', 'open_tree_attr', 'move_mount'],
    errno: notThere,
  },
  { calls: ['mount_setattr'], errno: notThere },
  // Other processes, and their memory.
  {
    calls: ['ptrace', 'process_vm_readv', 'process_vm_writev', 'process_madvise', 'kcmp', 'pidfd_getfd'],
    errno: notPermitted,
  },
  // Parts of the kernel with a long history of holes.
  { calls: ['io_uring_setup', 'io_uring_enter', 'io_uring_register'], errno: notThere },
  { calls: ['bpf', 'perf_event_open', 'userfaultfd', 'memfd_secret', 'fanotify_init'], errno: notPermitted },
  { calls: ['add_key', 'keyctl', 'request_key'], errno: notPermitted },
  { calls: ['open_by_handle_at', 'lookup_dcookie', 'nfsservctl'], errno: notPermitted },
  {
    calls: ['mbind', 'migrate_pages', 'move_pages', 'get_mempolicy', 'set_mempolicy'],
    errno: notPermitted,
  },
  { calls: ['set_mempolicy_home_node', 'modify_ldt', 'personality'], errno: notPermitted },
  // The machine.
  { calls: ['init_module', 'finit_module', 'delete_module', 'kexec_load'], errno: notPermitted },
  { calls: ['kexec_file_load', 'reboot', 'swapon', 'swapoff', 'iopl', 'ioperm'], errno: notPermitted },
  { calls: ['acct', 'quotactl', 'quotactl_fd', 'syslog', 'uselib', 'vhangup'], errno: notPermitted },
  { calls: ['settimeofday', 'clock_settime', 'clock_adjtime', 'adjtimex'], errno: notPermitted },
  { calls: ['sethostname', 'setdomainname'], errno: notPermitted },
  // Files that lend their owner's rights, and devices.
  { calls: ['mknod', 'mknodat'], errno: notPermitted },
  { calls: ['setxattr', 'lsetxattr', 'fsetxattr', 'setxattrat'], errno: notPermitted },
  { calls: ['chmod', 'fchmod', 'creat', 'mkdir'], errno: notPermitted, when: [bits(1, odd)] },
  { calls: ['fchmodat', 'fchmodat2', 'mkdirat'], errno: notPermitted, when: [bits(2, odd)] },
  { calls: ['open'], errno: notPermitted, when: [bits(1, creating), bits(2, odd)] },
  { calls: ['openat'], errno: notPermitted, when: [bits(2, creating), bits(3, odd)] },
  // The network, and terminals.
  { calls: ['socket'], errno: noSuchFamily, when: [other(0, unixSockets)] },
  { calls: ['ioctl'], errno: notPermitted, when: [equal(1, terminalInput)] },
  { calls: ['ioctl'], errno: notPermitted, when: [equal(1, linuxConsole)] },
]

/** The filter for a machine, as bwrap takes it. */
export function systemCallFilter(architecture: FilteredArchitecture): Buffer {
  const refusals = rows.flatMap(({ calls, errno, when = [] }) =>
    calls.flatMap((name): Refusal[] => {
      const call = numberOf(name, architecture)
      return call === null ? [] : [{ call, errno, when }]
    }),
  )
  return assemble({
    audit: auditNumbers[architecture],
    end: architecture === 'x86_64' ? 0x4000_0000 : null,
    refusals,
  })
}
