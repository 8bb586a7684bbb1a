// Where the planets are: Keplerian elements and their rates for 1800-2050, good to a few
// arc minutes, and the age of the Moon. Pure: time comes in as milliseconds since 1970.
globalThis.orreryEphemeris = (() => {
  /** a (au), e, inclination, mean longitude, perihelion, node (degrees); second row: change a century. */
  const planets = [
    planet(
      'Mercury',
      87.969,
      [0.38709927, 0.20563593, 7.00497902, 252.2503235, 77.45779628, 48.33076593],
      [0.00000037, 0.00001906, -0.00594749, 149472.67411175, 0.16047689, -0.12534081],
    ),
    planet(
      'Venus',
      224.701,
      [0.72333566, 0.00677672, 3.39467605, 181.9790995, 131.60246718, 76.67984255],
      [0.0000039, -0.00004107, -0.0007889, 58517.81538729, 0.00268329, -0.27769418],
    ),
    planet(
      'Earth',
      365.256,
      [1.00000261, 0.01671123, -0.00001531, 100.46457166, 102.93768193, 0],
      [0.00000562, -0.00004392, -0.01294668, 35999.37244981, 0.32327364, 0],
    ),
    planet(
      'Mars',
      686.98,
      [1.52371034, 0.0933941, 1.84969142, -4.55343205, -23.94362959, 49.55953891],
      [0.00001847, 0.00007882, -0.00813131, 19140.30268499, 0.44441088, -0.29257343],
    ),
    planet(
      'Jupiter',
      4332.59,
      [5.202887, 0.04838624, 1.30439695, 34.39644051, 14.72847983, 100.47390909],
      [-0.00011607, -0.00013253, -0.00183714, 3034.74612775, 0.21252668, 0.20469106],
    ),
    planet(
      'Saturn',
      10759.22,
      [9.53667594, 0.05386179, 2.48599187, 49.95424423, 92.59887831, 113.66242448],
      [-0.0012506, -0.00050991, 0.00193609, 1222.49362201, -0.41897216, -0.28867794],
    ),
    planet(
      'Uranus',
      30688.5,
      [19.18916464, 0.04725744, 0.77263783, 313.23810451, 170.9542763, 74.01692503],
      [-0.00196176, -0.00004397, -0.00242939, 428.48202785, 0.40805281, 0.04240589],
    ),
    planet(
      'Neptune',
      60182,
      [30.06992276, 0.00859048, 1.77004347, -55.12002969, 44.96476227, 131.78422574],
      [0.00026291, 0.00005105, 0.00035372, 218.45945325, -0.32241464, -0.00508664],
    ),
  ]

  function planet(name, year, elements, rates) {
    return { name, year, elements, rates }
  }

  const radians = (degrees) => (degrees * Math.PI) / 180
  const turn = (degrees) => ((degrees % 360) + 360) % 360
  /** Days since 2000 January 1, 12:00. Universal time stands in for terrestrial time: about a minute. */
  const daysSince2000 = (time) => time / 86_400_000 - 10_957.5

  /** Heliocentric ecliptic place in au, and the angle around the Sun in degrees. */
  function place(planet, time) {
    const [a, e, inclination, longitude, perihelion, node] = elementsAt(planet, time)
    const anomaly = eccentricAnomaly(radians(turn(longitude - perihelion)), e)
    const along = a * (Math.cos(anomaly) - e)
    const across = a * Math.sqrt(1 - e * e) * Math.sin(anomaly)
    const w = radians(perihelion - node)
    const o = radians(node)
    const i = radians(inclination)
    const u = along * Math.cos(w) - across * Math.sin(w)
    const v = along * Math.sin(w) + across * Math.cos(w)
    const x = u * Math.cos(o) - v * Math.sin(o) * Math.cos(i)
    const y = u * Math.sin(o) + v * Math.cos(o) * Math.cos(i)
    const z = v * Math.sin(i)
    return { x, y, z, distance: Math.hypot(x, y, z), angle: turn((Math.atan2(y, x) * 180) / Math.PI) }
  }

  function elementsAt(planet, time) {
    const centuries = daysSince2000(time) / 36_525
    return planet.elements.map((element, index) => element + planet.rates[index] * centuries)
  }

  /** Kepler's equation by Newton's method; the planets' orbits need four rounds at most. */
  function eccentricAnomaly(mean, e) {
    let anomaly = mean + e * Math.sin(mean)
    for (let round = 0; round < 8; round += 1) {
      anomaly -= (anomaly - e * Math.sin(anomaly) - mean) / (1 - e * Math.cos(anomaly))
    }
    return anomaly
  }

  /** As seen from the Earth: distance in au, ecliptic longitude, and the angle from the Sun (degrees). */
  function seenFromEarth(planet, time) {
    const earth = place(planets[2], time)
    const there = place(planet, time)
    const [x, y, z] = [there.x - earth.x, there.y - earth.y, there.z - earth.z]
    const distance = Math.hypot(x, y, z)
    const towardSun = (-x * earth.x - y * earth.y - z * earth.z) / (distance * earth.distance)
    const elongation = (Math.acos(Math.min(1, Math.max(-1, towardSun))) * 180) / Math.PI
    const longitude = turn((Math.atan2(y, x) * 180) / Math.PI)
    const side = turn(longitude - turn(earth.angle + 180)) < 180 ? 'evening' : 'morning'
    return { distance, longitude, elongation, side }
  }

  /** The Moon's age by its largest periodic terms: `angle` from the Sun in degrees, `lit` from 0 to 1. */
  function moon(time) {
    const days = daysSince2000(time)
    const sunMean = radians(turn(357.5291 + 0.98560028 * days))
    const moonMean = radians(turn(134.9634 + 13.06499295 * days))
    const apart = turn(297.8502 + 12.190749117 * days)
    const d = radians(apart)
    const angle = turn(
      apart +
        6.289 * Math.sin(moonMean) -
        2.1 * Math.sin(sunMean) +
        1.274 * Math.sin(2 * d - moonMean) +
        0.658 * Math.sin(2 * d) +
        0.214 * Math.sin(2 * moonMean) -
        0.11 * Math.sin(d),
    )
    return { angle, lit: (1 - Math.cos(radians(angle))) / 2, name: phaseName(angle) }
  }

  function phaseName(angle) {
    const names = [
      'New Moon',
      'Waxing crescent',
      'First quarter',
      'Waxing gibbous',
      'Full Moon',
      'Waning gibbous',
      'Last quarter',
      'Waning crescent',
    ]
    // The four corners are moments; half a day (6 degrees) around each is called by its name.
    const corner = Math.round(angle / 90)
    if (Math.abs(angle - corner * 90) <= 6) return names[(corner % 4) * 2]
    return names[Math.floor(angle / 90) * 2 + 1]
  }

  return { planets, place, seenFromEarth, moon }
})()
