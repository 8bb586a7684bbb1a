import { access, constants, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { AppRecord, Manifest } from '../../engine/model/manifest.ts'
import { allReleases, filesBelow } from './starter-world.ts'

const releases = await allReleases()
const names = new Set(releases.flatMap(({ name, yaml }) => [name, ...(yaml.provides ?? [])]))

/** The fields of package.yaml, in the words of the specification, and ours. */
const PackageFile = v.strictObject({
  name: Manifest.entries.name,
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  description: v.pipe(v.string(), v.minLength(10), v.maxLength(100)),
  architecture: v.literal('universal'),
  maintainer: v.literal('MultiOS Starter <starter@multios.example>'),
  license: v.picklist(['MIT', 'OFL-1.1']),
  dependencies: v.optional(v.array(v.string())),
  recommends: v.optional(v.array(v.string())),
  suggests: v.optional(v.array(v.string())),
  provides: v.optional(v.array(v.string())),
  conflicts: v.optional(v.array(v.string())),
  categories: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]+$/))), v.minLength(1)),
  tags: v.pipe(v.array(v.string()), v.minLength(1)),
  homepage: v.pipe(v.string(), v.url()),
  source_url: v.pipe(v.string(), v.url()),
  files: v.pipe(v.array(v.string()), v.minLength(1)),
  exclude_patterns: v.array(v.string()),
  app: v.optional(
    v.strictObject({
      ...AppRecord.entries,
      icon: v.string(),
      screenshots: v.optional(v.array(v.strictObject({ path: v.string(), caption: v.string() }))),
    }),
  ),
})

test('the repository offers at least ten programs, three of them in several versions', () => {
  const versions = Object.groupBy(releases, ({ name }) => name)
  const programs = Object.values(versions).filter((group) => group?.[0]?.yaml.app)
  const several = programs.filter((group) => (group?.length ?? 0) > 1)

  expect({ programs: programs.length >= 10, several: several.length >= 3 }).toEqual({
    programs: true,
    several: true,
  })
})

test('two programs provide text-viewer, and a third depends on it', () => {
  const providers = releases
    .filter(({ yaml }) => yaml.provides?.includes('text-viewer'))
    .map(({ name }) => name)
  const dependents = releases
    .filter(({ yaml }) => yaml.dependencies?.includes('text-viewer'))
    .map(({ name }) => name)

  expect({ providers, dependents: [...new Set(dependents)] }).toEqual({
    providers: ['lantern', 'leaf'],
    dependents: ['sprig'],
  })
})

test('the two clocks bring the same command and conflict with each other', () => {
  const clocks = releases.filter(({ yaml }) => yaml.provides?.includes('clockface'))

  expect(clocks.map(({ name, yaml }) => [name, yaml.conflicts])).toEqual([
    ['clockwork', ['sundial']],
    ['sundial', ['clockwork']],
  ])
})

describe.each(releases)('$name $version', ({ name, version, folder, yaml }) => {
  test('has a package.yaml with known fields only, and the name and version of its folder', () => {
    const read = v.safeParse(PackageFile, yaml)

    expect(read.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? []).toEqual([])
    expect([yaml.name, yaml.version]).toEqual([name, version])
  })

  test('lists every file it brings, and nothing that is not there', async () => {
    const brought = await filesBelow(path.join(folder, 'src'))
    const unlisted = brought.filter((file) => !yaml.files.some((listed) => file.startsWith(listed)))
    const empty = yaml.files.filter((listed) => !brought.some((file) => file.startsWith(listed)))

    expect({ unlisted, empty }).toEqual({ unlisted: [], empty: [] })
  })

  test('names only packages of this repository in its relations', () => {
    const relations = [yaml.dependencies, yaml.recommends, yaml.suggests, yaml.conflicts].flatMap(
      (list) => list ?? [],
    )

    expect(relations.filter((relation) => !names.has(relation.split(' ')[0] ?? ''))).toEqual([])
  })

  test('explains itself in a README', async () => {
    expect((await stat(path.join(folder, 'README.md'))).size).toBeGreaterThan(80)
  })

  test('has executable files in bin/, and only there', async () => {
    const brought = await filesBelow(path.join(folder, 'src'))
    const executable = await Promise.all(brought.map((file) => isExecutable(path.join(folder, 'src', file))))

    expect(brought.filter((_, index) => executable[index])).toEqual(
      brought.filter((file) => file.startsWith('bin/')),
    )
  })
})

describe.each(releases.filter(({ yaml }) => yaml.app))(
  'the program $name $version',
  ({ version, folder, yaml }) => {
    test('has its icon, its pictures and what it starts', async () => {
      const app = yaml.app!
      const shots = (app.screenshots ?? []).map((shot) => shot.path)
      const brought = await filesBelow(path.join(folder, 'src'))

      expect(
        [app.icon, ...shots, app.launchable.exec ?? app.launchable.page!].filter(
          (file) => !brought.includes(file),
        ),
      ).toEqual([])
    })

    test('says what is new, its own version first', () => {
      expect(yaml.app?.releases[0]?.version).toBe(version)
    })
  },
)

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK)
    .then(async () => ((await stat(file)).mode & 0o111) !== 0)
    .catch(() => false)
}
