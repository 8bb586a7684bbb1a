import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository } from '../kit/a-repository.ts'
import { madeForUsr } from '../kit/made-for-usr.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import {
  belongingTo,
  boxes,
  ended,
  having,
  isRoot,
  pathWith,
  people,
  prootRuns,
  running,
  started,
  tools,
  until,
} from '../kit/usr-person.ts'
import { testWhere } from '../kit/where.ts'

for (const uid of people) {
  testWhere(boxes, 'bubblewrap')(
    `a program made for /usr finds its tree there, and the person's own things, as user ${uid}`,
    async () => {
      const person = belongingTo(uid, await having())
      const child = started(person, { args: ['a b', '-x'] })
      child.stdin!.end('typed\n')

      expect(await ended(child)).toEqual({
        status: 7,
        lines: [
          `usr: ${[...tools, 'look'].toSorted().join(' ')} `,
          'root: /bin /lib /root ',
          'configuration: as it came',
          'hosts: there',
          'number: 2',
          'arguments: a b -x',
          'input: typed',
          'variables: xterm  C.UTF-8 /etc/xdg shared',
          'own: my own file',
          'usr is read-only',
          'the profile is read-only',
        ],
      })
    },
  )
}

testWhere(boxes, 'bubblewrap')(
  'what stops us is heard by the program, which ends in its own way',
  async () => {
    const child = started(belongingTo(people[0]!, await having()), { program: 'wait' })
    await until(child, 'ready')
    const outcome = ended(child)

    child.kill('SIGTERM')

    expect(await outcome).toEqual({ status: 9, lines: ['heard TERM'] })
  },
)

testWhere(boxes, 'bubblewrap')('what runs in a terminal ends with us, however we end', async () => {
  const child = started(belongingTo(people[0]!, await having()), { program: 'hold' })
  await until(child, 'ready')
  const outcome = ended(child)

  child.kill('SIGKILL')

  // Its output is closed once nobody is left who could write to it.
  expect(await outcome).toEqual({ status: null, lines: [''] })
})

/**
 * Types Ctrl+C once the program is ready, and a line when it has heard it. A shell that is just about to read hears it
 * when it is typed once more.
 */
const pseudoterminal = `
import os, pty, re, select, sys
pid, terminal = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
said = b''
def until(text, again=b''):
    global said
    while text not in said:
        if select.select([terminal], [], [], 1)[0]: said += os.read(terminal, 4096)
        elif again: os.write(terminal, again)
until(b'ready')
os.write(terminal, b'\\x03')
until(b'heard INT', b'\\x03')
os.write(terminal, b'on\\n')
until(b'read')
try:
    while True:
        piece = os.read(terminal, 4096)
        if not piece: break
        said += piece
except OSError: pass
sys.stdout.write(re.sub(r'((\\^C)*heard INT\\n)+', '^Cheard INT\\n', said.decode().replace('\\r', '')))
print('status', os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`

testWhere(boxes && existsSync('/usr/bin/python3'), 'bubblewrap and python3 for a terminal')(
  'Ctrl+C in a terminal is for the program alone',
  async () => {
    const person = belongingTo(people[0]!, await having())
    const words = [process.execPath, '--input-type=module', '-e', running([], 'wait')]
    const terminal = spawn('python3', ['-c', pseudoterminal, ...words], {
      ...(isRoot ? { uid: person.uid, gid: person.uid } : {}),
      env: { PATH: process.env['PATH'], HOME: person.home, MULTIOS_DATA_DIR: person.data },
    })
    const outcome = ended(terminal)

    expect(await outcome).toEqual({ status: 0, lines: ['ready', '^Cheard INT', 'on', 'read on', 'status 0'] })
  },
)

/** The words of bubblewrap for what kernels and AppArmor answer. */
const refusals = [
  ['bwrap: setting up uid map: Permission denied', 'apparmor'],
  ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', 'apparmor'],
  ['bwrap: No permissions to create new namespace, likely because the kernel does not allow …', 'namespaces'],
  ['bwrap: Creating new namespace failed: Operation not permitted', 'namespaces'],
  ["bwrap: Can't mount proc on /newroot/proc: Operation not permitted", 'other'],
] as const

