/**
 * Pictures of strangers, drawn as PNG. The drawing is done in WebAssembly: whatever a picture does to its decoder, it
 * reaches no file and no memory of ours.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { once } from '../base/once.ts'
import { expandsTooFar } from './expansion.ts'
import { maximumPixels, pictureSize } from './picture-size.ts'

const ready = once(async () => {
  const file = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')
  await initWasm(await readFile(file))
})

/** A square PNG of that many pixels; null where the picture cannot be drawn. `bytes` are an SVG or a PNG. */
export async function drawSquare(bytes: Uint8Array, pixels: number): Promise<Uint8Array | null> {
  await ready()
  const size = pictureSize(bytes)
  if (size === null || size.width * size.height > maximumPixels) return null
  try {
    return isPng(bytes) ? squareOfPng(bytes, pixels, size) : squareOfSvg(bytes, pixels)
  } catch (error) {
    // The library throws plain texts for what it cannot read, and an error where WebAssembly gave up.
    if (typeof error === 'string' || error instanceof Error) return null
    throw error
  }
}

function squareOfSvg(bytes: Uint8Array, pixels: number): Uint8Array | null {
  const text = Buffer.from(bytes).toString('utf8')
  if (expandsTooFar(text)) return null
  const resvg = new Resvg(text, { font: { loadSystemFonts: false } })
  const isWide = resvg.width >= resvg.height
  resvg.free()
  const png = render(text, { mode: isWide ? 'width' : 'height', value: pixels })
  return centred(png, pixels)
}

/** By halves: a picture made much smaller in one step loses its thin lines. */
function squareOfPng(bytes: Uint8Array, pixels: number, size: { width: number; height: number }): Uint8Array {
  let [png, { width, height }] = [bytes, size]
  const scale = Math.min(pixels / width, pixels / height)
  const [lastWidth, lastHeight] = [
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  ]
  while (width > lastWidth * 2) {
    ;[width, height] = [Math.ceil(width / 2), Math.ceil(height / 2)]
    png = render(drawing(image(png, { x: 0, y: 0, width, height }), width, height))
  }
  const isSquare = lastWidth === lastHeight && lastWidth === pixels
  if (isSquare && width === pixels && height === pixels && png !== bytes) return png
  const scaled = render(
    drawing(image(png, { x: 0, y: 0, width: lastWidth, height: lastHeight }), lastWidth, lastHeight),
  )
  return centred(scaled, pixels)
}

function centred(png: Uint8Array, pixels: number): Uint8Array {
  const { width, height } = pictureSize(png) ?? { width: 0, height: 0 }
  if (width === pixels && height === pixels) return png
  const place = { x: Math.floor((pixels - width) / 2), y: Math.floor((pixels - height) / 2), width, height }
  return render(drawing(image(png, place), pixels, pixels))
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function image(png: Uint8Array, { x, y, width, height }: Place): string {
  const data = Buffer.from(png).toString('base64')
  return `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" href="data:image/png;base64,${data}"/>`
}

function drawing(content: string, width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`
}

function render(svg: string, fitTo?: { mode: 'width' | 'height'; value: number }): Uint8Array {
  const resvg = new Resvg(svg, {
    font: { loadSystemFonts: false },
    ...(fitTo === undefined ? {} : { fitTo }),
  })
  try {
    const rendered = resvg.render()
    try {
      return rendered.asPng()
    } finally {
      rendered.free()
    }
  } finally {
    resvg.free()
  }
}

function isPng(bytes: Uint8Array): boolean {
  return bytes[0] === 0x89
}
