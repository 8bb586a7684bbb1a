import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { expect } from 'vitest'
import { aStore } from './a-store.ts'
import type { Packages } from './kit.ts'
import { testWhere } from '../../kit/where.ts'

const searched = '/usr/sbin:/usr/bin:/sbin:/bin'
const has = (tool: string) => existsSync(`/usr/bin/${tool}`)
const boxes = () => {
  try {
    execFileSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const schema = `<schemalist><schema id="org.example.lantern" path="/org/example/lantern/">
<key name="bright" type="b"><default>true</default></key></schema></schemalist>`

testWhere(has('glib-compile-schemas'), 'glib-compile-schemas')('schemas are compiled', async () => {
  const store = aStore(searched)

  const [output] = await store.run({ a: { files: { 'share/glib-2.0/schemas/a.gschema.xml': schema } } })

  expect(store.notes).toEqual([])
  expect(store.content(output)['share/glib-2.0/schemas/gschemas.compiled']).toContain('org.example.lantern')
})

testWhere(has('update-mime-database'), 'update-mime-database')(
  'types of files are made from what packages declare',
  async () => {
    const store = aStore(searched)
    const declared = `<?xml version="1.0"?><mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
<mime-type type="application/x-lantern"><comment>Lantern</comment><glob pattern="*.lantern"/></mime-type></mime-info>`

    const [output] = await store.run({ a: { files: { 'share/mime/packages/a.xml': declared } } })

    expect(store.notes).toEqual([])
    expect(Object.keys(store.content(output))).toEqual(
      expect.arrayContaining(['share/mime/mime.cache', 'share/mime/application/x-lantern.xml']),
    )
  },
)

testWhere(
  has('update-desktop-database') && has('gtk-update-icon-cache'),
  'update-desktop-database and gtk-update-icon-cache',
)('entries and icons are indexed', async () => {
  const store = aStore(searched)
  const index = '[Icon Theme]\nName=x\nDirectories=48x48/apps\n[48x48/apps]\nSize=48\n'
  const entry = '[Desktop Entry]\nType=Application\nName=A\nExec=a\nMimeType=text/x-a;\n'

  const outputs = await store.run({
    a: {
      files: {
        'share/applications/a.desktop': entry,
        'share/icons/x/index.theme': index,
        'share/icons/x/48x48/apps/a.png': 'png',
      },
    },
  })

  expect(outputs.map((output) => [output.id, Object.keys(store.content(output))])).toEqual([
    ['desktop-db', ['share/applications/mimeinfo.cache']],
    ['icon-cache', ['share/icons/x/icon-theme.cache']],
  ])
})

/** Files of this machine as a package made for /usr: a program, and all that it is linked to. */
function broughtAlong(program: string): Packages[string] {
  const linked = execFileSync('ldd', [program], { encoding: 'latin1' })
  const libraries = [...linked.matchAll(/(\/\S+\.so\S*)/g)].map(([file]) => file)
  const files = [program, ...libraries].map((file) => {
    const place = `usr/${file.replace(/^\/(usr\/)?/, '')}`
    const isProgram = file === program || file.includes('/ld-')
    return [place, { bytes: readFileSync(realpathSync(file)), isProgram }] as const
  })
  return { files: {}, binaries: Object.fromEntries(files) }
}

testWhere(boxes() && has('glib-compile-schemas'), 'bubblewrap and glib-compile-schemas')(
  'the tree’s own tool runs in a box that is the tree',
  async () => {
    const store = aStore('/usr/bin')
    const tool = realpathSync('/usr/bin/glib-compile-schemas')

    const [output] = await store.run({
      libglib: broughtAlong(tool),
      a: { files: { 'usr/share/glib-2.0/schemas/a.gschema.xml': schema } },
    })

    expect(store.notes).toEqual([])
    expect(store.content(output)['usr/share/glib-2.0/schemas/gschemas.compiled']).toContain(
      'org.example.lantern',
    )
  },
)

testWhere(boxes(), 'bubblewrap')('a boxed tool writes nowhere else', async () => {
  const store = aStore(searched)
  store.tool('glib-compile-schemas', `touch "$1/made"; touch '${store.data}/escaped' || true`)

  const [output] = await store.run({ a: { files: { 'share/glib-2.0/schemas/a.gschema.xml': schema } } })

  expect(Object.keys(store.content(output))).toEqual(['share/glib-2.0/schemas/made'])
  expect(readdirSync(store.data)).toEqual(['store'])
})

const loaders = '/usr/lib/x86_64-linux-gnu/gdk-pixbuf-2.0'

testWhere(
  boxes() && existsSync(`${loaders}/2.10.0/loaders/libpixbufloader-svg.so`),
  'bubblewrap and the SVG loader of gdk-pixbuf',
)('loaders of pictures are listed where programs will find them', async () => {
  const store = aStore(loaders + ':/usr/bin')
  const bytes = readFileSync(`${loaders}/2.10.0/loaders/libpixbufloader-gif.so`)
  const binary = { bytes, isProgram: false }
  const at = (below: string) => ({ [`${below}lib/x/gdk-pixbuf-2.0/2.10.0/loaders/gif.so`]: binary })

  const [output] = await store.run({ a: { files: {}, binaries: { ...at(''), ...at('usr/') } } })

  const content = store.content(output)
  expect(content['usr/lib/x/gdk-pixbuf-2.0/2.10.0/loaders.cache']).toContain(
    '"/usr/lib/x/gdk-pixbuf-2.0/2.10.0/loaders/gif.so"',
  )
  expect(content['lib/x/gdk-pixbuf-2.0/2.10.0/loaders.cache']).toContain(
    `"${store.data}/profile/current/lib/x/gdk-pixbuf-2.0/2.10.0/loaders/gif.so"`,
  )
})
