/** The icon of an app, out of the many that lie in a tree. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { maximumPictureBytes, pictureProblem, pictureType } from '../builder/check-picture.ts'
import { drawSquare } from '../pictures/draw.ts'
import { maximumPixels, pictureSize } from '../pictures/picture-size.ts'
import { pngProblem } from '../pictures/png-problem.ts'
import { svgOfXpm } from '../pictures/xpm.ts'
import { type Findings, note } from './findings.ts'
import { followLink, readTreeFile, type TreeFile, type UnpackedTree } from './tree.ts'

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
    const toDraw: TreeFile[] = []
    for (const { place, file } of candidates(tree, name)) {
      const verdict = file === null ? 'a file of the package' : await judge(tree, file)
      if (verdict === 'usable' && file !== null) return { path: file.path, bytes: null }
      if (verdict === 'to-draw' && file !== null) toDraw.push(file)
      else note(findings, 'warning', 'icon/unusable', { value: place, accepted: verdict })
    }
    const drawn = await drawFirst(tree, toDraw, findings)
    if (drawn !== null) return drawn
  }
  return null
}

/** Out of what lies beside the tree: a copy under a name that no other package has. */
export async function borrowIcon(
  { beside = [] }: UnpackedTree,
  names: readonly string[],
  owner: string,
): Promise<ChosenIcon | null> {
  for (const tree of beside) {
    const chosen = await chooseIcon(tree, names, { file: owner, all: [] })
    if (chosen === null) continue
    const bytes = chosen.bytes ?? (await readFile(path.join(tree.folder, chosen.path)))
    return { path: `usr/share/multios/icons/${owner}${path.posix.extname(chosen.path)}`, bytes }
  }
  return null
}

/** `to-draw` is a drawing that does more than draw, or an XPM; else what would do. A file that is too big is not read. */
async function judge(tree: UnpackedTree, file: TreeFile): Promise<string> {
  const bytes = await readTreeFile(tree, file, maximumPictureBytes)
  if (bytes === null) return `at most ${maximumPictureBytes} bytes`
  const isDrawn = /\.(?:svg|xpm)$/.test(file.path)
  if (pictureProblem(bytes, ['image/svg+xml', 'image/png']) !== null) return isDrawn ? 'to-draw' : 'PNG, SVG'
  if (pictureType(bytes) === 'image/png' && pngProblem(bytes) !== null) return 'a PNG that is whole'
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
    const isXpm = member.endsWith('.xpm')
    const drawing = bytes === null || !isXpm ? bytes : drawingOf(bytes)
    const drawn = drawing === null ? null : await drawSquare(drawing, drawnSize)
    if (drawn === null) note(findings, 'warning', 'icon/unusable', { value: member, accepted: 'PNG, SVG' })
    else if (!isXpm) note(findings, 'hint', 'icon/drawn', { value: member })
    if (drawn === null) continue
    const name = path.posix.basename(member).replace(/\.(?:svg|xpm)$/, '.png')
    return { path: `usr/share/icons/hicolor/${drawnSize}x${drawnSize}/apps/${name}`, bytes: drawn }
  }
  return null
}

function drawingOf(xpm: Uint8Array): Uint8Array | null {
  const svg = svgOfXpm(xpm)
  return svg === null ? null : Buffer.from(svg)
}

interface Candidate {
  /** Where it is looked for: a link, or the file itself. */
  readonly place: string
  /** Null for a link out of the package. */
  readonly file: TreeFile | null
}

function candidates(tree: UnpackedTree, name: string): Candidate[] {
  const links = (tree.links ?? []).map((link) => ({ place: link.path, file: () => followLink(tree, link) }))
  const files = tree.files.map((file) => ({ place: file.path, file: () => file }))
  const member = name.replace(/^\//, '')
  const isPath = name.includes('/')
  const plain = name.replace(/\.(?:png|svg|xpm)$/, '')
  const ranked = [...files, ...links].flatMap((one) => {
    const rank = isPath ? (one.place === member ? 0 : null) : rankOf(one.place, plain)
    return rank === null ? [] : [{ ...one, rank }]
  })
  return ranked
    .toSorted((a, b) => a.rank - b.rank || (a.place < b.place ? -1 : 1))
    .map(({ place, file }) => ({ place, file: file() }))
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
