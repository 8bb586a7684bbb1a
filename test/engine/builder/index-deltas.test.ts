import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { sha256Of } from '../../../engine/archive/manifest-bytes.ts'
import { deltaTarget, IndexDelta } from '../../../engine/model/index-delta.ts'
import type { RepositoryIndex } from '../../../engine/model/repository-index.ts'
import { aRepository, release, type TestRepository } from '../../kit/a-repository.ts'

/** They say so much of themselves that a change of one that does not is small beside them. */
const talkative = [1, 2].map((at) =>
  release(`talk-${at}`, '1.0').with({
    description: Array.from({ length: 200 }, (_, line) => Math.sin(at * 1_000 + line)).join(' '),
  }),
)

const metadata = ({ folder }: TestRepository, name: string) => path.join(folder, 'metadata', name)
const packedIndex = (repository: TestRepository) => readFileSync(metadata(repository, 'index.json.gz'))
const digestOf = (repository: TestRepository) => sha256Of(packedIndex(repository))
const indexOf = (repository: TestRepository) =>
  JSON.parse(gunzipSync(packedIndex(repository)).toString()) as RepositoryIndex

const deltaNames = (repository: TestRepository) =>
  readdirSync(path.join(repository.folder, 'metadata'))
    .filter((name) => name.startsWith('index-from-'))
    .map((name) => `metadata/${name}`)
    .sort()

function deltaFrom(repository: TestRepository, from: string): IndexDelta {
  const bytes = readFileSync(path.join(repository.folder, deltaTarget(from)))
  return v.parse(IndexDelta, JSON.parse(gunzipSync(bytes).toString()))
}

const brief = ({ removed, packages, steps, to }: IndexDelta) => ({
  removed,
  packages: packages.map(({ name, version }) => `${name} ${version}`),
  steps,
  to,
})

test('each index of before leads to the newest one by what changed since', async () => {
  const repository = await aRepository(...talkative, release('tool-1', '1.0'))
  const first = digestOf(repository)
  await repository.publish(release('tool-1', '1.1'))
  const second = digestOf(repository)
  await repository.publish(release('tool-1', '1.2'), release('new', '1.0'))
  const third = digestOf(repository)

  expect(deltaNames(repository)).toEqual([deltaTarget(first), deltaTarget(second)].sort())
  expect(brief(deltaFrom(repository, second))).toEqual({
    removed: [],
    packages: ['new 1.0', 'tool-1 1.2'],
    steps: 1,
    to: third,
  })
  expect(brief(deltaFrom(repository, first))).toEqual({
    removed: [],
    packages: ['tool-1 1.1', 'new 1.0', 'tool-1 1.2'],
    steps: 2,
    to: third,
  })
  expect(deltaFrom(repository, first).publishers).toEqual(indexOf(repository).publishers)
})

test('signing the same again keeps the ways to it', async () => {
  const repository = await aRepository(...talkative, release('tool-1', '1.0'))
  const first = digestOf(repository)
  await repository.publish(release('new', '1.0'))
  const before = brief(deltaFrom(repository, first))

  await repository.rebuild()

  expect(deltaNames(repository)).toEqual([deltaTarget(first)])
  expect(brief(deltaFrom(repository, first))).toEqual(before)
})

test('what is no smaller than half of the index is not published', async () => {
  const repository = await aRepository(release('one', '1.0'))
  await repository.publish(...talkative)
  expect(deltaNames(repository)).toEqual([])
})

test.each([
  ['lost', (file: string) => rmSync(file)],
  ['damaged', (file: string) => writeFileSync(file, 'no index')],
])('an index of before that is %s is no way to anywhere, and the build goes on', async (_, harm) => {
  const repository = await aRepository(...talkative, release('tool-1', '1.0'))
  harm(metadata(repository, `${digestOf(repository)}.index.json.gz`))

  await repository.publish(release('new', '1.0'))

  expect(deltaNames(repository)).toEqual([])
  expect(indexOf(repository).packages).toHaveLength(4)
})
