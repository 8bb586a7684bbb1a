import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRecipe } from '../../../engine/builder/recipe.ts'
import { aRecipe, failureIn, withFolder, writeTree } from './kit.ts'

async function refusal(recipe: string): Promise<unknown> {
  return withFolder(async (folder) => {
    await writeTree(folder, { 'package.yaml': recipe })
    const failure = await failureIn(readRecipe(folder))
    if (failure?.code !== 'recipe/invalid') return failure
    expect(failure.facts.file).toBe(path.join(folder, 'package.yaml'))
    const { line, key, problem, accepted } = failure.facts
    return [line, key, problem, accepted]
  })
}

/** The recipe of the specification, word for word. */
const specified = `name: my-application
version: 1.0.0
description: My awesome application
architecture: universal
maintainer: Developer <dev@example.com>
license: MIT

dependencies:
  - libssl3 >= 1.1.0
  - glibc >= 2.31

provides:
  - myapp

conflicts:
  - old-application >= 1.0.0

categories:
  - development
  - productivity

tags:
  - application
  - development-tool

homepage: https://example.com/my-app
source_url: https://github.com/user/my-app

install_scripts:
  pre_install: |
    # Pre-installation script
    echo "Installing my-application"
  post_install: |
    # Post-installation script
    echo "Configuration complete"

files:
  - bin/
  - lib/
  - share/my-app/
  - etc/my-app/

exclude_patterns:
  - "*.o"
  - "*.a"
  - ".git"
  - "tests/"
`

test('the recipe of the specification is read whole', async () => {
  await withFolder(async (folder) => {
    await writeTree(folder, { 'package.yaml': specified })

    const { recipe } = await readRecipe(folder)

    expect(recipe).toEqual({
      name: 'my-application',
      version: '1.0.0',
      version_scheme: 'semver',
      architecture: 'universal',
      description: 'My awesome application',
      maintainer: 'Developer <dev@example.com>',
      license: 'MIT',
      homepage: 'https://example.com/my-app',
      source_url: 'https://github.com/user/my-app',
      dependencies: ['libssl3 >= 1.1.0', 'glibc >= 2.31'],
      recommends: [],
      suggests: [],
      provides: ['myapp'],
      conflicts: ['old-application >= 1.0.0'],
      breaks: [],
      replaces: [],
      categories: ['development', 'productivity'],
      tags: ['application', 'development-tool'],
      install_scripts: {
        pre_install: '# Pre-installation script\necho "Installing my-application"\n',
        post_install: '# Post-installation script\necho "Configuration complete"\n',
      },
      files: ['bin/', 'lib/', 'share/my-app/', 'etc/my-app/'],
      exclude_patterns: ['*.o', '*.a', '.git', 'tests/'],
    })
  })
})

test.each(['1.0', '2.10', '1e3.1', '010', '0x10'])(
  'the version %s is its own text, not a number',
  async (version) => {
    await withFolder(async (folder) => {
      await writeTree(folder, { 'package.yaml': aRecipe('version_scheme: debian\n', { version }) })

      expect((await readRecipe(folder)).recipe.version).toBe(version)
    })
  },
)

const fieldNames = expect.stringMatching(/^(name, version, .*dependencies.*|id, name, summary, .*icon.*)$/)

const listed = 'a list, each entry on a line of its own after "- "'

