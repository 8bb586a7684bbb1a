import { expect, test } from 'vitest'
import { explain } from '../../../engine/search/explain.ts'
import { mediaTypeNames } from '../../../engine/search/media-type-names.ts'
import { anIndexFile, asked } from './an-index.ts'
import { aDocument } from './universe.ts'

/** As their desktop entries list them: by whichever name. */
const listed: Readonly<Record<string, readonly string[]>> = {
  gimp: ['image/x-psd', 'image/x-xcf', 'image/png'],
  krita: ['image/vnd.adobe.photoshop', 'application/x-krita'],
  vlc: ['application/x-matroska', 'audio/x-mp3', 'video/avi'],
  mpv: ['video/x-matroska', 'audio/mpeg', 'audio/wav'],
  foliate: ['application/epub+zip', 'application/x-mobi8-ebook', 'application/x-cbz'],
  librecad: ['image/vnd.dxf', 'application/x-dwg'],
  cura: ['application/vnd.ms-pki.stl', 'model/3mf'],
  ark: ['application/x-tar', 'application/x-rar', 'application/x-compressed-tar'],
  editor: ['text/x-csrc', 'application/javascript'],
}
const documents = Object.entries(listed).map(([name, mediaTypes]) => aDocument({ name, mediaTypes }))
const { ask, names } = asked(documents.map((each, at) => ({ ...each, release: at + 1 })))

test.each([
  ['.psd', ['gimp', 'krita']],
  ['image/x-psd', ['gimp', 'krita']],
  ['image/vnd.adobe.photoshop', ['gimp', 'krita']],
  ['*.PSD', ['gimp', 'krita']],
  ['.xcf', ['gimp']],
  ['.mkv', ['mpv', 'vlc']],
  ['.mp3', ['mpv', 'vlc']],
  ['audio/mp3', ['mpv', 'vlc']],
  ['.wav', ['mpv']],
  ['.avi', ['vlc']],
  ['.epub', ['foliate']],
  ['.azw3', ['foliate']],
  ['.cbz', ['foliate']],
  ['.dwg', ['librecad']],
  ['image/vnd.dwg', ['librecad']],
  ['.stl', ['cura']],
  ['.rar', ['ark']],
  ['.tar.gz', ['ark']],
  ['.c', ['editor']],
  ['text/javascript', ['editor']],
  ['image/x-nobody-knows', []],
])('%s finds %j', (query, wanted) => {
  expect(names(query).toSorted()).toEqual(wanted)
})

test('why it is shown is told by the name that the app gives', () => {
  const first = ask('.psd').page[names('.psd').indexOf('gimp')]
  const texts = {
    command: [],
    label: ['Graphics', 'image/x-psd'],
    shown: { name: 'gimp', title: '', summary: '' },
  }

  expect(explain(first!.matched, texts, '.psd')).toEqual([{ field: 'label', text: 'image/x-psd' }])
})

test('each name and each ending is that of one type', () => {
  const all = mediaTypeNames.trim().split(/\s+/)

  expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([])
})

test('names of the same type take the room of one', () => {
  const many = 'image/psd image/x-psd image/photoshop image/x-photoshop application/photoshop'.split(' ')
  const sizeOf = (mediaTypes: readonly string[]): number =>
    anIndexFile([aDocument({ name: 'gimp', release: 1, mediaTypes })]).length

  expect(sizeOf(many)).toBe(sizeOf(many.slice(0, 1)))
})
