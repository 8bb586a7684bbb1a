import { expect, test } from 'vitest'
import { toLocale } from '../../../engine/appstream/locale.ts'

test.each([
  ['de', 'de'],
  ['pt_BR', 'pt-BR'],
  ['zh_Hant_TW', null],
  ['zh-Hant', 'zh-Hant'],
  ['de_DE.UTF-8', 'de-DE'],
  ['de_AT@euro', 'de-AT'],
  ['sr@latin', 'sr-Latn'],
  ['sr_RS@Latn', 'sr-Latn-RS'],
  ['sd@deva', 'sd-Deva'],
  ['sr@ijekavianlatin', 'sr-Latn-ijekavsk'],
  ['sr-ijekavian', 'sr-ijekavsk'],
  ['ca@valencia', 'ca-valencia'],
  ['ca-valencia', 'ca-valencia'],
  ['es_419', 'es-419'],
  ['en@quot', null],
  ['x-test', null],
  ['C', null],
  ['klingon', null],
  ['de@old', null],
  ['de@constructor', null],
])('%s is %s', (posix, locale) => {
  expect(toLocale(posix)).toBe(locale)
})
