import type { Declaration, Policy } from '../../../engine/resolver/package-source.ts'
import { chanceOf, type Chance } from './chance.ts'
import { release, type Spec } from './release.ts'

/** A request that cannot be, among packages that have nothing to do with it. */
export interface Planted {
  readonly kind: string
  readonly declarations: readonly Declaration[]
  /** As `World.having` reads them. */
  readonly installed: readonly string[]
  readonly wishes: readonly string[]
  readonly policy: Partial<Policy>
}

interface Seed {
  readonly releases: readonly Declaration[]
  readonly installed?: readonly string[]
  readonly wishes: readonly string[]
  readonly policy?: Partial<Policy>
}

/** The same number plants the same conflict. */
export function plant(number: number): Planted {
  const chance = chanceOf(number)
  const kinds = Object.keys(sowings) as (keyof typeof sowings)[]
  const kind = kinds[number % kinds.length]!
  const seed: Seed = sowings[kind](chance)
  const noise = noiseAround(seed.releases, chance)
  return {
    kind,
    declarations: [...noise, ...seed.releases],
    installed: [...(seed.installed ?? []), ...installable(noise)],
    wishes: seed.wishes,
    policy: seed.policy ?? {},
  }
}

const sowings = {
  'shared library': (chance: Chance): Seed => {
    const users = [...'xyz'].slice(0, 1 + chance.below(3)).map((letter) => `app-${letter}`)
    const depth = chance.below(3)
    return {
      releases: [
        ...users.map((name) => release(`${name} 1`, { needs: ['core < 2'] })),
        ...['core 2', 'core 1'].map((label) => release(label)),
        ...chain('new 4', depth, ['core >= 2']),
        ...(chance.percent(60) ? [release('new 3', { needs: ['core'] })] : []),
      ],
      installed: [...users.map((name) => `${name}* 1`), 'core 1'],
      wishes: ['install new >= 4'],
    }
  },

  'direct conflict': (chance) => {
    const word = chance.pick(['conflicts', 'breaks'] as const)
    const isByName = chance.percent(50)
    const spec: Spec = { [word]: [isByName ? 'rival' : 'role'] }
    const reversed = chance.percent(50)
    const rival: Spec = reversed ? { [word]: ['comer'], provides: ['role'] } : { provides: ['role'] }
    const leaning = Array.from({ length: chance.below(3) }, (_, index) => `leaning-${index}`)
    return {
      releases: [
        release('comer 1', reversed ? {} : spec),
        release('rival 1', rival),
        ...leaning.map((name) => release(`${name} 1`, { needs: ['rival'] })),
      ],
      installed: ['rival* 1', ...leaning.map((name) => `${name}* 1`)],
      wishes: ['install comer'],
    }
  },

  'lack deep down': (chance) => {
    const wish = chance.pick(['install tool = 2', 'install tool >= 2'])
    const another = chance.percent(50)
    return {
      releases: [
        ...chain('tool 2', 1 + chance.below(5), [chance.pick(['nowhere', 'deep >= 9'])]),
        release('deep 3'),
        another ? release('fork 1', { provides: ['tool = 2.5'] }) : release('tool 1', { needs: ['deep'] }),
      ],
      wishes: [wish],
    }
  },

  'a needed library goes': (chance) => {
    const users = Array.from({ length: 1 + chance.below(3) }, (_, index) => `user-${index}`)
    const middle = chance.percent(50)
    return {
      releases: [
        release('lib 1'),
        release('middle 1', { needs: ['lib'] }),
        ...users.map((name) => release(`${name} 1`, { needs: [middle ? 'middle' : 'lib'] })),
      ],
      installed: ['lib 1', ...(middle ? ['middle 1'] : []), ...users.map((name) => `${name}* 1`)],
      wishes: ['remove lib'],
    }
  },

  'a hold in the way': (chance) => {
    const hasOlder = chance.percent(70)
    const older = hasOlder ? release('new 1', { needs: ['core'] }) : release('spare 1', { provides: ['new'] })
    return {
      releases: [
        ...chain('new 2', chance.below(3), ['core >= 2']),
        older,
        release('core 2'),
        release('core 1'),
      ],
      installed: ['core* 1'],
      wishes: [hasOlder ? 'install new >= 2' : 'install new'],
      policy: { holds: new Set(['core']) },
    }
  },

  'a pin in the way': (chance) => ({
    releases: [
      ...chain('new 2', chance.below(3), ['core >= 2']),
      release('new 1', { needs: ['core'] }),
      release('core 2'),
      release('core 1'),
    ],
    installed: chance.percent(50) ? ['core* 1'] : [],
    wishes: ['install new >= 2'],
    policy: { pins: [{ name: 'core', constraints: [{ operator: '<', version: '2' }], repository: null }] },
  }),

  'two wishes': (chance) => {
    const direct = chance.percent(50)
    return {
      releases: [
        release('left 1', direct ? { conflicts: ['right'] } : { needs: ['core < 2'] }),
        ...chain('right 1', chance.below(3), direct ? [] : ['core >= 2']),
        release('core 2'),
        release('core 1'),
        release('third 1'),
      ],
      wishes: ['install left', 'install right', ...(chance.percent(50) ? ['install third'] : [])],
    }
  },

  protected: (chance) => {
    const together = chance.percent(50)
    return {
      releases: [
        release('base 1', { needs: ['libbase'] }),
        release('libbase 1'),
        release('comer 2', { conflicts: ['base'] }),
        release('comer 1'),
        release('other 1'),
      ],
      installed: ['base* 1', 'libbase 1'],
      wishes: together ? ['install other', 'remove libbase'] : ['install comer >= 2'],
      policy: { protected: new Set(['base']) },
    }
  },

  'only a stranger has it': (chance) => {
    const inUse = chance.percent(50)
    return {
      releases: [
        ...chain('new 2', chance.below(3), ['core >= 2']),
        ...(chance.percent(50) ? [release('new 1', { needs: ['core'] })] : []),
        release('core 2', { repository: 'stranger' }),
        release('core 1'),
      ],
      installed: inUse ? ['core 1'] : [],
      wishes: ['install new >= 2'],
    }
  },

  'only a pre-release has it': (chance) => ({
    releases: [
      ...chain('new 2', chance.below(2), ['core >= 2-beta']),
      ...(chance.percent(50) ? [release('new 1', { needs: ['core'] })] : []),
      release('core 2-beta'),
      release('core 1'),
    ],
    wishes: ['install new >= 2'],
  }),
} satisfies Record<string, (chance: Chance) => Seed>

