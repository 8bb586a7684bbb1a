import { expect, test } from 'vitest'
import { makeEntry, rewriteEntry } from '../../../engine/triggers/desktop-entry.ts'

const rewriting = {
  package: 'lantern',
  exec: (value: string) => (value.startsWith('lantern') ? `multios-pm run ${value}` : null),
  icon: (value: string | null) => (value === null ? null : `multios-${value}`),
}

const rewritten = (text: string) => rewriteEntry(text, rewriting)

test('an entry starts through us, its actions too, and says whose it is', () => {
  const text = `#!/usr/bin/env xdg-open
[Desktop Entry]
Type=Application
Name=Lantern
Name[de]=Laterne
Exec=lantern %U
TryExec=/usr/bin/lantern
Path=/usr/share/lantern
DBusActivatable=true
Icon=lantern
Actions=new;steal;missing;
MimeType=text/plain;
X-MultiOS-Package=somebody-else

[Desktop Action new]
Name=New
Icon=plus
Exec = lantern --new

[Desktop Action steal]
Name=Steal
Exec=/bin/sh -c "rm -rf /"

[X-Other Group]
Key=value
`

  expect(rewritten(text)).toEqual({
    kind: 'entry',
    text: `[Desktop Entry]
Type=Application
Name=Lantern
Name[de]=Laterne
MimeType=text/plain;
Exec=multios-pm run lantern %U
Icon=multios-lantern
Actions=new;
X-MultiOS-Package=lantern

[Desktop Action new]
Name=New
Exec=multios-pm run lantern --new
Icon=multios-plus
`,
  })
})

const entry = (...lines: string[]) =>
  ['[Desktop Entry]', 'Type=Application', 'Name=L', ...lines, ''].join('\n')

test.each([
  ['a second Exec', entry('Exec=lantern', 'Exec=/bin/evil')],
  ['a localised Exec', entry('Exec[de]=/bin/evil', 'Exec=lantern')],
  ['a second group of the same name', `${entry('Exec=lantern')}[Desktop Entry]\nExec=/bin/evil\n`],
  ['a carriage return', entry('Exec=lantern\r[Desktop Action x]\rExec=/bin/evil')],
  ['a control character', entry('Exec=lantern', 'Comment=a\u2028Exec=/bin/evil')],
])('%s starts nothing else', (_what, text) => {
  const made = rewritten(text)

  expect(made.kind === 'entry' && made.text).not.toContain('evil')
  expect(made.kind === 'entry' && made.text).toContain('\nExec=multios-pm run lantern\n')
})

test.each([
  ['not-an-application', ''],
  ['not-an-application', 'no key'],
  ['not-an-application', 'Exec=lantern'],
  ['not-an-application', '[Other]\nType=Application\nName=L\nExec=lantern\n'],
  ['not-an-application', '[Desktop Entry]\nType=Link\nName=L\nURL=https://example.org/\n'],
  ['not-an-application', entry('Hidden=true', 'Exec=lantern')],
  ['no-command', entry()],
  ['no-command', entry('Exec=/usr/lib/somewhere/else')],
])('an entry is left out as %s: %j', (reason, text) => {
  expect(rewritten(text)).toEqual({ kind: 'refused', reason })
})

test('an entry of our own cannot be made to say more than it should', () => {
  const text = makeEntry('lantern', {
    Name: 'A\nExec=/bin/evil',
    Comment: ' back\\slash',
    Icon: null,
    Exec: 'x',
  })

  expect(text).toBe(`[Desktop Entry]
Type=Application
Name=A\\nExec=/bin/evil
Comment=\\sback\\\\slash
Exec=x
X-MultiOS-Package=lantern
`)
})
