import path from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { controlFindings } from '../../../engine/importer/control-findings.ts'
import { parseStanza } from '../../../engine/importer/control.ts'
import { importPackages } from '../../../engine/importer/import-packages.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { findingWords } from '../../../engine/model/finding-words.ts'
import { never, repositorySigners, withFolder } from '../builder/kit.ts'
import { controlText, lampMembers, linkTo, writeDeb } from './deb-kit.ts'

function toldOf(fields: Readonly<Record<string, string>>): readonly string[] {
  return controlFindings(parseStanza(controlText(fields))).map((finding) =>
    findingWords(finding, (text) => `"${text}"`),
  )
}

test.each([
  ['nothing odd', {}, []],
  [
    'names in brackets',
    { Description: 'uses <stdio.h>, <ada@example.org> and a < b\n <https://example.org>' },
    [],
  ],
  [
    'what a terminal obeys',
    { Description: 'a \u001B[31mred\u202E lamp', Maintainer: 'A\u0007da <ada@example.org>' },
    ['It holds characters that nobody sees or that turn text around: Description, Maintainer.'],
  ],
  [
    'HTML',
    { Description: 'a <B>bold</B> lamp\n <img src=x onerror=alert(1)><script>alert(1)</script>' },
    ['Markup has no meaning here, and is shown as text or left out: b, img, script.'],
  ],
  [
    'a homepage that is none',
    { Homepage: 'javascript:alert(1)' },
    ['"javascript:alert(1)" is no address such as https://example.org.'],
  ],
  ['a book', { Description: `a lamp\n ${'light '.repeat(40_000)}` }, ['Too long, and cut: Description.']],
])('a control file with %s: what is not shown as it was written is told', (_, fields, told) => {
  expect(toldOf(fields)).toEqual(told)
})

test('the import goes on, tells what it cleaned, and why what holds files is refused', async () => {
  await withFolder(async (folder) => {
    const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date(0) }
    await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
    const files = [
      await writeDeb(folder, 'lamp.deb', { control: controlText({ Homepage: 'file:///etc/passwd' }) }),
      await writeDeb(folder, 'loop.deb', {
        control: controlText({ Package: 'loop' }),
        members: [...lampMembers, linkTo('usr/share/lamp', 'lamp')],
      }),
      await writeDeb(folder, 'empty.deb', { control: controlText({ Package: 'empty' }), members: [] }),
    ]

    const { imported, unshown, refused } = await importPackages(
      {
        ...place,
        ...{ signer: createSigner(), publisher: 'Ada <ada@example.org>' },
        ...{ environment: process.env, threads: 1, sources: { kind: 'files', files } },
      },
      never,
    )

    expect({
      imported: imported.map(({ name }) => name).filter((name) => !name.startsWith('multios-')),
      unshown: unshown.map(({ name, findings }) => [
        name,
        ...findings.map(({ rule, value }) => `${rule} ${value}`),
      ]),
      refused: refused.map(({ source, detail }) => [source, detail]).sort(),
    }).toEqual({
      imported: ['lamp'],
      unshown: [['lamp', 'url/form file:///etc/passwd']],
      refused: [
        ['empty.deb', 'nothing of it lies below /usr or /etc'],
        ['loop.deb', 'files: link without end: usr/share/lamp -> lamp'],
      ],
    })
  })
})
