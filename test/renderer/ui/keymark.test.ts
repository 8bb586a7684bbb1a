import { describe, expect, test } from 'vitest'
import { groupsOf, keymarkOf } from '../../../renderer/ui/keymark.ts'

const moss = '9F2C41D8A3B05E7714C8D96A2B03F1E45C7D81AA'

describe('a keymark', () => {
  test('is drawn as the design draws it', () => {
    expect(keymarkOf(moss)).toEqual({
      pigment: 'moss',
      path:
        'M5.4 2.5a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0zM10.4 2.5a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0z' +
        'M0 5h5v5a5 5 0 0 1-5-5zM5 5h5a5 5 0 0 1-5 5zM10 5h5v5a5 5 0 0 1-5-5zM15 5h5a5 5 0 0 1-5 5z' +
        'M0 10a5 5 0 0 1 5 5h-5zM5 10h5a5 5 0 0 1-5 5zM10 10h5v5a5 5 0 0 1-5-5zM20 10v5h-5a5 5 0 0 1 5-5z' +
        'M0 15h5v5h-5zM15 15h5v5h-5z',
    })
  })

  test('does not mind how the digits are written', () => {
    const spaced = groupsOf(moss).join(' ').toLowerCase()

    expect(keymarkOf(spaced)).toEqual(keymarkOf(moss))
  })

  test('changes when one of its bytes changes', () => {
    expect(keymarkOf(moss.replace('9F2C', '9E2C')).path).not.toBe(keymarkOf(moss).path)
  })

  test('looks at the first twenty bytes only', () => {
    expect(keymarkOf(`${moss}00ff`)).toEqual(keymarkOf(moss))
  })
})

describe('a fingerprint', () => {
  test('is read in groups of four', () => {
    expect(groupsOf('9f2c41d8a3')).toEqual(['9F2C', '41D8', 'A3'])
  })
})
