import { type SystemFolder, systemWords } from '../triggers/system-folders.ts'

/** What a box may use. Sizes are bytes. */
export interface BoxLimits {
  /** Of all files that it writes to keep, and of those that it writes to /tmp and /run. */
  readonly output: number
  readonly scratch: number
  /** Of one process. */
  readonly memory: number
  readonly processes: number
  readonly openFiles: number
  /** Seconds of one process. */
  readonly cpu: number
}

export const usualLimits: BoxLimits = {
  output: 256 * 1024 * 1024,
  scratch: 64 * 1024 * 1024,
  memory: 1024 * 1024 * 1024,
  processes: 64,
  openFiles: 256,
  cpu: 60,
}

/** What this machine has to make boxes with. Absolute paths. */
export interface BoxTools {
  readonly bwrap: string
  /** Needed to give up what root may do; null where we are an ordinary user. */
  readonly asRoot: { readonly unshare: string; readonly setpriv: string } | null
  /** `/usr`, and what leads there: `/bin`, `/lib64` and the like. */
  readonly system: readonly SystemFolder[]
}

/** A file that a box finds at `path`, executable; its bytes come over the descriptor. */
export interface HandedFile {
  readonly path: string
  readonly descriptor: number
}

export interface BoxContents {
  /** Seen read-only at `/package`; absolute path. */
  readonly shown: string
  readonly files: readonly HandedFile[]
  readonly filterDescriptor: number
  readonly environment: Readonly<Record<string, string>>
  /** Program and arguments, by paths of the box. */
  readonly command: readonly string[]
}

/** Who a box is, inside and outside: nobody that any file belongs to. */
const nobody = '65534'

/** What lies in /etc and says nothing about the person or the machine: where libraries and `awk` are. */
const harmless = ['/etc/ld.so.cache', '/etc/alternatives']
const devices = ['null', 'zero', 'full', 'random', 'urandom'].map((name) => `/dev/${name}`)

/**
 * The whole command that starts a box. It writes to memory only: what shall outlive it comes out as a stream. There is
 * no /proc, no terminal and no home.
 */
export function boxWords(tools: BoxTools, contents: BoxContents, limits: BoxLimits): string[] {
  return [
    ...dropping(tools, contents.shown),
    tools.bwrap,
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session'],
    ...['--cap-drop', 'ALL', '--clearenv', '--uid', nobody, '--gid', nobody, '--hostname', 'box'],
    ...tools.system.flatMap(systemWords),
    ...harmless.flatMap((file) => ['--ro-bind-try', file, file]),
    ...devices.flatMap((device) => ['--dev-bind', device, device]),
    ...memoryFolder('/output', limits.output),
    ...memoryFolder('/tmp', limits.scratch),
    ...memoryFolder('/run', limits.scratch),
    ...['--ro-bind', tools.asRoot === null ? contents.shown : borrowed, '/package'],
    ...contents.files.flatMap(({ path, descriptor }) => [
      ...['--perms', '0555', '--ro-bind-data', String(descriptor), path],
    ]),
    ...['--remount-ro', '/', '--chdir', '/output'],
    ...Object.entries({ ...usualEnvironment, ...contents.environment }).flatMap((pair) => [
      '--setenv',
      ...pair,
    ]),
    ...['--seccomp', String(contents.filterDescriptor), '--'],
    ...limiting(limits),
    ...contents.command,
  ]
}

const usualEnvironment = { PATH: '/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', LC_ALL: 'C.UTF-8' }

/** Where somebody without rights finds what lies in a folder that only root may enter. */
const borrowed = '/run/package'
const borrow = [
  'export PATH=/usr/sbin:/usr/bin:/sbin:/bin',
  'mount -t tmpfs -o mode=755 tmpfs /run',
  'mkdir /run/package',
  'mount --bind -- "$1" /run/package',
  'shift',
  'exec "$@"',
].join(' && ')

/** As root a limit of processes would not bind, and files of root could be read. */
function dropping({ asRoot }: BoxTools, shown: string): string[] {
  if (asRoot === null) return []
  const identity = ['--reuid', nobody, '--regid', nobody, '--clear-groups']
  return [
    ...[asRoot.unshare, '--mount', '--', '/bin/sh', '-c', borrow, 'sh', shown],
    ...[asRoot.setpriv, ...identity, '--inh-caps', '-all', '--no-new-privs', '--'],
  ]
}

function memoryFolder(path: string, size: number): string[] {
  return ['--size', String(size), '--tmpfs', path]
}

/** Inside, where processes are counted for this box alone and not with those of the person's session. */
function limiting({ output, memory, processes, openFiles, cpu }: BoxLimits): string[] {
  const limits = { nproc: processes, fsize: output, cpu, as: memory, nofile: openFiles, core: 0 }
  return ['/usr/bin/prlimit', ...Object.entries(limits).map(([name, most]) => `--${name}=${most}:${most}`)]
}
