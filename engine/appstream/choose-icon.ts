/** The icon of an app, out of the many that lie in a tree. */
import path from 'node:path'
import { maximumPictureBytes, pictureProblem } from '../builder/check-picture.ts'
import { drawSquare } from '../pictures/draw.ts'
import { maximumPixels, pictureSize } from '../pictures/picture-size.ts'
import { type Findings, note } from './findings.ts'
import { readTreeFile, type TreeFile, type UnpackedTree } from './tree.ts'

/** `bytes` are there where it was drawn anew, and has to be put into the package at `path`. */
export interface ChosenIcon {
  readonly path: string
  readonly bytes: Uint8Array | null
}

/** Bytes of a drawing that is painted. */
const largestDrawing = 512 * 1024

/** Pixels of an icon that is drawn anew. */
const drawnSize = 128

/** The first of `names` that has a usable picture. Names are those of a theme, or paths. */
export async function chooseIcon(
  tree: UnpackedTree,
  names: readonly string[],
  findings: Findings,
): Promise<ChosenIcon | null> {
  for (const name of new Set(names)) {
    const unsafe: TreeFile[] = []
    for (const file of candidates(tree, name)) {
      const verdict = await judge(tree, file)
      if (verdict === 'usable') return { path: file.path, bytes: null }
      if (verdict === 'unsafe') unsafe.push(file)
      else note(findings, 'warning', 'icon/unusable', { value: file.path, accepted: verdict })
    }
    const drawn = await drawFirst(tree, unsafe, findings)
    if (drawn !== null) return drawn
  }
  return null
}

/** `unsafe` is a drawing that does more than draw; else what is wrong. A file that is too big is not read. */
async function judge(tree: UnpackedTree, file: TreeFile): Promise<string> {
  const bytes = await readTreeFile(tree, file, maximumPictureBytes)
  if (bytes === null) return `at most ${maximumPictureBytes} bytes`
  const isDrawing = file.path.endsWith('.svg')
  if (pictureProblem(bytes, ['image/svg+xml', 'image/png']) !== null) return isDrawing ? 'unsafe' : 'PNG, SVG'
  const pixels = pictureSize(bytes)
  if (pixels !== null && pixels.width * pixels.height > maximumPixels)
    return `at most ${maximumPixels} pixels`
  return 'usable'
}

/** What may not be shown as it is can still be looked at, and painted. */
async function drawFirst(
  tree: UnpackedTree,
  files: readonly TreeFile[],
  findings: Findings,
): Promise<ChosenIcon | null> {
  for (const file of files) {
    const { path: member } = file
    const bytes = await readTreeFile(tree, file, largestDrawing)
    const drawn = bytes === null ? null : await drawSquare(bytes, drawnSize)
    note(findings, drawn === null ? 'warning' : 'hint', drawn === null ? 'icon/unusable' : 'icon/drawn', {
      value: member,
    })
    if (drawn === null) continue
    const name = path.posix.basename(member).replace(/\.svg$/, '.png')
    return { path: `usr/share/icons/hicolor/${drawnSize}x${drawnSize}/apps/${name}`, bytes: drawn }
  }
  return null
}

function candidates({ files }: UnpackedTree, name: string): TreeFile[] {
  const member = name.replace(/^\//, '')
  const isPath = name.includes('/')
  const plain = name.replace(/\.(?:png|svg|xpm)$/, '')
  const ranked = files.flatMap((file) => {
    const rank = isPath ? (file.path === member ? 0 : null) : rankOf(file.path, plain)
    return rank === null ? [] : [{ file, rank }]
  })
  return ranked
    .toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1))
    .map(({ file }) => file)
}

const sizes = [
  'scalable',
  '128x128',
  '256x256',
  '512x512',
  '192x192',
  '96x96',
  '72x72',
  '64x64',
  '48x48',
  '32x32',
]

/** Null where it is no icon of that name. Smaller is better. */
function rankOf(file: string, name: string): number | null {
  const [, folder = '', base = ''] =
    /^(?:usr\/)?share\/(?:icons\/hicolor\/([^/]+)\/apps|pixmaps)\/([^/]+)$/.exec(file) ?? []
  if (!/\.(?:png|svg|xpm)$/.test(base) || base.slice(0, -4) !== name) return null
  if (folder === '') return sizes.length + (base.endsWith('.xpm') ? 2 : 1)
  const at = sizes.indexOf(folder)
  return at === -1 ? sizes.length : at
}
