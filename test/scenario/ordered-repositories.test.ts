import { beforeEach, expect, test } from 'vitest'
import { aManagedMachine, type ManagedMachine } from '../kit/a-managed-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const call = { signal: never }

let machine: ManagedMachine
let corp: TestRepository

/** `side` is what a person would take, `corp` what the administrator wants. */
beforeEach(async () => {
  corp = await aRepository(release('editor', '1.0'))
  const side = await aRepository(release('editor', '9.9'), release('only-here', '1.0'))
  machine = await aManagedMachine()
  await machine.use(side, undefined, 'side')
  await machine.use(corp, undefined, 'corp')
  await machine.engine.run('repository.configure', { name: 'side', priority: 1_000 }, call)
})

const ordered = () => machine.govern({ priority: [`file://${corp.folder}/*`] })

async function names(): Promise<string[]> {
  return (await machine.engine.run('repository.list', {}, call)).map(({ name }) => name)
}

test('the administrator’s first repository wins a name, whatever priority or version others have', async () => {
  const before = await names()
  ordered()

  await machine.install('editor')

  expect([before, await names()]).toEqual([
    ['side', 'corp'],
    ['corp', 'side'],
  ])
  expect(await machine.installed()).toEqual(['editor 1.0'])
})

test('the other one is taken where somebody names it, and where the first has nothing', async () => {
  ordered()

  await machine.multiosPm(['install', 'editor', '--repository', 'side', '--yes'])
  await machine.install('only-here')

  expect(await machine.installed()).toEqual(['editor 9.9', 'only-here 1.0'])
})

test('the rule is told with each release, and with the repository', async () => {
  ordered()
  const rule = `rule "priority[0]" of your administrator (${machine.administration.file})`

  const explained = await machine.multiosPm(['policy', 'explain', 'editor'])
  const listed = await machine.multiosPm(['repository', 'list', '--verbose'])
  const shown = await machine.multiosPm(['policy', 'show'])

  expect(explained.out).toBe(`editor 1.0 (corp): may be taken
  its repository comes before others here, says ${rule}
editor 9.9 (side): may be taken
`)
  expect(listed.out).toContain(`0, and before others by ${rule}`)
  expect(shown.out).toContain(`priority  file://${corp.folder}/*`)
})
