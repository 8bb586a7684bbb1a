import path from 'node:path'
import { expect, test } from 'vitest'
import { findPlaces } from '../../../engine/config/places.ts'
import { hostPlaces } from '../../../main/ipc/host-places.ts'

const usual = { HOME: '/home/ada' }
const empty = { ...usual, MULTIOS_DATA_DIR: '', MULTIOS_CONFIG: '' }

test('an empty variable says nothing of where things are', () => {
  expect(findPlaces({ environment: empty, isRoot: false })).toEqual(
    findPlaces({ environment: usual, isRoot: false }),
  )
  expect(hostPlaces({ environment: empty, user: 1_000 })).toEqual(
    hostPlaces({ environment: usual, user: 1_000 }),
  )
})

test('a place that somebody named counts, wherever they stand', () => {
  const environment = { ...usual, MULTIOS_DATA_DIR: 'packages', MULTIOS_CONFIG: 'mine.toml' }

  expect(findPlaces({ environment, isRoot: false })).toMatchObject({
    data: path.resolve('packages'),
    isChosen: true,
    configFile: path.resolve('mine.toml'),
    keys: path.resolve('packages/keys'),
  })
})
