import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importCve } from '../../../../engine/advisories/import/cve.ts'
import { importDebian } from '../../../../engine/advisories/import/debian.ts'
import { readKev } from '../../../../engine/advisories/import/enrich.ts'
import { FeedRefused } from '../../../../engine/advisories/import/feed.ts'
import { importNvd } from '../../../../engine/advisories/import/nvd.ts'
import { importOsv } from '../../../../engine/advisories/import/osv.ts'

describe('hostile files', () => {
  const readers: readonly (readonly [string, (text: string) => unknown])[] = [
    ['OSV', importOsv],
    ['Debian', (wrong) => importDebian(wrong, null)],
    ['CVE', importCve],
    ['NVD', importNvd],
    ['KEV', readKev],
  ]
  const files: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['a web page', '<!doctype html>'],
    ['a key twice', '{"id":"A-1","id":"B-1","modified":"","affected":[]}'],
    ['__proto__', '{"__proto__":{"id":"A-1"}}'],
    ['a hundred thousand levels', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['a number that no double holds', '{"vulnerabilities":[1e400]}'],
    ['NaN', '{"vulnerabilities":[NaN]}'],
  ]

  test.each(
    readers.flatMap(([name, read]) => files.map(([what, wrong]) => [name, what, read, wrong] as const)),
  )('%s refuses %s', (_name, _what, read, wrong) => {
    expect(() => read(wrong)).toThrow(FeedRefused)
  })

  test.each(readers)(
    '%s reads any other JSON without a failure of its own, and calls nothing clean',
    (_, read) => {
      const odd = fc.jsonValue({ maxDepth: 4 })
      const keys = fc.constantFrom(
        'id',
        'affected',
        'package',
        'name',
        'vulnerabilities',
        'cve',
        'containers',
        'cna',
      )
      const shaped = fc.letrec((tie) => ({
        value: fc.oneof({ maxDepth: 5 }, odd, fc.dictionary(keys, tie('value')), fc.array(tie('value'))),
      })).value
      fc.assert(
        fc.property(fc.oneof(odd, shaped), (value) => {
          try {
            read(JSON.stringify(value))
          } catch (error) {
            expect(error).toBeInstanceOf(FeedRefused)
          }
        }),
        { numRuns: 100 },
      )
    },
  )
})
