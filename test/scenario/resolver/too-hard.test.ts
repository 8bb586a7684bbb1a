import { expect, test } from 'vitest'
import { aMachine, type Machine } from '../../kit/a-machine.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { wanted } from './told.ts'

/** One bird more than there are holes, which no search finds out in time. */
async function pigeons(): Promise<{
  readonly machine: Machine
  readonly birds: readonly { name: string }[]
}> {
  const holes = Array.from({ length: 11 }, (_, hole) => hole)
  const birds = [...holes, holes.length].map((bird) => ({ name: `bird-${bird}` }))
  const nests = birds.flatMap(({ name }) =>
    holes.map((hole) =>
      release(`${name}-in-${hole}`, '1').provides(`hole-${hole}`).conflictsWith(`hole-${hole}`),
    ),
  )
  const wishes = birds.map(({ name }) =>
    release(name, '1').needs(holes.map((hole) => `${name}-in-${hole}`).join(' | ')),
  )
  const machine = await aMachine()
  await machine.use(await aRepository(...nests, ...wishes))
  return { machine, birds }
}

test('a request that is too hard ends by itself, and as stopped for who stopped it meanwhile', async () => {
  const { machine, birds } = await pigeons()
  const solve = async (signal: AbortSignal) =>
    machine.engine
      .run('dependency.solve', { request: wanted(...birds) }, { signal })
      .catch((error: unknown) => error)
  const stop = new AbortController()
  const stopping = solve(stop.signal)
  // Heard of when the search is over, as a signal of the system is.
  setTimeout(() => stop.abort(new Error('stopped')), 0)

  expect(await stopping).toEqual(new Error('stopped'))
  expect(await solve(never)).toMatchObject({ failure: { code: 'plan/gave-up', facts: { packages: 12 } } })
})
