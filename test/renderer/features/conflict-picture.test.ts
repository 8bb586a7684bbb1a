import { expect, test } from 'vitest'
import type { ChangeRequest } from '../../../engine/model/plan.ts'
import { conflictPicture } from '../../../renderer/features/plan/conflict-picture.ts'
import { unsolvableTitle } from '../../../renderer/features/plan/plan-facts.ts'
import { conflict } from './pictures/rich-plans.ts'

test('the picture of a clash says of both what is installed and what was asked for, also where only the proof does', () => {
  const explanation = conflict.kind === 'unsolvable' ? conflict.explanation : null
  const clash = explanation!.clash.filter(({ kind }) => kind === 'depends')

  expect(conflictPicture({ ...explanation!, clash })).toMatchObject({
    left: { name: 'ferrowave', note: '4.0.1, you asked for this', needs: 'needs 4.0 or later' },
    right: { name: 'tapeloft', note: '5.1.4, installed', needs: 'needs below 4' },
    middle: { name: 'libsona' },
  })
})

test('what cannot be installed is named with the version that was asked for', () => {
  const wanted = (version?: string): ChangeRequest => ({
    kind: 'install',
    packages: [{ name: 'ferrowave', ...(version === undefined ? {} : { version }) }],
    force: false,
  })
  const titles = [wanted(), wanted('= 4.0.1'), wanted('>= 4')].map((request) =>
    unsolvableTitle(request, () => 'Ferrowave'),
  )

  expect(titles).toEqual([
    'Ferrowave can’t be installed yet',
    'Ferrowave 4.0.1 can’t be installed yet',
    'Ferrowave 4 or later can’t be installed yet',
  ])
})
