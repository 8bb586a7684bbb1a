import { expect, test } from 'vitest'
import type { Manifest } from '../../../engine/model/manifest.ts'
import { openFileIndex } from '../../../engine/state/file-index.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { aManifest } from '../archive/raw-tar.ts'

const releases: Readonly<Record<string, Manifest>> = {
  mine: ofPaths('mine', 'bin/editor', 'share/Words'),
  theirs: ofPaths('theirs', 'bin/editor', 'share/words'),
}

function ofPaths(name: string, ...paths: readonly string[]): Manifest {
  const files = paths.map((path) => ({ type: 'symlink', path, target: 'elsewhere' }) as const)
  return aManifest(files, { name })
}

const manifestOf = (digest: string): Manifest => releases[digest]!
const shared = { path: 'bin/editor', type: 'symlink', digest: 'theirs', name: 'theirs' }
const alike = { ...shared, path: 'share/words', own: 'share/Words' }

test('what is told of a release follows what other processes add, and take away', () => {
  const folder = temporaryFolder()
  const index = openFileIndex(folder)
  const other = openFileIndex(folder)
  const answers = (): unknown[] => {
    index.know(['mine'], manifestOf)
    return [index.sharedWith('mine'), index.lookAlikes('mine'), index.sharedWith('mine')]
  }
  expect(answers()).toEqual([[], [], []])
  other.know(['theirs'], manifestOf)
  expect(answers()).toEqual([[shared], [alike], [shared]])
  other.keepOnly([])
  expect(answers()).toEqual([[], [], []])
  index.know(['theirs'], manifestOf)
  expect(answers()).toEqual([[shared], [alike], [shared]])
  index.keepOnly(['mine'])
  expect(answers()).toEqual([[], [], []])
  index.close()
  other.close()
})
