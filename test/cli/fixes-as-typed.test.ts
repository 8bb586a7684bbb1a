import { expect, test, vi } from 'vitest'
import { type ChangeRequest, OperationFailed } from '../../engine/index.ts'
import { requestCommands } from '../../cli/output/request.ts'
import { commandLine } from '../../cli/output/phrases.ts'
import { resolve, usualBudget, type ResolverInput } from '../../engine/resolver/resolve.ts'
import { plant } from '../engine/resolver/planted.ts'
import { asking } from '../engine/resolver/requests.ts'
import { patience } from '../engine/resolver/runs.ts'
import { aWorld, installedAfter, type World } from '../engine/resolver/world.ts'
import { release } from '../engine/resolver/release.ts'
import { aRun } from './kit/a-run.ts'

vi.setConfig({ testTimeout: patience })

const page = {
  width: null,
  command: (...words: string[]) => commandLine(words),
  beside: (...words: string[]) => commandLine(words),
}

/** What the engine is asked for when somebody types this. */
async function requestFrom(line: string): Promise<ChangeRequest> {
  const words = Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '')
  const result = await aRun([...words, '--dry-run'], {
    answers: { 'plan.make': () => ({ kind: 'nothing', names: [] }) },
  })
  const [asked] = result.asked
  if (asked?.[0] !== 'plan.make') throw new Error(`${line}: ${result.err}`)
  return (asked[1] as { request: ChangeRequest }).request
}

/** The command that fails when those of a fix are typed one after the other; null where all of them work. */
async function failing(fix: ChangeRequest, before: ResolverInput, declarations: Declarations) {
  let now = before
  for (const line of requestCommands(fix, page)) {
    const answer = resolve(asking(now, await requestFrom(line)), usualBudget, () => false)
    if (answer.kind !== 'solved') return `${line}: ${answer.kind}`
    now = { ...now, installed: installedAfter(answer, declarations, now.installed) }
  }
  return null
}

type Declarations = Parameters<typeof installedAfter>[1]

async function failuresIn(world: World, wishes: readonly string[], declarations: Declarations) {
  const input = world.input(...wishes)
  const answer = resolve(input, usualBudget, () => false)
  if (answer.kind !== 'unsolvable') throw new Error(answer.kind)
  const fixes = answer.explanation.fixes.flatMap(({ requests }) => requests)
  const failures = []
  for (const fix of fixes) failures.push(await failing(fix, input, declarations))
  return { lines: fixes.map((fix) => requestCommands(fix, page).join(' && ')), failures }
}

test('every fix of the 200 planted conflicts works when the commands that are shown are typed', async () => {
  const failures: string[] = []
  let shown = 0
  for (let number = 0; number < 200; number += 1) {
    const planted = plant(number)
    const world = aWorld(...planted.declarations)
      .having(...planted.installed)
      .from('main', 'stranger')
      .policy(planted.policy)
    const found = await failuresIn(world, planted.wishes, planted.declarations)
    shown += found.lines.length
    failures.push(...found.failures.flatMap((failure) => (failure === null ? [] : [`${number}: ${failure}`])))
  }

  expect(failures).toEqual([])
  expect(shown).toBeGreaterThan(200)
})

test('what comes from two repositories in one change is one command', async () => {
  const declarations = [
    release('lantern 2.0', { needs: ['wick >= 2'] }),
    release('wick 1.4'),
    release('wick 2.2', { repository: 'community' }),
    release('oil 1.0', { needs: ['wick'] }),
  ]
  const world = aWorld(...declarations)
    .from('main', 'community')
    .having('oil* 1.0', 'wick 1.4')

  expect(await failuresIn(world, ['install lantern'], declarations)).toEqual({
    lines: ['install lantern wick@community'],
    failures: [null],
  })
})

test('where several commands are needed, what makes room is typed first', async () => {
  const declarations = [
    release('old 1'),
    release('new 1', { needs: ['lib < 2'] }),
    release('lib 2'),
    release('lib 1'),
  ]
  const world = aWorld(...declarations).having('old* 1', 'lib* 2')

  expect(await failuresIn(world, ['replace old by new'], declarations)).toMatchObject({
    lines: ['install lib=1 && replace old new'],
    failures: [null],
  })
})

test('what has to go with the one that is replaced goes in the same command', async () => {
  const declarations = [
    release('app 1', { needs: ['lib'] }),
    release('lib 1'),
    release('foe 1', { conflicts: ['lib'] }),
  ]
  const world = aWorld(...declarations)
    .policy({ holds: new Set(['lib']) })
    .having('app* 1', 'lib 1')

  expect(await failuresIn(world, ['replace app by foe'], declarations)).toEqual({
    lines: ['replace app foe --remove lib'],
    failures: [null],
  })
})

test('a version that is not there leads back by the command that was meant, whatever the package is called', async () => {
  const typing = async (name: string, ...words: string[]) => {
    const failing = () => {
      throw new OperationFailed({
        code: 'release/not-found',
        facts: { name, wanted: '9', available: ['1.0'] },
      })
    }
    const { err } = await aRun(words, { answers: { 'plan.make': failing } })
    return err.split('\n').find((line) => line.includes('Try: '))
  }

  expect([
    await typing('jq', 'rollback', 'jq', '9'),
    await typing('rollback', 'install', 'rollback', '--version', '9'),
  ]).toEqual(['  Try: multios-pm rollback jq 1.0', '  Try: multios-pm install rollback --version 1.0'])
})