describe('a recipe is refused with its line', () => {
  const cases: readonly [string, string, readonly unknown[]][] = [
    ['an unknown field', aRecipe('dependancies:\n  - x\n'), [6, 'dependancies', 'unknown field', fieldNames]],
    [
      'an unknown field inside app',
      aRecipe('app:\n  name: X\n  summary: Y\n  ikon: z\n'),
      [9, 'app.ikon', 'unknown field', fieldNames],
    ],
    ['a missing field', 'name: x\n', [1, 'version', 'missing', 'one line of text']],
    [
      'a name with capitals',
      aRecipe('', { name: 'Hello' }),
      [1, 'name', 'is "Hello"', 'a name starts with a letter or digit and holds a-z 0-9 + . _ -'],
    ],
    [
      'a version that is none',
      aRecipe('', { version: 'one' }),
      [2, 'version', 'is "one"', 'a version such as 1.2.0 or 2.0.0-beta.1'],
    ],
    [
      'a list where a text belongs',
      aRecipe('homepage: [a]\n'),
      [6, 'homepage', 'is a list', 'one line of text'],
    ],
    ['a list for a whole', '- name: x\n', [1, '', 'is a list', 'fields, each as "name: value"']],
    ['a text where a list belongs', aRecipe('tags: editor\n'), [6, 'tags', 'is "editor"', listed]],
    [
      'an unknown architecture',
      aRecipe('architecture: amd64\n'),
      [6, 'architecture', 'is "amd64"', 'x86_64, arm64, riscv64, universal'],
    ],
    [
      'a relation that is none',
      aRecipe('dependencies:\n  - good >= 1.0\n  - bad >=\n'),
      [8, 'dependencies.1', expect.stringContaining('"bad >="'), expect.any(String)],
    ],
    [
      'a relation of another version order',
      aRecipe('dependencies:\n  - bad >= 1:2.0-1\n'),
      [7, 'dependencies.0', expect.stringContaining('bad >= 1:2.0-1'), expect.any(String)],
    ],
    [
      'an address that is none',
      aRecipe('homepage: javascript:alert(1)\n'),
      [6, 'homepage', 'is "javascript:alert(1)"', 'an address that starts with https:// or http://'],
    ],
    [
      'an alias',
      aRecipe('tags: &a\n  - x\ncategories: *a\n'),
      [7, '', expect.stringMatching(/anchor|alias/), 'plain YAML, everything written out'],
    ],
    [
      'a tag',
      aRecipe('homepage: !!js/function x\n'),
      [6, '', expect.stringContaining('the tag'), 'plain YAML, everything written out'],
    ],
    ['a doubled field', aRecipe('name: other\n'), [6, '', 'Map keys must be unique', 'YAML']],
    ['broken YAML', aRecipe('tags: [a\n'), [expect.any(Number), '', expect.any(String), 'YAML']],
    [
      'a second document',
      `${aRecipe()}---\nname: other\n`,
      [6, '', 'begins a second document with "---"', 'YAML'],
    ],
    [
      'lists in lists without an end',
      aRecipe(`tags: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`),
      [expect.any(Number), '', 'is nested too deeply', 'YAML'],
    ],
    ['a text', 'just text', [1, '', 'is "just text"', 'fields, each as "name: value"']],
    ['nothing', '', [null, '', 'is empty', 'fields, each as "name: value"']],
    ['a field without a value', aRecipe('homepage:\n'), [6, 'homepage', 'is empty', 'one line of text']],
    ['fields where a list belongs', aRecipe('tags:\n  a: b\n'), [6, 'tags', 'is a group of fields', listed]],
    [
      'a text that is too long',
      aRecipe(`homepage: ${'x'.repeat(5_000)}\n`),
      [6, 'homepage', 'has 5000', 'at most 1,000 characters'],
    ],
    [
      'a long value, cut where it is told back',
      aRecipe(`architecture: ${'x'.repeat(5_000)}\n`),
      [6, 'architecture', `is "${'x'.repeat(59)}…`, 'x86_64, arm64, riscv64, universal'],
    ],
  ]
  test.each(cases)('%s', async (_name, recipe, facts) => {
    expect(await refusal(recipe)).toEqual(facts)
  })

  test('and a missing one by its path', async () => {
    await withFolder(async (folder) => {
      expect(await failureIn(readRecipe(folder))).toEqual({
        code: 'file/not-found',
        facts: { path: path.join(folder, 'package.yaml') },
      })
    })
  })

  test('and so is a folder in its place', async () => {
    await withFolder(async (folder) => {
      await mkdir(path.join(folder, 'package.yaml'))
      expect((await failureIn(readRecipe(folder)))?.code).toBe('file/not-found')
    })
  })
})
