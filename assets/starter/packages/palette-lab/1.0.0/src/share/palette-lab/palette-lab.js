const { el, openStorage, toast, copy } = globalThis.kit
const color = globalThis.paletteColor
const storage = openStorage()
const at = (id) => document.querySelector(`#${id}`)
const rules = [
  { label: 'Body text', wanted: 4.5, grade: 'AA' },
  { label: 'Body text', wanted: 7, grade: 'AAA' },
  { label: 'Large text', wanted: 3, grade: 'AA' },
  { label: 'Large text', wanted: 4.5, grade: 'AAA' },
  { label: 'Icons and borders', wanted: 3, grade: 'AA' },
]
const names = { protanopia: 'No red cones', deuteranopia: 'No green cones', tritanopia: 'No blue cones' }
/** `rgb` is what a hex code can say; `hue` outlives a visit to gray, where a color has none. */
const chosen = { text: remembered('text', '#7a3b69'), ground: remembered('ground', '#fbf3e4') }

function start() {
  for (const role of ['text', 'ground']) {
    const part = parts(role)
    part('picker').addEventListener('input', () => set(role, part('picker').value))
    part('code').addEventListener('input', () => set(role, part('code').value, 'code'))
    part('code').addEventListener('change', () => paint())
    for (const name of ['lightness', 'chroma', 'hue'])
      part(name).addEventListener('input', () => slide(role, name))
  }
  at('swap').addEventListener('click', () => {
    Object.assign(chosen, { text: chosen.ground, ground: chosen.text })
    paint()
  })
  at('copy').addEventListener('click', async () => {
    const css = `color: ${color.toHex(chosen.text.rgb)};\nbackground-color: ${color.toHex(chosen.ground.rgb)};\n`
    toast((await copy(css)) ? 'Copied both colors' : 'The browser refused to copy')
  })
  paint()
}

function remembered(role, fallback) {
  return made(color.parse(storage.get(`palette-lab.${role}`) ?? '') ?? color.parse(fallback))
}

function made(rgb, hue) {
  const lch = color.toOklch(rgb)
  return { rgb, lch: { ...lch, hue: lch.chroma < 0.004 ? (hue ?? lch.hue) : lch.hue } }
}

function parts(role) {
  const section = document.querySelector(`[data-role="${role}"]`)
  return (name) => section.querySelector(`[data-part="${name}"]`)
}

function set(role, text, typedIn) {
  const rgb = color.parse(text)
  parts(role)('code').setAttribute('aria-invalid', String(rgb === null))
  if (rgb === null) return
  chosen[role] = made(rgb, chosen[role].lch.hue)
  paint(typedIn === 'code' ? role : null)
}

function slide(role, name) {
  const value = Number(parts(role)(name).value)
  const lch = { ...chosen[role].lch, [name]: name === 'lightness' ? value / 100 : value }
  // The sliders say what was asked for, even where the screen cannot follow.
  chosen[role] = { rgb: color.parse(color.toHex(color.fromOklch(lch))), lch }
  paint()
}

/** `typing`: the role whose code field the person is typing in, left as it is. */
function paint(typing = null) {
  for (const role of ['text', 'ground']) {
    const part = parts(role)
    const hex = color.toHex(chosen[role].rgb)
    storage.set(`palette-lab.${role}`, hex)
    part('picker').value = hex
    if (typing !== role) {
      part('code').value = hex
      part('code').setAttribute('aria-invalid', 'false')
    }
    part('lightness').value = chosen[role].lch.lightness * 100
    part('chroma').value = chosen[role].lch.chroma
    part('hue').value = chosen[role].lch.hue
  }
  const { text, ground } = chosen
  dress(at('stage'), text.rgb, ground.rgb)
  verdict(color.contrast(text.rgb, ground.rgb))
  at('ramp').replaceChildren(...color.ramp(text.rgb).map(shade))
  at('eyes').replaceChildren(...color.visions.map(eye))
}

function dress(node, text, ground) {
  node.style.setProperty('--the-text', color.toHex(text))
  node.style.setProperty('--the-ground', color.toHex(ground))
}

/** Rounded down: 4.499 is not 4.5. */
const spoken = (ratio) => (Math.floor(ratio * 100) / 100).toFixed(2)

function verdict(ratio) {
  at('ratio').textContent = spoken(ratio)
  at('marks').replaceChildren(
    ...rules.map(({ label, wanted, grade }) => {
      const good = ratio >= wanted
      const mark = el(
        'span',
        { class: `chip chip--${good ? 'good' : 'bad'}` },
        `${grade} ${good ? 'passes' : 'fails'}`,
      )
      return el('li', {}, el('span', {}, label), mark)
    }),
  )
  at('fixes').replaceChildren(...(ratio >= 7 ? [] : fixes(ratio)))
}

function fixes(ratio) {
  const wanted = ratio >= 4.5 ? 7 : 4.5
  const choices = [
    ['text', color.nearest(chosen.text.rgb, chosen.ground.rgb, wanted)],
    ['ground', color.nearest(chosen.ground.rgb, chosen.text.rgb, wanted)],
  ].filter(([, rgb]) => rgb !== null)
  if (choices.length === 0) return [`Neither color alone can reach ${wanted}: change both.`]
  const buttons = choices.map(([role, rgb]) => {
    const hex = color.toHex(rgb)
    const blob = el('span', { class: 'blob' })
    blob.style.setProperty('--shade', hex)
    const label = `${role === 'text' ? 'Text' : 'Background'} ${hex}`
    const button = el('button', { class: 'btn', type: 'button' }, blob, label)
    button.addEventListener('click', () => set(role, hex))
    return button
  })
  return [`Nearest that reaches ${wanted}:`, ...buttons]
}

function shade({ name, rgb }) {
  const ratio = color.contrast(rgb, chosen.ground.rgb)
  const hex = color.toHex(rgb)
  const passes = ratio >= 4.5
  const button = el(
    'button',
    {
      class: 'shade',
      type: 'button',
      title: hex,
      'aria-label': `Use shade ${name}, ${hex}, contrast ${spoken(ratio)}`,
    },
    el('b', {}, String(name)),
    el('span', { class: passes ? 'passes' : '' }, spoken(ratio)),
  )
  button.style.setProperty('--shade', hex)
  button.addEventListener('click', () => set('text', hex))
  return button
}

function eye(vision) {
  const text = color.seenWith(vision, chosen.text.rgb)
  const ground = color.seenWith(vision, chosen.ground.rgb)
  const box = el(
    'div',
    { class: 'eye' },
    names[vision],
    el('span', {}, `${spoken(color.contrast(text, ground))} to 1`),
  )
  dress(box, text, ground)
  return box
}

start()
