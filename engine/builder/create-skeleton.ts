import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { EngineError } from '../model/failure.ts'
import { PackageName } from '../model/manifest.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { skeletonFiles } from './skeleton-files.ts'

/** Starts a package that builds and runs as it is. Paths in the answer are relative to `directory`. */
export async function createSkeleton(
  { directory, name }: { readonly directory: string; readonly name: string },
  signal: AbortSignal,
): Promise<{ readonly files: string[] }> {
  const checked = v.safeParse(PackageName, name)
  if (!checked.success) {
    const problem = checked.issues[0].message
    throw new EngineError('request/invalid', { what: 'package name', value: name, problem })
  }
  await expectEmpty(directory)
  signal.throwIfAborted()
  const files = skeletonFiles(name)
  for (const { file, text, isProgram } of files) {
    const place = path.join(directory, file)
    await onDisk(place, async () => {
      await mkdir(path.dirname(place), { recursive: true })
      await writeFile(place, text, { flag: 'wx' })
      if (isProgram === true) await chmod(place, 0o755)
    })
  }
  return { files: files.map(({ file }) => file) }
}

async function expectEmpty(directory: string): Promise<void> {
  const entries = await onDisk(directory, async () =>
    readdir(directory).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return []
      if (systemCode(error) === 'ENOTDIR') throw new EngineError('file/exists', { path: directory })
      throw error
    }),
  )
  if (entries.length > 0) throw new EngineError('file/exists', { path: directory })
}
