import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, emptyRelease } from '../kit/a-repository.ts'
import { madeForUsr } from '../kit/made-for-usr.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { belongingTo, boxes, ended, isRoot, people } from '../kit/usr-person.ts'
import { testWhere } from '../kit/where.ts'

const program = path.resolve('bin/multios-pm')
const entry = `[Desktop Entry]
Type=Application
Name=Lantern
Exec=/usr/games/lantern --bright %F
TryExec=/usr/games/lantern
NoDisplay=true
Actions=dim;
[Desktop Action dim]
Name=Dim
Exec=lantern --dim
`
/** Says what it was given, where whoever started it can find it. */
const lantern =
  '#!/bin/sh\necho "lantern $*" > "$HOME/told.new"\nmv "$HOME/told.new" "$HOME/told"\necho lit\nexit 4\n'

const software = () =>
  aRepository(
    madeForUsr('tools', ['sh', 'env', 'mv', 'tr']),
    emptyRelease('lantern', '1.0')
      .needs('tools')
      .withFile('usr/games/lantern', lantern, true)
      .withFile('usr/sbin/lanternd', '#!/bin/sh\n', true)
      .withFile('usr/share/applications/lantern.desktop', entry)
      .with({
        alternatives: [{ name: 'light', link: 'usr/bin/light', path: 'usr/games/lantern', priority: 10 }],
      }),
  )

testWhere(boxes, 'bubblewrap and user namespaces')(
  'what was made for /usr is started by its name, by another name it goes by, and from the menu',
  async () => {
    const data = path.join(temporaryFolder(), 'data')
    const home = path.join(path.dirname(data), 'home')
    mkdirSync(home)
    const machine = await aMachine({}, data, { HOME: home, MULTIOS_EXPORTS: '1' })
    await machine.use(await software())
    await machine.install('lantern')
    const bin = path.join(home, '.local/bin')
    const commands = readdirSync(bin)
    const applications = path.join(home, '.local/share/applications')
    const exported = path.join(applications, 'multios-lantern-lantern.desktop')

    expect(commands).toEqual(['lantern', 'light'])
    expect(statSync(path.join(bin, 'light')).mode & 0o777).toBe(0o755)
    expect(readFileSync(path.join(bin, 'light'), 'utf8')).toBe(
      `#!/bin/sh\nexec ${program} --data-dir ${data} run lantern --program light -- "$@"\n`,
    )
    const exec = `${program} --data-dir ${data} run lantern --program lantern`
    expect(readFileSync(exported, 'utf8')).toBe(`[Desktop Entry]
Type=Application
Name=Lantern
NoDisplay=true
Exec=${exec} -- --bright %F
Actions=dim;
X-MultiOS-Package=lantern

[Desktop Action dim]
Name=Dim
Exec=${exec} -- --dim
`)

    const person = belongingTo(people[0]!, machine)
    const environment = {
      PATH: process.env['PATH'],
      HOME: home,
      MULTIOS_CONFIG: path.join(data, 'config.toml'),
    }
    const as = { ...(isRoot ? { uid: person.uid, gid: person.uid } : {}), env: environment }
    const typed = await ended(spawn(path.join(bin, 'light'), ['a b'], as))
    const told = readFileSync(path.join(home, 'told'), 'utf8')
    if (existsSync('/usr/bin/gio')) execFileSync('/usr/bin/gio', ['launch', exported, '/tmp/picture'], as)

    expect({ typed, told }).toEqual({ typed: { status: 4, lines: ['lit'] }, told: 'lantern a b\n' })
    if (existsSync('/usr/bin/gio')) {
      await expect
        .poll(() => readFileSync(path.join(home, 'told'), 'utf8'), { timeout: 20_000 })
        .toBe('lantern --bright /tmp/picture\n')
    }
  },
)