/** `label` needs a link that needs a link … that needs `needs`. */
function chain(label: string, links: number, needs: readonly string[]): readonly Declaration[] {
  const name = label.split(' ')[0]!
  const link = (index: number) => `${name}-link-${index}`
  return Array.from({ length: links + 1 }, (_, index) =>
    release(index === 0 ? label : `${link(index)} 1`, { needs: index === links ? needs : [link(index + 1)] }),
  )
}

/** Packages that use what the conflict is about, or each other, and take no part in it. */
function noiseAround(releases: readonly Declaration[], chance: Chance): readonly Declaration[] {
  const known = [
    ...new Set(releases.filter((each) => each.dependencies.length === 0).map(({ name }) => name)),
  ]
  const count = 20 + chance.below(40)
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const needs = [
      ...(index > 3 ? [`noise-${chance.below(index)}`] : []),
      ...(index > 3 && chance.percent(40) ? [`noise-${chance.below(index)} | ${chance.pick(known)}`] : []),
    ]
    const versions = chance.percent(30) ? ['1', '2'] : ['1']
    return versions.map((version) => release(`noise-${index} ${version}`, { needs }))
  })
}

/** The first few in version 1: they need only what comes before them. */
function installable(noise: readonly Declaration[]): readonly string[] {
  const first = noise.filter(({ version }) => version === '1').slice(0, 12)
  return first.map(({ name }, index) => `${name}${index % 3 === 0 ? '*' : ''} 1`)
}