test('where nothing can show a program its /usr, it is refused with the reason', async () => {
  const machine = await having()
  const run = async (PATH: string) => {
    const engine = await aMachine({}, machine.data, { PATH })
    return engine.engine.runProgram('look', [], {}, never).catch((error: unknown) => error)
  }
  const facts = async (PATH: string) => (await run(PATH)) as { failure: { facts: unknown } }

  const none = await facts(pathWith({}))
  const answers = []
  for (const [words] of refusals) {
    answers.push((await facts(pathWith({ bwrap: `echo "${words}" >&2; exit 1` }))).failure.facts)
  }

  expect(none.failure).toEqual({
    code: 'launch/no-sandbox',
    facts: { program: 'look', reason: 'no-bwrap', detail: '' },
  })
  expect(answers).toEqual(refusals.map(([detail, reason]) => ({ program: 'look', reason, detail })))
})

testWhere(boxes, 'bubblewrap')(
  'where the kernel really makes no namespaces, that is the reason',
  async () => {
    const person = belongingTo(12_345, await having())
    const inside = ['--unshare-user', '--disable-userns', '--dev-bind', '/', '/', '--', process.execPath]
    const child = spawn('bwrap', [...inside, '--input-type=module', '-e', running([], undefined)], {
      ...(isRoot ? { uid: person.uid, gid: person.uid } : {}),
      // Without proot, which would be the next to be asked.
      env: {
        PATH: pathWith({ bwrap: `exec "$(PATH='${process.env['PATH']}' command -v bwrap)" "$@"` }),
        HOME: person.home,
        MULTIOS_DATA_DIR: person.data,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })

    const { status, lines } = await ended(child)

    expect(status).toBe(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({
      code: 'launch/no-sandbox',
      facts: { program: 'look', reason: 'namespaces', detail: expect.stringContaining('namespace') },
    })
  },
)

const tells = 'for word; do echo "$word" >> "$HOME/told"; done; exit 3'
/** Debian's proot is older than this option, and ends with 1 where it does not know one. */
const older = `test "$1" = --kill-on-exit && exit 1\ntest "$5" = "" && exit 0\n${tells}`
const newer = `test "$6" = "" && exit 0\n${tells}`

test.each([
  ['newer', newer, ['--kill-on-exit']],
  ['older', older, []],
] as const)(
  'proot is taken where bubblewrap cannot, and is told the same: a %s one',
  async (_age, proot, options) => {
    const machine = await having()
    const folder = pathWith({ bwrap: 'exit 1', proot })
    const { engine, data } = await aMachine({}, machine.data, { PATH: `${folder}:${process.env['PATH']}` })

    const status = await engine.runProgram('look', ['x'], {}, never)

    const told = readFileSync(path.join(data, 'told'), 'utf8')
    const tree = path.join(data, 'profile/trees/A')
    expect({ status, told: told.split('\n').slice(0, 6), end: told.split('\n').slice(-3) }).toEqual({
      status: 3,
      told: [...options, '-r', tree, '-b', `${tree}/usr/bin:/bin`, '-b', `${tree}/usr/lib:/lib`].slice(0, 6),
      end: ['/usr/bin/look', 'x', ''],
    })
  },
)

testWhere(prootRuns, 'proot')('by a real proot a program sees its own /usr and /etc', async () => {
  const person = belongingTo(people[0]!, await having())
  const PATH = `${pathWith({ bwrap: 'exit 1' })}:${process.env['PATH']}`
  const child = started(person, { args: ['x', 'y'], environment: { PATH } })
  child.stdin!.end('words')

  const { status, lines } = await ended(child)

  expect(status).toBe(7)
  expect(lines).toEqual(
    expect.arrayContaining([
      ...['configuration: as it came', 'hosts: there', 'arguments: x y', 'input: words', 'own: my own file'],
    ]),
  )
})

test('what runs from anywhere runs where there is no box, with the libraries of its tree', async () => {
  const mover = madeForUsr('mover', ['cat']).with({ relocatable: true })
  const { folder, fingerprint } = await aRepository(mover)
  const machine = await aMachine({}, path.join(temporaryFolder(), 'data'))
  await machine.use({ folder, fingerprint })
  await machine.install('mover')
  const tree = path.join(machine.data, 'profile/trees/A/usr')

  const wish = { name: 'mover', program: 'cat', args: ['/proc/self/maps'] }
  const child = started(belongingTo(people[0]!, machine), { ...wish, environment: { PATH: pathWith({}) } })
  const { status, lines } = await ended(child)

  const opened = lines.flatMap((line) => /\/.*$/.exec(line) ?? []).filter((file) => !file.startsWith('/dev/'))
  expect(status).toBe(0)
  expect(new Set(opened).size).toBeGreaterThanOrEqual(3)
  expect(opened.filter((file) => !file.startsWith(tree))).toEqual([])
})
