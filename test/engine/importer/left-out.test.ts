import path from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { importPackages } from '../../../engine/importer/import-packages.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { findingWords } from '../../../engine/model/finding-words.ts'
import { never, repositorySigners, withFolder } from '../builder/kit.ts'
import { component } from '../appstream/kit.ts'
import { controlText, lampMembers, plain, writeDeb } from './deb-kit.ts'

const entry = '[Desktop Entry]\nType=Application\nExec=lamp\n'
const named = '<name>Lamp</name><summary>Gives light</summary><metadata_license>MIT</metadata_license>'
const keywords = Array.from({ length: 70 }, (_, at) => `<keyword>word ${at}</keyword>`).join('')

/** What a package brings to be shown, and what is said of it. */
const shown: Readonly<
  Record<string, readonly [files: Readonly<Record<string, string | Buffer>>, said: readonly string[]]>
> = {
  noise: [
    { 'usr/share/applications/a.desktop': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0x00]) },
    ['The desktop entry cannot be read. Accepted: UTF-8, at most 524288 bytes.'],
  ],
  several: [
    {
      'usr/share/applications/a.desktop': `${entry}Name=A\n`,
      'usr/share/applications/b.desktop': `${entry}Name=B\n`,
    },
    ['It has more apps than one, and a page for the first alone; not for: B.'],
  ],
  many: [
    {
      'usr/share/metainfo/a.xml': component(`<id>org.example.a</id>${named}<keywords>${keywords}</keywords>`),
    },
    ['Too long, and cut: keywords.'],
  ],
  odd: [
    {
      'usr/share/metainfo/a.xml': component(
        `<id>org.example.b</id>${named}<provides><mediatype>image</mediatype></provides>\n<extends>a b</extends>`,
      ),
    },
    [
      '"a b" is not what may stand there: an id such as org.example.App.',
      '"image" is not what may stand there: a media type such as image/png.',
    ],
  ],
  hidden: [
    { 'usr/share/metainfo/a.xml': component(`<id>org.example.c</id>${named}\0`) },
    ['The file cannot be read: It holds a control character.'],
  ],
}

test('what is left out of what a package brings to be shown has its line, and all packages come in', async () => {
  await withFolder(async (folder) => {
    const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date(0) }
    await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
    const files = await Promise.all(
      Object.entries(shown).map(async ([name, [brought]]) => {
        const control = controlText({ Package: name })
        const members = Object.entries(brought).map(([member, content]) => plain(member, content))
        return writeDeb(folder, `${name}.deb`, { control, members: [...lampMembers, ...members] })
      }),
    )

    const { imported, unshown } = await importPackages(
      {
        ...place,
        ...{ signer: createSigner(), publisher: 'Ada', environment: process.env, threads: 1 },
        sources: { kind: 'files', files },
      },
      never,
    )

    const said = unshown.map(({ name, findings }) => {
      const told = findings.filter(({ rule }) => rule !== 'icon/missing')
      return [name, told.map((finding) => findingWords(finding, (text) => `"${text}"`)).toSorted()]
    })
    expect(imported.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(shown)))
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(Object.entries(shown).map(([name, [, lines]]) => [name, lines])),
    )
  })
})
