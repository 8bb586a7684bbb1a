import { describe, expect, test } from 'vitest'
import { resolve, usualBudget } from '../../../engine/resolver/resolve.ts'
import { release } from './release.ts'
import { aWorld } from './world.ts'

describe('owners of names', () => {
  const owners = [{ pattern: 'acme-*', repository: 'acme' }]
  const world = () =>
    aWorld(release('acme-tool 9'), release('acme-tool 1', { repository: 'acme' })).from('main', 'acme')

  test('offer them whatever the priorities are', () => {
    expect(world().policy({ owners }).after('install acme-tool')).toEqual(['acme-tool* 1'])
  })

  test('leave nothing to others, even where they have nothing themselves', () => {
    const others = aWorld(release('acme-tool 9')).from('main', 'acme').policy({ owners })
    expect(others.after('install acme-tool')).toBe(null)
    expect(world().from('main').policy({ owners }).after('install acme-tool')).toBe(null)
  })

  test('also say who may provide them', () => {
    const impostor = release('free-tool 1', { provides: ['acme-api = 2'] })
    const real = release('acme-core 1', { provides: ['acme-api = 1'], repository: 'acme' })
    const app = release('app 1', { needs: ['acme-api'] })
    const both = aWorld(app, impostor, real).from('main', 'acme').policy({ owners })
    expect(both.after('install app')).toEqual(['acme-core 1', 'app* 1'])
    expect(aWorld(app, impostor).from('main', 'acme').policy({ owners }).after('install app')).toBe(null)
  })

  test('do not let what conflicts with a name come beside a stranger who provides it', () => {
    const keeper = release('keeper 1', { conflicts: ['acme-api < 3'] })
    const stranger = release('stranger 1', { provides: ['acme-api = 2'] })
    const beside = aWorld(keeper, stranger, release('editor 1')).from('main', 'acme').policy({ owners })
    expect(beside.having('keeper* 1').explain('install stranger').clash).toEqual([
      'wanted stranger ',
      'conflicts keeper 1 acme-api < 3 stranger 1',
      'installed keeper 1',
    ])
    expect(beside.having('keeper 1').after('install stranger')).toEqual(['stranger* 1'])
  })

  test('with the longer pattern come first', () => {
    const both = [...owners, { pattern: 'acme-tool', repository: 'main' }]
    expect(world().policy({ owners: both }).after('install acme-tool')).toEqual(['acme-tool* 9'])
  })

  test('win over a request that names another repository', () => {
    const world = aWorld(release('base 1'), release('base 2', { repository: 'other' }))
      .from('main 100', 'other 100')
      .policy({ owners: [{ pattern: 'base', repository: 'main' }] })
    const wish = { kind: 'install', name: 'base', constraints: [], repository: 'other' } as const
    const input = { ...world.input(), wishes: [wish] }
    expect(resolve(input, usualBudget, () => false)).toMatchObject({
      kind: 'unsolvable',
      explanation: {
        fixes: [{ requests: [{ kind: 'install', packages: [{ name: 'base', version: '= 1' }] }] }],
      },
    })
  })
})
