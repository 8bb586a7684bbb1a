import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, wanting, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const place = 'etc/clock/clock.conf'

const versions = () =>
  aRepository(
    release('clock', '1.0').withFile(place, 'face = round\n'),
    release('clock', '1.1').withFile(place, 'face = round\n'),
    release('clock', '2.0').withFile(place, 'face = square\n'),
  )

/** What a program reads, what a person may edit, and what lies beside it. */
function configuration({ data }: Machine) {
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : null)
  return {
    program: read(path.join(data, 'profile/current', place)),
    person: read(path.join(data, 'config', place)),
    beside: read(path.join(data, `config/${place}.new`)),
  }
}

const edit = ({ data }: Machine, text: string) => writeFileSync(path.join(data, 'config', place), text)

test('a configuration file that nobody edited goes with the package, there and back', async () => {
  const machine = await aMachine()
  await machine.use(await versions())

  await machine.change(wanting('clock=1.0'))
  const first = configuration(machine)
  await machine.change(wanting('clock=2.0'))
  const second = configuration(machine)
  await machine.change({ kind: 'undo' })
  const back = configuration(machine)
  await machine.remove('clock')

  const round = { program: 'face = round\n', person: 'face = round\n', beside: null }
  const square = { program: 'face = square\n', person: 'face = square\n', beside: null }
  expect({ first, second, back }).toEqual({ first: round, second: square, back: round })
  expect(existsSync(path.join(machine.data, 'config/etc'))).toBe(false)
})

test('what a person edited stays, and a new default is put beside it', async () => {
  const machine = await aMachine()
  await machine.use(await versions())
  await machine.change(wanting('clock=1.0'))
  edit(machine, 'face = mine\n')

  await machine.change(wanting('clock=1.1'))
  const sameDefault = configuration(machine)
  await machine.change(wanting('clock=2.0'))
  const newDefault = configuration(machine)

  const mine = { program: 'face = mine\n', person: 'face = mine\n' }
  expect({ sameDefault, newDefault }).toEqual({
    sameDefault: { ...mine, beside: null },
    newDefault: { ...mine, beside: 'face = square\n' },
  })
})

test('an edited file survives the removal of its package, and the next installation', async () => {
  const machine = await aMachine()
  await machine.use(await versions())
  await machine.change(wanting('clock=1.0'))
  edit(machine, 'face = mine\n')

  await machine.remove('clock')
  const removed = configuration(machine)
  await machine.change(wanting('clock=1.0'))

  expect(removed).toEqual({ program: null, person: 'face = mine\n', beside: null })
  expect(configuration(machine)).toEqual({ program: 'face = mine\n', person: 'face = mine\n', beside: null })
})

test('purging removes it, edited or not', async () => {
  const machine = await aMachine()
  await machine.use(await versions())
  await machine.change(wanting('clock=1.0'))
  edit(machine, 'face = mine\n')
  await machine.change(wanting('clock=2.0'))

  await machine.change({ kind: 'remove', packages: ['clock'], purge: true, force: false })

  expect(configuration(machine)).toEqual({ program: null, person: null, beside: null })
})

test('verify tells an edited file apart from damage, and one that was deleted comes back', async () => {
  const machine = await aMachine()
  await machine.use(await versions())
  await machine.change(wanting('clock=1.0'))
  const verify = () => machine.engine.run('package.verify', {}, { signal: never })
  edit(machine, 'face = mine\n')
  const edited = await verify()
  rmSync(path.join(machine.data, 'config', place))
  rmSync(path.join(machine.data, 'profile/current', place))

  const restored = await machine.engine.run('package.restore', {}, { signal: never })

  expect(edited).toMatchObject([{ ok: true, problems: [], edited: [place] }])
  expect(restored).toEqual({ restored: [{ name: 'clock', path: place }], left: [] })
  expect(configuration(machine).person).toBe('face = round\n')
})

test('a change tells what became of configuration that a person edited', async () => {
  const machine = await aMachine()
  await machine.use(await versions())
  await machine.change(wanting('clock=1.0'))
  edit(machine, 'face = mine\n')

  const same = await machine.change(wanting('clock=1.1'))
  const other = await machine.change(wanting('clock=2.0'))
  const gone = await machine.remove('clock')
  await machine.change({ kind: 'undo' })
  const purged = await machine.change({ kind: 'remove', packages: ['clock'], purge: true, force: false })

  const file = path.join(machine.data, 'config', place)
  expect([same, other, gone, purged].map(({ configuration: told }) => told)).toEqual([
    undefined,
    [{ kind: 'offered', path: place, file: `${file}.new` }],
    [{ kind: 'kept', path: place, file }],
    [{ kind: 'purged', path: place, file: path.join(machine.data, 'purged/6', place) }],
  ])
})
