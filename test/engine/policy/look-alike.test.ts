import { describe, expect, test } from 'vitest'
import { type Likeness, lookAlikes } from '../../../engine/policy/look-alike.ts'

/** Names under which people have been led to install something else, beside what they meant. */
const traps: readonly (readonly [string, string, Likeness])[] = [
  ['crossenv', 'cross-env', 'separators'],
  ['babelcli', 'babel-cli', 'separators'],
  ['node_fetch', 'node-fetch', 'separators'],
  ['jei1yfish', 'jellyfish', 'glyphs'],
  ['g00gle-cloud', 'google-cloud', 'glyphs'],
  ['nurnpy', 'numpy', 'glyphs'],
  ['vvget', 'wget', 'glyphs'],
  ['libcurl', 'curl', 'affix'],
  ['request', 'requests', 'affix'],
  ['lib-openssl', 'openssl', 'affix'],
  ['reqeusts', 'requests', 'typing'],
  ['electorn', 'electron', 'typing'],
  ['mongose', 'mongoose', 'typing'],
  ['djanga', 'django', 'typing'],
  ['urlib3', 'urllib3', 'typing'],
  ['colourama', 'colorama', 'typing'],
  ['python3-dateutil', 'python-dateutil', 'typing'],
  ['tensorfllow-gpa', 'tensorflow-gpu', 'typing'],
  ['cury', 'curl', 'typing'],
]

/** Names of one distribution that are near each other and are what they say. */
const neighbours: readonly (readonly [string, string])[] = [
  ['gcc-12', 'gcc-13'],
  ['libfoo1', 'libfoo2'],
  ['python3.11', 'python3.12'],
  ['libssl1.1', 'libssl3'],
  ['postgresql-15', 'postgresql-16'],
  ['foo', 'foo-dev'],
  ['foo', 'foo-doc'],
  ['libgtk-3-0', 'libgtk-4-1'],
  ['jq', 'yq'],
  ['vim', 'vis'],
  ['less', 'more'],
  ['git', 'git-lfs'],
  ['firefox', 'firefox-esr'],
  ['lantern', 'lantern'],
]

describe('a name', () => {
  test.each(traps)('%s passes for %s, both ways round', (name, other, likeness) => {
    expect([lookAlikes(name, ['other', other]), lookAlikes(other, [name])]).toEqual([
      [{ name: other, likeness }],
      [{ name, likeness }],
    ])
  })

  test.each(neighbours)('%s does not pass for %s', (name, other) => {
    expect([lookAlikes(name, [other]), lookAlikes(other, [name])]).toEqual([[], []])
  })
})
