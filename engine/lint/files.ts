/** What a recipe names below src/: pictures and what is started. */
import { lstat, open } from 'node:fs/promises'
import path from 'node:path'
import { type Findings, note } from '../appstream/findings.ts'
import { maximumPictureBytes, pictureProblem, pictureType } from '../builder/check-picture.ts'
import type { ReadRecipe } from '../builder/recipe.ts'
import { maximumPixels, pictureSize } from '../pictures/picture-size.ts'
import { systemCode } from '../system-errors.ts'

type App = NonNullable<ReadRecipe['recipe']['app']>
type Path = readonly (string | number)[]

export async function judgeFiles(
  source: string,
  { recipe, document }: ReadRecipe,
  findings: Findings,
): Promise<void> {
  const { app } = recipe
  if (app === undefined) return
  const tree = path.join(source, 'src')
  const at = (...place: Path): number | null => document.lineOf(['app', ...place])
  await judgeIcon(tree, app, at, findings)
  for (const [index, { path: member }] of app.screenshots.entries()) {
    await judgeShot(tree, member, at('screenshots', index, 'path'), findings)
  }
  await judgeLaunchable(tree, app, at('launchable'), findings)
}

async function judgeIcon(
  tree: string,
  { icon }: App,
  at: (...place: Path) => number | null,
  findings: Findings,
): Promise<void> {
  const line = at('icon')
  if (icon === undefined) return note(findings, 'warning', 'icon/missing', { line })
  const bytes = await pictureOf(tree, icon, line, findings)
  if (bytes !== null) judgeIconPixels(bytes, line, findings)
}

export function judgeIconPixels(bytes: Uint8Array, line: number | null, findings: Findings): void {
  const size = pictureSize(bytes)
  const isDrawing = pictureType(bytes) === 'image/svg+xml'
  const pixels = size === null ? '' : `${size.width}×${size.height}`
  if (size !== null && size.width !== size.height) {
    note(findings, 'hint', 'icon/not-square', { line, value: pixels })
  }
  if (isDrawing || size === null || Math.min(size.width, size.height) >= 128) return
  const isTiny = Math.min(size.width, size.height) < 64
  note(findings, isTiny ? 'warning' : 'hint', 'icon/small', { line, value: pixels, accepted: '128×128, SVG' })
}

/** Pixels below which a screenshot is blurred on the page. */
const narrowest = 620

async function judgeShot(
  tree: string,
  member: string,
  line: number | null,
  findings: Findings,
): Promise<void> {
  const bytes = await pictureOf(tree, member, line, findings)
  if (bytes !== null) judgeShotPixels(bytes, line, findings)
}

export function judgeShotPixels(bytes: Uint8Array, line: number | null, findings: Findings): void {
  const size = pictureSize(bytes)
  if (size === null) return
  const { width, height } = size
  const value = `${width}×${height}`
  if (width * height > maximumPixels) {
    note(findings, 'error', 'screenshot/large', { line, value, accepted: String(maximumPixels) })
  }
  if (width < narrowest)
    note(findings, 'hint', 'screenshot/small', { line, value, accepted: String(narrowest) })
  const ratio = width / height
  if (ratio < 1 || ratio > 2.4) note(findings, 'hint', 'screenshot/ratio', { line, value, accepted: '16:9' })
}

/** Null where it is not there, or nothing that may be shown; then that is told. */
async function pictureOf(
  tree: string,
  member: string,
  line: number | null,
  findings: Findings,
): Promise<Uint8Array | null> {
  const bytes = await readUpTo(path.join(tree, member), maximumPictureBytes)
  if (bytes === null) {
    note(findings, 'error', 'icon/unusable', {
      line,
      value: member,
      accepted: `src/, ${maximumPictureBytes} bytes`,
    })
    return null
  }
  const problem = pictureProblem(bytes)
  if (problem === null) return bytes
  note(findings, 'error', 'icon/unusable', {
    line,
    value: `${member} ${problem}`,
    accepted: 'SVG, PNG, JPEG, WebP',
  })
  return null
}

/** Null where it is absent, no file, or longer. */
async function readUpTo(file: string, most: number): Promise<Uint8Array | null> {
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      return size > most ? null : await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(error) ?? '')) return null
    throw error
  }
}

async function judgeLaunchable(
  tree: string,
  { launchable }: App,
  line: number | null,
  findings: Findings,
): Promise<void> {
  if (launchable === undefined) return
  const { places, value } =
    launchable.kind === 'page'
      ? { places: [launchable.page], value: launchable.page }
      : { places: commandPlaces(launchable.exec), value: launchable.exec }
  for (const place of places) if (await isThere(path.join(tree, place))) return
  note(findings, 'error', 'launchable/missing', {
    line,
    value,
    accepted: places.map((one) => `src/${one}`).join(', '),
  })
}

function commandPlaces(exec: string): string[] {
  return exec.includes('/')
    ? [exec]
    : ['bin', 'usr/bin', 'usr/games', 'usr/sbin', 'sbin'].map((one) => `${one}/${exec}`)
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    (found) => found.isFile() || found.isSymbolicLink(),
    () => false,
  )
}
