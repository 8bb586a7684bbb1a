import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { areExportsSettled, settleExports } from '../../../engine/triggers/settle-exports.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aPerson, applications, icons, lantern, lanternEntry, png, sundial } from './a-person.ts'

test('entries, icons and commands of what is installed are in the person’s own folders', async () => {
  const person = aPerson()

  const report = await person.settle({ lantern, sundial })

  const current = path.join(person.home, '../data/profile/current')
  const files = Object.fromEntries(Object.entries(person.everything()).filter(([, text]) => text !== '/'))
  expect(files).toEqual({
    [lanternEntry]: `[Desktop Entry]
Type=Application
Name=Lantern
Exec="/opt/multi os/multios-pm" run lantern --program lantern -- --at "a b" %U
Icon=multios-lantern-org.example.lantern
X-MultiOS-Package=lantern
`,
    [`${applications}/multios-sundial-org.example.sundial.desktop`]: `[Desktop Entry]
Type=Application
Name=sundial
Comment=About sundial
Exec="/opt/multi os/multios-pm" open sundial
Icon=multios-sundial-org.example.sundial
Terminal=false
Categories=Utility;
X-MultiOS-Package=sundial
`,
    [`${icons}/scalable/apps/multios-lantern-org.example.lantern.svg`]: '<svg/>',
    [`${icons}/symbolic/apps/multios-lantern-org.example.lantern-symbolic.svg`]: '<svg class="s"/>',
    [`${icons}/64x64/apps/multios-sundial-org.example.sundial.png`]: png(64),
    '.local/bin/lantern': `-> ${path.normalize(current)}/bin/lantern`,
    '.local/bin/sundial': `-> ${path.normalize(current)}/bin/sundial`,
  })
  expect(report).toMatchObject({ settled: true, removed: [], skipped: [] })
  expect(report.written).toHaveLength(7)
})

test('what is removed leaves nothing behind, not even folders', async () => {
  const person = aPerson()
  await person.settle({ lantern, sundial })

  const report = await person.settle({})

  expect(person.everything()).toEqual({})
  expect(report.removed).toHaveLength(7)
})

test('folders and files that were there before stay', async () => {
  const person = aPerson()
  mkdirSync(person.at(applications), { recursive: true })
  writeFileSync(person.at(`${applications}/mine.desktop`), 'mine')
  const before = person.everything()

  await person.settle({ lantern })
  await person.settle({})

  expect(person.everything()).toEqual(before)
})

test('a generation that exports the same rewrites nothing', async () => {
  const person = aPerson()
  await person.settle({ lantern })
  const before = statSync(person.at(lanternEntry), { bigint: true })

  const report = await person.settle({ lantern, library: { files: { 'lib/x': 'x' } } })

  expect(report).toEqual({ settled: true, written: [], removed: [], skipped: [] })
  const after = statSync(person.at(lanternEntry), { bigint: true })
  expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs])
})

test('whether all is in place is told by the record alone', async () => {
  const person = aPerson()
  const options = person.options({ lantern })

  const before = await areExportsSettled(options)
  await settleExports(options, never)
  const after = await areExportsSettled(options)

  expect([before, after, await areExportsSettled({ ...options, generation: 9 })]).toEqual([
    false,
    true,
    false,
  ])
})

test('an update replaces what changed', async () => {
  const person = aPerson()
  await person.settle({ lantern })
  const newer = {
    files: { ...lantern.files, 'share/icons/hicolor/scalable/apps/org.example.lantern.svg': '<svg id="2"/>' },
  }

  const report = await person.settle({ lantern: newer })

  const icon = person.at(`${icons}/scalable/apps/multios-lantern-org.example.lantern.svg`)
  expect(report.written).toEqual([icon])
  expect(readFileSync(icon, 'utf8')).toBe('<svg id="2"/>')
})

test('XDG_DATA_HOME says where entries go, and what was elsewhere goes with it', async () => {
  const person = aPerson()
  await person.settle({ lantern })
  const options = person.options({ lantern })
  const data = person.at('elsewhere')

  await settleExports({ ...options, environment: { ...options.environment, XDG_DATA_HOME: data } }, never)

  expect(Object.keys(person.everything()).filter((name) => name.endsWith('.desktop'))).toEqual([
    'elsewhere/applications/multios-lantern-org.example.lantern.desktop',
  ])
})

test('entries that nobody could use are left out, and said to be', async () => {
  const person = aPerson()
  const entry = (text: string) => `[Desktop Entry]\nType=Application\nName=N\n${text}\n`

  const report = await person.settle({
    odd: {
      files: {
        'bin/odd': '#!/bin/sh\n',
        'share/applications/a.desktop': entry('Exec=/usr/lib/odd/other'),
        'share/applications/b.desktop': 'nothing',
        'share/applications/c d.desktop': entry('Exec=odd'),
        'share/applications/big.desktop': entry(`Exec=odd\nComment=${'x'.repeat(1_000_001)}`),
      },
    },
  })

  expect(report.skipped.map(({ path: file, reason }) => [file, reason])).toEqual([
    ['share/applications/a.desktop', 'no-command'],
    ['share/applications/b.desktop', 'not-an-application'],
    ['share/applications/big.desktop', 'unreadable'],
  ])
})

test('two packages with names that run into each other keep their entries apart', async () => {
  const person = aPerson()
  const files = { 'bin/x': '#!/bin/sh\n' }
  const launchable = { kind: 'terminal' as const, exec: 'x' }

  await person.settle({
    a: { files, app: { id: 'b-c', launchable } },
    'a-b': { files: { 'bin/y': '#!/bin/sh\n' }, app: { id: 'c', launchable } },
  })

  const names = Object.keys(person.everything()).filter((name) => name.endsWith('.desktop'))
  expect(names).toEqual([
    expect.stringMatching(/multios-a-b-c-[0-9a-f]{8}\.desktop$/),
    `${applications}/multios-a-b-c.desktop`,
  ])
})

test('the cache of the desktop’s own tool goes with the last entry', async () => {
  const programs = temporaryFolder()
  const tool = path.join(programs, 'update-desktop-database')
  writeFileSync(tool, '#!/bin/sh\nls "$1" > "$1/mimeinfo.cache"\n')
  chmodSync(tool, 0o755)
  const person = aPerson({ PATH: `${programs}:/usr/bin:/bin` })

  await person.settle({ lantern })
  const cache = person.everything()[`${applications}/mimeinfo.cache`]
  await person.settle({})

  expect(cache).toBe('mimeinfo.cache\nmultios-lantern-org.example.lantern.desktop\n')
  expect(person.everything()).toEqual({})
})
