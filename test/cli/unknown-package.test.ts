import { expect, test } from 'vitest'
import { unknownPackage } from '../../cli/output/unknown-package.ts'

const command = (...words: readonly string[]): string => ['multios-pm', ...words].join(' ')

test('a package of which a repository has releases for others only is not called missing', () => {
  expect(unknownPackage({ name: 'helo', nearest: ['helo', 'hello'] }, { command })).toEqual({
    title: 'No release of "helo" can be taken here.',
    cause: null,
    fix: 'See why: multios-pm search helo --all',
  })
})
