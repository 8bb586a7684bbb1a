// Color arithmetic: sRGB, OKLCH, contrast as WCAG 2 defines it, and how a color looks to people with
// other cones. Pure. Channels are 0-1; lightness 0-1; hue in degrees.
globalThis.paletteColor = (() => {
  const clamp = (value) => Math.min(1, Math.max(0, value))
  const linear = (channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
  const encoded = (channel) => (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055)

  /** `#abc`, `abcdef`, `rgb(1, 2, 3)` or `oklch(60% 0.1 200)` to channels; null when it is none of these. */
  function parse(text) {
    const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())
    if (hex !== null) {
      const full = hex[1].length === 3 ? hex[1].replace(/./g, '$&$&') : hex[1]
      return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    }
    const rgb = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/i.exec(text.trim())
    if (rgb !== null) {
      const channels = rgb.slice(1).map((channel) => Number(channel) / 255)
      return channels.every((channel) => channel <= 1) ? channels : null
    }
    const lch = /^oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([\d.]+)(?:deg)?\s*\)$/i.exec(text.trim())
    if (lch === null) return null
    const lightness = Number(lch[1]) / (lch[2] === '%' ? 100 : 1)
    return fromOklch({ lightness: clamp(lightness), chroma: Number(lch[3]), hue: Number(lch[4]) })
  }

  const toHex = (rgb) =>
    `#${rgb
      .map((channel) =>
        Math.round(clamp(channel) * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`

  function toOklch(rgb) {
    const [r, g, b] = rgb.map(linear)
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
    const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
    const second = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
    const hue = (Math.atan2(second, a) * 180) / Math.PI
    return { lightness, chroma: Math.hypot(a, second), hue: (hue + 360) % 360 }
  }

  function unclamped({ lightness, chroma, hue }) {
    const angle = (hue * Math.PI) / 180
    const a = chroma * Math.cos(angle)
    const b = chroma * Math.sin(angle)
    const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    return [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    ]
  }

  const inGamut = (rgb) => rgb.every((channel) => channel >= -0.0001 && channel <= 1.0001)

  /** Keeps lightness and hue, and gives up chroma until a screen can show the color. */
  function fromOklch(color) {
    if (inGamut(unclamped(color))) return unclamped(color).map((channel) => encoded(clamp(channel)))
    let low = 0
    let high = color.chroma
    for (let round = 0; round < 24; round += 1) {
      const chroma = (low + high) / 2
      if (inGamut(unclamped({ ...color, chroma }))) low = chroma
      else high = chroma
    }
    return unclamped({ ...color, chroma: low }).map((channel) => encoded(clamp(channel)))
  }

  function luminance(rgb) {
    const [r, g, b] = rgb.map(linear)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  /** WCAG 2.2 contrast ratio, 1 to 21. */
  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }

  /** The color nearest to `text` in lightness that reaches `wanted` on `ground`; null when none does. */
  function nearest(text, ground, wanted) {
    const from = toOklch(text)
    for (let step = 0; step <= 1000; step += 1) {
      for (const lightness of [from.lightness - step / 1000, from.lightness + step / 1000]) {
        if (lightness < 0 || lightness > 1) continue
        // Rounded to what a hex code can say, so that the promise holds for the code we print.
        const found = parse(toHex(step === 0 ? text : fromOklch({ ...from, lightness })))
        if (contrast(found, ground) >= wanted) return found
      }
    }
    return null
  }

  /** Eleven steps of one hue, 50 to 950, evenly light. */
  function ramp(rgb) {
    const { chroma, hue } = toOklch(rgb)
    const lights = [0.975, 0.94, 0.885, 0.81, 0.72, 0.63, 0.54, 0.46, 0.38, 0.3, 0.22]
    const names = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950]
    return names.map((name, index) => {
      const lightness = lights[index]
      const room = Math.sin(Math.PI * (0.12 + 0.8 * (1 - lightness))) // less chroma near white and black
      return { name, rgb: fromOklch({ lightness, hue, chroma: chroma * Math.min(1, 0.18 + room) }) }
    })
  }

  /** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
  const visions = {
    protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
    tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
  }

  function seenWith(vision, rgb) {
    const matrix = visions[vision]
    const [r, g, b] = rgb.map(linear)
    return [0, 3, 6].map((row) => encoded(clamp(matrix[row] * r + matrix[row + 1] * g + matrix[row + 2] * b)))
  }

  return {
    contrast,
    fromOklch,
    nearest,
    parse,
    ramp,
    seenWith,
    toHex,
    toOklch,
    visions: Object.keys(visions),
  }
})()
