import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { DebProblem } from '../../../engine/importer/deb-problem.ts'
import { withDeb } from '../../../engine/importer/read-deb.ts'
import { never, withFolder } from '../builder/kit.ts'

test('a pipe and a folder are no packages, and nobody waits for what comes out of them', async () => {
  await withFolder(async (place) => {
    const pipe = path.join(place, 'pipe.deb')
    execFileSync('mkfifo', [pipe])
    const said = async (file: string) => {
      try {
        return await withDeb(file, async () => 'read', never)
      } catch (error) {
        return error instanceof DebProblem ? error.message : error
      }
    }

    expect([await said(pipe), await said(place)]).toEqual(['not-a-deb: no file', 'not-a-deb: no file'])
  })
})
