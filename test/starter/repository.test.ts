import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { parse } from 'yaml'
import { Advisory } from '../../engine/model/advisory.ts'
import { allReleases, filesBelow, starter } from './starter-world.ts'

const Repository = v.strictObject({
  featured: v.pipe(
    v.array(
      v.strictObject({ package: v.string(), kicker: v.string(), headline: v.string(), art: v.string() }),
    ),
    v.length(3),
  ),
  collections: v.array(
    v.strictObject({
      id: v.string(),
      title: v.string(),
      summary: v.string(),
      pigment: v.picklist(['clay', 'ochre', 'moss', 'spruce', 'lake', 'indigo', 'plum', 'rose']),
      packages: v.pipe(v.array(v.string()), v.minLength(3)),
    }),
  ),
})

const releases = await allReleases()
const apps = new Set(releases.filter(({ yaml }) => yaml.app).map(({ name }) => name))
const repository = v.parse(Repository, parse(await readFile(path.join(starter, 'repository.yaml'), 'utf8')))

test('the repository says what it is in one line', async () => {
  const about = parse(await readFile(path.join(starter, 'about.yaml'), 'utf8')) as { description: string }

  expect(about.description).toMatch(/^[^\n]{20,100}$/)
})

test('the picks and the collections name programs of the repository', () => {
  const named = [
    ...repository.featured.map((pick) => pick.package),
    ...repository.collections.flatMap((one) => one.packages),
  ]

  expect(named.filter((name) => !apps.has(name))).toEqual([])
})

test('every program is in a collection or among the picks', () => {
  const shown = new Set([
    ...repository.featured.map((pick) => pick.package),
    ...repository.collections.flatMap((one) => one.packages),
  ])

  // Of the two clocks only one is shown: they cannot be installed together.
  expect([...apps].filter((name) => !shown.has(name))).toEqual(['clockwork'])
})

test('each pick has its picture', async () => {
  const sizes = await Promise.all(
    repository.featured.map(async ({ art }) => (await stat(path.join(starter, art))).size),
  )

  expect(sizes.every((size) => size > 1_000 && size < 60_000)).toBe(true)
})

test('the advisory is an OSV record about older versions of a program, fixed in its newest', async () => {
  const files = await readdir(path.join(starter, 'advisories'))
  const text = await readFile(path.join(starter, 'advisories', files[0]!), 'utf8')
  const advisory = v.parse(Advisory, JSON.parse(text))
  const [affected] = advisory.affected
  const versions = releases
    .filter(({ name }) => name === affected?.package.name)
    .map(({ version }) => version)

  expect(files).toEqual([`${advisory.id}.json`])
  expect({ ...affected?.package, versions: affected?.versions, events: affected?.ranges[0]?.events }).toEqual(
    {
      ecosystem: 'MultiOS',
      name: 'sprig',
      versions: ['1.0.0', '1.1.0'],
      events: [{ introduced: '0' }, { fixed: '1.2.0' }],
    },
  )
  expect(versions).toEqual(['1.0.0', '1.1.0', '1.2.0'])
})

test('the whole folder stays under three megabytes', async () => {
  const files = await filesBelow(starter)
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(starter, file))).size))

  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000)
})
