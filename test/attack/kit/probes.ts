import { numberOf, type FilteredArchitecture, type SystemCall } from '../../../engine/sandbox/syscalls.ts'

/** What the world outside a box holds for a script to reach for. */
export interface World {
  readonly architecture: FilteredArchitecture
  /** A file with a secret, by its path outside. */
  readonly secret: string
  /** A TCP port on this machine, and the name of an abstract socket, at which somebody listens. */
  readonly port: number
  readonly abstractName: string
  /** A process outside of the same user. */
  readonly process: number
  /** A folder outside that everybody may write to. */
  readonly openFolder: string
}

/** A shell command that ends with 0 where its attack succeeded. */
export interface Probe {
  readonly name: string
  readonly attack: string
}

/** Makes one system call; it succeeded unless the kernel said one of these errors. */
const refusals = '($! == 1 || $! == 13 || $! == 38 || $! == 95 || $! == 97)'

const perl = (code: string) => `/usr/bin/perl -e '${code}'`

/** Attacks that a box must not let succeed, and that leave the next one as it was. */
export function probes(world: World): Probe[] {
  const call = (name: SystemCall, ...args: (number | string)[]): string => {
    const number = numberOf(name, world.architecture)
    // A call that this machine does not have cannot be used against it.
    if (number === null) return 'false'
    return perl(
      `$b = "\\0" x 4096; $r = syscall(${[number, ...args].join(', ')}); exit($r == -1 && ${refusals} ? 1 : 0)`,
    )
  }
  const group = (prefix: string, rows: Readonly<Record<string, string>>): Probe[] =>
    Object.entries(rows).map(([name, attack]) => ({ name: `${prefix}: ${name}`, attack }))
  return [
    ...group('reads', {
      'a key of the person': `cat ${world.secret}`,
      'the machine’s /tmp': `ls ${world.openFolder}`,
      'a token of the environment': '[ -n "$MULTIOS_TEST_TOKEN" ]',
      'accounts of the machine': 'cat /etc/passwd',
      'other processes': 'ls /proc/1 || ls /sys/kernel',
      'sockets below /run': '[ -n "$(ls -A /run)" ]',
      'an open descriptor of its parent': perl(
        'for (3..200) { exit 0 if open(my $f, "<&=", $_) && -e $f } exit 1',
      ),
    }),
    ...group('writes', {
      'to the machine’s programs': 'echo x > /usr/bin/multios-probe',
      'to the root': 'echo x > /multios-probe',
      'to a folder that is open to all': `echo x > ${world.openFolder}/written`,
      'into a signed file': 'echo x >> /package/share/probe/signed',
      'beside a signed file': 'echo x > /package/share/probe/new',
      'over a signed file': 'rm -f /package/share/probe/signed && [ ! -e /package/share/probe/signed ]',
      'into its own text': 'echo x >> /scripts/post_install',
      'more than it may keep':
        'dd if=/dev/zero of=/output/big bs=1M count=300; s=$?; rm -f /output/big; exit $s',
      'more than /tmp holds': 'dd if=/dev/zero of=/tmp/big bs=1M count=80; s=$?; rm -f /tmp/big; exit $s',
    }),
    ...group('reaches', {
      'a server on this machine': perl(
        `use Socket; socket(S, PF_INET, SOCK_STREAM, 0) && connect(S, pack_sockaddr_in(${world.port}, inet_aton("127.0.0.1"))) or exit 1`,
      ),
      'the network by UDP': perl('use Socket; socket(S, PF_INET, SOCK_DGRAM, 0) or exit 1'),
      'the kernel by netlink': perl('socket(S, 16, 3, 0) or exit 1'),
      'a partner by an abstract socket': perl(
        `use Socket; socket(S, PF_UNIX, SOCK_STREAM, 0) && connect(S, pack_sockaddr_un("\\0${world.abstractName}")) or exit 1`,
      ),
      'a process outside': `kill -0 ${world.process}`,
      'a terminal, to type into it': perl(`$c = "x"; ioctl(STDERR, 0x5412, $c) or exit($! == 1 ? 1 : 0)`),
      'the console': perl(`$c = "\\2"; ioctl(STDERR, 0x541c, $c) or exit($! == 1 ? 1 : 0)`),
    }),
    ...group('asks the kernel for', {
      'a user namespace': call('unshare', 0x1000_0000),
      'a mount namespace': call('unshare', 0x2_0000),
      'a process in a namespace': perl(
        `$r = syscall(${numberOf('clone', world.architecture)}, ${0x1000_0000 | 17}, 0, 0, 0, 0); exit 0 if $r == 0; exit($r == -1 ? 1 : 0)`,
      ),
      'clone3, whose flags nobody sees': call('clone3', '$b', 88),
      'openat2, whose flags nobody sees': call('openat2', -100, '"/"', '$b', 24),
      'another namespace to join': call('setns', 0, 0),
      'a mount': call('mount', '"none"', '"/tmp"', '"tmpfs"', 0, 0),
      'a mount, the new way': call('fsopen', '"tmpfs"', 0),
      'a root of its own': call('chroot', '"/tmp"'),
      'a process to trace': perl(
        `$p = fork; if (!$p) { sleep 5; exit } $r = syscall(${numberOf('ptrace', world.architecture)}, 16, $p, 0, 0); $f = $r == -1 && $! == 1; kill 9, $p; exit($f ? 1 : 0)`,
      ),
      'the memory of another process': call('process_vm_readv', '$$', 0, 0, 0, 0, 0),
      'a keyring': call('keyctl', 0, -3, 1),
      io_uring: call('io_uring_setup', 1, '$b'),
      bpf: call('bpf', 0, '$b', 72),
      userfaultfd: call('userfaultfd', 1),
      'counters of the processor': call('perf_event_open', '$b', 0, -1, -1, 0),
      'a file by its handle': call('open_by_handle_at', -100, '$b', 0),
      'another personality': call('personality', 0x4_0000),
      'its log': call('syslog', 3, '$b', 16),
      'another time': call('clock_settime', 0, '$b'),
      'calls of another machine': perl('$r = syscall(0x40000027); exit($r > 0 ? 0 : 1)'),
      'more processes than it may have': 'prlimit --nproc=5000:5000 true',
      'hundreds of processes': perl(
        'for (1..300) { $p = fork; if (!defined $p) { kill 9, @k; exit 1 } if (!$p) { sleep 20; exit } push @k, $p } kill 9, @k',
      ),
      'gigabytes of memory': perl('$x = "x" x (3 << 30)'),
      'rights that a program lends': perl(
        `exit(syscall(${world.architecture === 'x86_64' ? 157 : 167}, 39, 0, 0, 0, 0) == 0 ? 0 : 1)`,
      ),
      'any right of root': perl(
        `for (0..40) { exit 0 if syscall(${world.architecture === 'x86_64' ? 157 : 167}, 24, $_, 0, 0, 0) == 1 && $_ != 99 && $> == 0 } exit 1`,
      ),
    }),
    ...group('leaves', {
      'a set-user-id file': 'touch /output/odd; chmod u+s /output/odd; s=$?; rm -f /output/odd; exit $s',
      'a set-group-id file': 'touch /output/odd; chmod g+s /output/odd; s=$?; rm -f /output/odd; exit $s',
      'a file that is born set-user-id': perl(
        'use Fcntl; sysopen(F, "/output/odd", O_CREAT|O_WRONLY, 04755) or exit 1; $m = -u F; unlink "/output/odd"; exit($m ? 0 : 1)',
      ),
      'a set-group-id folder': 'mkdir -m 2755 /output/odd; s=$?; rmdir /output/odd; exit $s',
      'a device': 'mknod /output/odd c 1 3; s=$?; rm -f /output/odd; exit $s',
      'a pipe': 'mkfifo /output/odd; s=$?; rm -f /output/odd; exit $s',
      'an attribute with rights': call('setxattr', '"/output"', '"user.x"', '$b', 1, 0),
    }),
  ]
}

/** One script that tries them all and prints a line for each: `no NAME`, or `YES NAME`. */
export function allOf(list: readonly Probe[]): string {
  const one = ({ name, attack }: Probe) =>
    `if ( ${attack} ) >/dev/null 2>/dev/null; then echo 'YES ${name}'; else echo 'no ${name}'; fi`
  return list.map(one).join('\n')
}
