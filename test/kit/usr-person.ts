import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { aMachine, type Machine } from './a-machine.ts'
import { aRepository, emptyRelease, type TestRepository } from './a-repository.ts'
import { madeForUsr } from './made-for-usr.ts'
import { temporaryFolder } from './temporary.ts'

export const isRoot = process.getuid?.() === 0
/** Whom these programs run as: a person without rights, and whoever runs the tests. */
export const people = isRoot ? [12_345, 0] : [process.getuid?.() ?? 0]
export const boxes = runs('bwrap', ['--unshare-pid', '--ro-bind', '/', '/', '--proc', '/proc', 'true'])
export const prootRuns = runs('proot', ['-r', '/', 'true'])

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Tells what it sees: each line is a question, and the answer to it. */
const look = `#!/bin/sh
echo "usr: $(ls /usr/bin | tr '\\n' ' ')"
echo "root: $(ls -d /bin /lib /root 2>&1 | tr '\\n' ' ')"
echo "configuration: $(cat /etc/look/look.conf)"
echo "hosts: $(test -s /etc/hosts && echo there)"
echo "number: $$"
echo "arguments: $*"
echo "input: $(cat)"
echo "variables: $TERM $LD_PRELOAD $LC_ALL $XDG_CONFIG_DIRS $SECRET"
echo "own: $(cat "$HOME/mine")"
touch /usr/bin/new 2>/dev/null || echo "usr is read-only"
touch "$MULTIOS_PROFILE/new" 2>/dev/null || echo "the profile is read-only"
exit 7
`
export const tools = ['sh', 'env', 'cat', 'ls', 'tr', 'touch', 'sleep', 'stty', 'test']

type Published = Pick<TestRepository, 'folder' | 'fingerprint'>
let made: Promise<Published> | null = null
const kept = mkdtempSync(path.join(tmpdir(), 'multios-test-'))
afterAll(() => rmSync(kept, { recursive: true, force: true }))

/** Built once for all tests: copies of a dozen files of this machine, and programs that need them. */
function software(): Promise<Published> {
  made ??= aRepository(
    madeForUsr('tools', tools),
    emptyRelease('look', '1.0')
      .needs('tools')
      .withFile('usr/bin/look', look, true)
      .withFile('usr/games/wait', waits, true)
      .withFile('usr/games/hold', '#!/bin/sh\necho ready\nexec sleep 1000\n', true)
      .withFile('etc/look/look.conf', 'as it came'),
  ).then(({ folder, fingerprint }) => {
    cpSync(folder, path.join(kept, 'repository'), { recursive: true })
    return { folder: path.join(kept, 'repository'), fingerprint }
  })
  return made
}

/** A line that it reads may be cut off by a signal; then it reads the next. */
const waits = `#!/bin/sh
trap 'echo heard TERM; exit 9' TERM
trap 'echo heard INT' INT
echo ready
read line || read line || exit 3
echo "read $line"
`

export async function having(environment: NodeJS.ProcessEnv = {}): Promise<Machine> {
  const { folder, fingerprint } = await software()
  const machine = await aMachine({}, path.join(temporaryFolder(), 'data'), environment)
  await machine.use({ folder, fingerprint })
  await machine.install('look')
  return machine
}

interface Person {
  readonly uid: number
  readonly home: string
  readonly data: string
}

/** Gives what was installed to a person, as if they had installed it. */
export function belongingTo(uid: number, { data }: Machine): Person {
  const home = path.join(path.dirname(data), 'home')
  mkdirSync(home, { recursive: true })
  writeFileSync(path.join(home, 'mine'), 'my own file')
  if (isRoot) execFileSync('chown', ['-R', `${uid}:${uid}`, path.dirname(data)])
  return { uid, home, data }
}

export const running = (args: readonly string[], program?: string, name = 'look') => `
  import { createEngine } from ${JSON.stringify(path.resolve('engine/index.ts'))}
  import { listenForInterrupt } from ${JSON.stringify(path.resolve('cli/interrupt.ts'))}
  const ctrlC = listenForInterrupt({ slow: () => undefined, force: () => undefined })
  ctrlC.handOver()
  const engine = await createEngine({ environment: process.env, command: 'test', starter: 'none' })
  const options = { program: ${JSON.stringify(program)}, endsWith: () => ctrlC.signal.reason.by }
  try {
    process.exitCode = await engine.runProgram('${name}', ${JSON.stringify(args)}, options, ctrlC.signal)
  } catch (error) {
    console.log(JSON.stringify(error.failure ?? String(error)))
    process.exitCode = 1
  }
  ctrlC.release()
  await engine.close()
`

interface Wish {
  readonly args?: readonly string[]
  readonly name?: string
  readonly program?: string
  readonly environment?: NodeJS.ProcessEnv
}

/** `multios-pm run look`, by a process of that person. */
export function started(
  { uid, home, data }: Person,
  { args = [], program, name, environment = {} }: Wish,
): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', running(args, program, name)], {
    ...(isRoot ? { uid, gid: uid } : {}),
    env: {
      ...{ PATH: process.env['PATH'], HOME: home, MULTIOS_DATA_DIR: data, SECRET: 'shared' },
      ...{
        TERM: 'xterm',
        LD_PRELOAD: '',
        XDG_CONFIG_DIRS: '/etc/xdg:/usr/local/etc/xdg',
        LC_ALL: 'xx_XX.UTF-8',
      },
      ...{ MULTIOS_CONFIG: path.join(home, 'config.toml'), ...environment },
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

interface Ended {
  readonly status: number | null
  readonly lines: readonly string[]
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let said = ''
  child.stdout?.on('data', (piece: Buffer) => (said += piece.toString('utf8')))
  return new Promise((done) => {
    child.once('close', (status) => done({ status, lines: said.trimEnd().split('\n') }))
  })
}

export async function until(child: ChildProcess, text: string): Promise<void> {
  for await (const piece of child.stdout!.iterator({ destroyOnReturn: false })) {
    if (String(piece).includes(text)) return
  }
  throw new Error(`it never said ${text}`)
}

/** A folder with links to what programs are found by, and with scripts in place of others. */
export function pathWith(scripts: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  execFileSync('chmod', ['755', folder])
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  }
  return folder
}
