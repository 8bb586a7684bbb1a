/** What a picture from a repository means for the white text that stands on it. */
export interface Art {
  /** A dark color of the picture's own, behind and beside it. */
  readonly ground: string
  /** White text would not hold 4.5:1 on it. */
  readonly needsScrim: boolean
}

/** Shares of the card's sides, from its start and its top. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How the card lays the picture out: where it is anchored, and between which shares it fades in. */
export interface Layout {
  readonly anchor: readonly [across: number, down: number]
  readonly fade: readonly [from: number, to: number] | null
}

export const layouts = {
  large: { anchor: [0.5, 1], fade: null },
  small: { anchor: [1, 0.5], fade: [0.34, 0.66] },
} as const satisfies Record<string, Layout>

type Pixel = readonly number[]

/** Pixels across: enough to find a bright spot, few enough to cost nothing. */
const width = 128

/** WCAG: white on a luminance above this has less than 4.5:1. */
const brightest = 1.05 / 4.5 - 0.05

/** Draws the picture as the card shows it, and looks at what is below each line of text. */
export function readArt(picture: HTMLImageElement, layout: Layout, lines: readonly Box[]): Art | null {
  const { clientWidth, clientHeight, naturalWidth, naturalHeight } = picture
  if (clientWidth === 0 || naturalWidth === 0) return null
  const height = Math.max(1, Math.round((width * clientHeight) / clientWidth))
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) return null

  const scale = Math.max(width / naturalWidth, height / naturalHeight)
  const [across, down] = layout.anchor
  const left = (width - naturalWidth * scale) * across
  const top = (height - naturalHeight * scale) * down
  context.drawImage(picture, left, top, naturalWidth * scale, naturalHeight * scale)
  const ground = groundOf(pixelsIn(context, { left: 0, top: 0, right: 1, bottom: 1 }))
  if (layout.fade) fadeIn(context, layout.fade, ground)
  const covered = lines.flatMap((line) => pixelsIn(context, line))
  return { ground, needsScrim: covered.some((pixel) => luminance(pixel) > brightest) }
}

function fadeIn(
  context: OffscreenCanvasRenderingContext2D,
  [from, to]: readonly [number, number],
  ground: string,
): void {
  const { height } = context.canvas
  const gradient = context.createLinearGradient(from * width, 0, to * width, 0)
  gradient.addColorStop(0, 'transparent')
  gradient.addColorStop(1, 'black')
  context.globalCompositeOperation = 'destination-in'
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
}

function pixelsIn(context: OffscreenCanvasRenderingContext2D, { left, top, right, bottom }: Box): Pixel[] {
  const { height } = context.canvas
  const [x, y] = [Math.floor(left * width), Math.floor(top * height)]
  const across = Math.max(1, Math.ceil(right * width) - x)
  const down = Math.max(1, Math.ceil(bottom * height) - y)
  const { data } = context.getImageData(x, y, across, down)
  return Array.from({ length: data.length / 4 }, (_, at) => [...data.slice(at * 4, at * 4 + 3)])
}

/** The mean color, darkened until white text holds on it with room to spare. */
export function groundOf(pixels: readonly Pixel[]): string {
  const mean = [0, 1, 2].map(
    (channel) => pixels.reduce((sum, pixel) => sum + (pixel[channel] ?? 0), 0) / pixels.length,
  )
  let share = 1
  while (share > 0.1 && luminance(mean.map((value) => value * share)) > brightest / 6) share -= 0.05
  return `rgb(${mean.map((value) => Math.round(value * share)).join(' ')})`
}

/** Relative luminance of sRGB bytes. */
export function luminance(pixel: Pixel): number {
  const [red = 0, green = 0, blue = 0] = pixel.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
