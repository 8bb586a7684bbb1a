const { el } = globalThis.kit
const { planets, place, seenFromEarth, moon } = globalThis.orreryEphemeris
const at = (id) => document.querySelector(`#${id}`)
const sky = globalThis.orrerySky({ host: at('sky'), onChoose: choose })
const first = Date.UTC(1800, 0, 1)
const last = Date.UTC(2050, 11, 31)
const rows = new Map()
let time = startTime()
let chosen = 'Earth'
let playing = null

/** `#2026-11-02` opens that day, so that a date can be passed on. */
function startTime() {
  const given = Date.parse(`${location.hash.slice(1)}T12:00:00Z`)
  return given >= first && given <= last ? given : Date.now()
}

function start() {
  for (const planet of planets) at('planets').append(listRow(planet))
  at('when').addEventListener('change', () => {
    const given = Date.parse(`${at('when').value}T12:00:00Z`)
    if (!Number.isNaN(given)) go(given)
  })
  at('back').addEventListener('click', () => go(time - 86_400_000))
  at('forward').addEventListener('click', () => go(time + 86_400_000))
  at('now').addEventListener('click', () => go(Date.now()))
  at('play').addEventListener('click', () => (playing === null ? play() : stop()))
  sky.drawOrbits(time)
  choose(chosen)
  paint()
}

function listRow(planet) {
  const far = el('span', { class: 'num' })
  const where = el('span', { class: 'quiet' })
  const button = el(
    'button',
    { class: 'planet', type: 'button' },
    sky.icon(planet.name),
    el('b', {}, planet.name),
    far,
    where,
  )
  button.addEventListener('click', () => choose(planet.name))
  rows.set(planet.name, { button, far, where })
  return el('li', {}, button)
}

function choose(name) {
  chosen = name
  sky.choose(name)
  for (const [key, { button }] of rows) button.setAttribute('aria-pressed', String(key === name))
}

function go(next) {
  stop()
  time = Math.min(last, Math.max(first, next))
  sky.drawOrbits(time)
  paint()
}

function play() {
  at('play').textContent = 'Pause'
  let before = performance.now()
  const frame = (now) => {
    time += Number(at('speed').value) * (now - before) * 86_400
    before = now
    if (time >= last) return go(last)
    paint()
    playing = requestAnimationFrame(frame)
  }
  playing = requestAnimationFrame(frame)
}

function stop() {
  cancelAnimationFrame(playing)
  playing = null
  at('play').textContent = 'Play'
}

function paint() {
  const day = new Date(time).toISOString().slice(0, 10)
  if (at('when').value !== day) at('when').value = day
  sky.draw(time)
  for (const planet of planets) describe(planet)
  const { angle, lit, name } = moon(time)
  at('phase').textContent = name
  at('moon').textContent = `The Moon, ${Math.round(lit * 100)}% lit`
  at('lit').setAttribute('d', moonPath(angle))
  if (playing === null) at('caption').textContent = `The solar system on ${day}, seen from the north`
}

function describe(planet) {
  const { far, where } = rows.get(planet.name)
  const here = place(planet, time)
  if (planet.name === 'Earth') {
    far.textContent = `${here.distance.toFixed(3)} au`
    where.textContent = 'from the Sun'
    return
  }
  const { distance, elongation, side } = seenFromEarth(planet, time)
  far.textContent = `${distance.toFixed(2)} au`
  where.textContent = sight(elongation, side)
}

function sight(elongation, side) {
  const angle = `${Math.round(elongation)}° from the Sun`
  if (elongation < 12) return `Lost in the Sun’s light, ${angle}`
  if (elongation > 165) return `Up all night, ${angle}`
  return `${side} sky, ${angle}`.replace(/^./, (letter) => letter.toUpperCase())
}

/** Lit limb as a half circle, terminator as half an ellipse; north up, as seen from the north. */
function moonPath(angle) {
  const r = 28
  const waxing = angle < 180
  const width = Math.abs(Math.cos((angle * Math.PI) / 180)) * r
  const gibbous = angle > 90 && angle < 270
  const limb = `M32 ${32 - r}A${r} ${r} 0 0 ${waxing ? 1 : 0} 32 ${32 + r}`
  const sweep = waxing === gibbous ? 1 : 0
  return `${limb}A${width.toFixed(2)} ${r} 0 0 ${sweep} 32 ${32 - r}Z`
}

start()
