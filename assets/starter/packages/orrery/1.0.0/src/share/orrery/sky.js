// The picture: the Sun in the middle, each orbit in its true shape, distances drawn closer together.
globalThis.orrerySky = ({ host, onChoose }) => {
  const { planets, place } = globalThis.orreryEphemeris
  const half = 400
  const looks = {
    Mercury: ['#b9b4c7', 4.5],
    Venus: ['#f0cf94', 7],
    Earth: ['#6fb4ff', 7.5],
    Mars: ['#f0875f', 6],
    Jupiter: ['#e3b98d', 14],
    Saturn: ['#ead9a0', 12],
    Uranus: ['#9fe0e3', 9.5],
    Neptune: ['#7d93ff', 9.5],
  }
  const root = svg('svg', { viewBox: `${-half} ${-half} ${half * 2} ${half * 2}`, 'aria-hidden': 'true' })
  const orbits = new Map()
  const trails = new Map()
  const bodies = new Map()

  build()

  function svg(tag, attributes = {}, ...children) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag)
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
    node.append(...children)
    return node
  }

  /** From au to the picture: Mercury 57, Earth 109, Neptune 370. North is up at the March equinox line. */
  function spot({ x, y, distance }) {
    const drawn = 62 * distance ** 0.42 + 47 * (1 - Math.exp(-distance)) + 17 * Math.log10(1 + distance)
    const flat = Math.hypot(x, y)
    return [(x / flat) * drawn, (-y / flat) * drawn]
  }

  function build() {
    root.append(stars(), sun())
    for (const planet of planets) {
      const orbit = svg('path', { class: 'orbit' })
      const trail = svg('path', { class: 'trail', stroke: looks[planet.name][0], 'stroke-opacity': '0.55' })
      orbits.set(planet.name, orbit)
      trails.set(planet.name, trail)
      root.append(orbit, trail)
    }
    for (const planet of planets) {
      const body = bodyOf(planet)
      bodies.set(planet.name, body)
      root.append(body)
    }
    host.prepend(root)
  }

  /** The same sky on every visit: a small fixed sequence instead of chance. */
  function stars() {
    const group = svg('g')
    let seed = 7
    const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    for (let index = 0; index < 170; index += 1) {
      const [x, y, size, glow] = [next(), next(), next(), next()]
      group.append(
        svg('circle', {
          class: 'star',
          cx: ((x - 0.5) * half * 4).toFixed(1),
          cy: ((y - 0.5) * half * 2.6).toFixed(1),
          r: (0.5 + size).toFixed(2),
          opacity: (0.12 + glow * 0.45).toFixed(2),
        }),
      )
    }
    return group
  }

  function sun() {
    const glow = [46, 32, 23].map((r, index) =>
      svg('circle', { r, fill: '#ffd27a', opacity: 0.1 + index * 0.1 }),
    )
    return svg('g', {}, ...glow, svg('circle', { r: 16, fill: '#ffdf9a' }))
  }

  function bodyOf(planet) {
    const [color, size] = looks[planet.name]
    const disc = portrait(planet.name, color, size)
    const halo = svg('circle', { class: 'body__halo', r: size + 12 })
    const label = svg('text', { y: 5 })
    label.textContent = planet.name
    const group = svg('g', { class: 'body' }, halo, ...disc, label)
    group.addEventListener('click', () => onChoose(planet.name))
    return group
  }

  function portrait(name, color, r) {
    const disc = svg('circle', { r, fill: color })
    const shade = svg('path', {
      d: `M0 ${-r}A${r} ${r} 0 0 1 0 ${r}A${r * 1.6} ${r * 1.6} 0 0 0 0 ${-r}`,
      fill: '#0b0d22',
      opacity: '.22',
    })
    if (name === 'Saturn') {
      const ring = svg('ellipse', {
        rx: r * 1.9,
        ry: r * 0.6,
        fill: 'none',
        stroke: '#d9c48a',
        'stroke-width': r / 4.5,
        transform: 'rotate(-18)',
      })
      return [
        ring,
        disc,
        shade,
        svg('path', {
          d: `M${-r * 1.9} 0A${r * 1.9} ${r * 0.6} 0 0 0 ${r * 1.9} 0`,
          fill: 'none',
          stroke: '#f3e6bd',
          'stroke-width': r / 4.5,
          transform: 'rotate(-18)',
        }),
      ]
    }
    if (name === 'Jupiter') {
      const bands = svg('path', {
        d: `M${-r * 0.93} ${-r * 0.35}H${r * 0.93}M${-r * 0.96} ${r * 0.26}H${r * 0.96}`,
        stroke: '#b98762',
        'stroke-width': r / 6,
        opacity: '.8',
      })
      return [disc, bands, shade]
    }
    return [disc, shade]
  }

  /** A small picture for the list. */
  function icon(name) {
    const [color] = looks[name]
    return svg(
      'svg',
      { viewBox: '-13 -13 26 26', 'aria-hidden': 'true' },
      ...portrait(name, color, name === 'Saturn' ? 6.5 : 9),
    )
  }

  const line = (points) =>
    points.map(([x, y], index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

  function drawOrbits(time) {
    for (const planet of planets) {
      const points = Array.from({ length: 180 }, (_, index) =>
        spot(place(planet, time + (index / 180) * planet.year * 86_400_000)),
      )
      orbits.get(planet.name).setAttribute('d', `${line(points)}Z`)
    }
  }

  function draw(time) {
    const spots = planets.map((planet) => spot(place(planet, time)))
    for (const [index, planet] of planets.entries()) {
      const [x, y] = spots[index]
      const group = bodies.get(planet.name)
      turnLabel(group, looks[planet.name][1], isCrowded(spots, index))
      group.setAttribute('transform', `translate(${x.toFixed(2)} ${y.toFixed(2)})`)
      const steps = Array.from({ length: 19 }, (_, index) =>
        spot(place(planet, time - ((18 - index) / 18) * Math.min(planet.year * 0.14, 3_000) * 86_400_000)),
      )
      trails.get(planet.name).setAttribute('d', line(steps))
    }
  }

  /** Another planet, or the edge, is where the name would be written. */
  function isCrowded(spots, index) {
    const [x, y] = spots[index]
    if (x > half - 90) return true
    return spots.some(([otherX, otherY], other) => {
      const right = otherX - x
      return other !== index && right > 0 && right < 80 && Math.abs(otherY - y) < 18
    })
  }

  function turnLabel(group, size, isLeft) {
    const label = group.querySelector('text')
    label.setAttribute('x', isLeft ? -size - 9 : size + 9)
    label.setAttribute('text-anchor', isLeft ? 'end' : 'start')
  }

  function choose(name) {
    for (const [key, body] of bodies) body.classList.toggle('is-chosen', key === name)
    for (const [key, orbit] of orbits) orbit.classList.toggle('is-chosen', key === name)
  }

  return { draw, drawOrbits, choose, icon }
}
