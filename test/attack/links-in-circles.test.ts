import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { addPackages } from '../../engine/builder/add-packages.ts'
import { buildPackage } from '../../engine/builder/build-package.ts'
import { readFeed, feedFiles } from '../../engine/builder/read-feed.ts'
import { sizeOnDisk } from '../../engine/store/disk-usage.ts'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

/** Two links to their own folder: whoever follows them comes to 2^40 paths before the kernel says stop. */
function inCircles(folder: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'data.json'), '12345')
  for (const name of ['here', 'there']) symlinkSync('.', path.join(folder, name))
  return folder
}

test('what is on the disk is counted once, wherever links lead', async () => {
  expect(await sizeOnDisk(inCircles(path.join(temporaryFolder(), 'data')))).toBe(5)
})

test('a folder of advisories is read without following links', async () => {
  const folder = inCircles(path.join(temporaryFolder(), 'feed'))

  const files = await feedFiles([folder])

  expect(files.map(({ shown }) => shown)).toEqual([path.join(folder, 'data.json')])
  expect(await readFeed(files[0]!.shown, never)).toBe('12345')
})

test('a package whose links lead round in circles holds nobody up', async () => {
  const source = temporaryFolder()
  const { recipe } = release('circles', '1.0.0')
  writeFileSync(path.join(source, 'package.yaml'), stringify(recipe))
  inCircles(path.join(source, 'src/share/circles'))
  const repository = await aRepository(release('editor', '1.0.0'))
  const built = await buildPackage(
    {
      source,
      output: path.join(source, 'dist'),
      format: 'tar.xz',
      signer: repository.publisher,
      modified: 0,
    },
    never,
  )
  const place = { name: 'test', path: repository.folder, now: new Date() }
  await addPackages({ ...place, files: [built.file] }, never)
  await repository.rebuild()
  const machine = await aMachine()
  await machine.use(repository)

  await machine.install('circles')
  const { storeBytes } = await machine.engine.run('system.status', {}, { signal: never })
  const verified = await machine.engine.run('package.verify', { strict: true }, { signal: never })
  await machine.remove('circles')

  expect(storeBytes).toBeGreaterThan(5)
  expect(verified).toMatchObject([{ name: 'circles', ok: true }])
  expect(await machine.installed()).toEqual([])
})
