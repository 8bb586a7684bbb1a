import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { MediaFile } from '../../engine/model/repository-index.ts'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import { indexOf, publishIndex, sha256 } from './kit/hostile-repository.ts'

const drawing = (inside: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">${inside}</svg>`)

/** A thousand bytes that a browser draws ten million rectangles of, and answers nobody meanwhile. */
function multiplying(): Buffer {
  const levels = [1, 2, 3, 4, 5, 6, 7].map(
    (level) => `<g id="a${level}">${`<use href="#a${level - 1}"/>`.repeat(10)}</g>`,
  )
  return drawing(`<defs><rect id="a0" width="1" height="1"/>${levels.join('')}</defs><use href="#a7"/>`)
}

const head = (hex: string): Buffer => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(64)])

const pictures: Readonly<Record<string, readonly [MediaFile['type'], Buffer]>> = {
  honest: ['image/svg+xml', drawing('<rect width="64" height="64"/>')],
  multiplying: ['image/svg+xml', multiplying()],
  'no-xml': ['image/svg+xml', drawing('<g>')],
  'huge-png': ['image/png', head('89504e470d0a1a0a0000000d494844520000ffff0000ffff')],
  // Of 65,535 by 65,535 pixels. Browsers look at the bytes.
  'gif-for-png': ['image/png', head('474946383961ffffffff')],
  'bitmap-for-webp': ['image/webp', head('424d')],
}

test('no picture of a repository swells in the window that shows it', async () => {
  const repository = await aRepository(...Object.keys(pictures).map((name) => release(name, '1.0.0')))
  mkdirSync(path.join(repository.folder, 'metadata/icons'), { recursive: true })
  const iconOf = (name: string): MediaFile => {
    const [type, bytes] = pictures[name]!
    const file = `metadata/icons/${name}.${type.slice(6, 9)}`
    writeFileSync(path.join(repository.folder, file), bytes)
    return { path: file, sha256: sha256(bytes), size: bytes.length, type }
  }
  const index = indexOf(repository)
  await publishIndex(repository, {
    ...index,
    packages: index.packages.map((one) => {
      const words = { id: one.name, name: one.name, summary: 'A picture', description: 'A picture' }
      return {
        ...one,
        app: { ...words, content_rating: 'none', releases: [], screenshots: [], icon: iconOf(one.name) },
      }
    }),
  })
  const machine = await aMachine()
  await machine.use(repository)
  const { packages } = await machine.engine.run('catalog.search', { query: '' }, { signal: never })

  const shown = await Promise.all(
    packages.map(async ({ name, icon }) => {
      const file = icon?.replace(/^media\//, '') ?? ''
      const media = machine.engine.media(file, never).then(
        (picture) => picture?.type,
        (error: unknown) => (error as { failure?: { facts: object } }).failure?.facts,
      )
      return [name, await media]
    }),
  )

  const refused = expect.objectContaining({ reason: 'content' })
  expect(Object.fromEntries(shown)).toEqual({
    ...Object.fromEntries(Object.keys(pictures).map((name) => [name, refused])),
    honest: 'image/svg+xml',
  })
})
