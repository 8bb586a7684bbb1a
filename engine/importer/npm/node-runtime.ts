import { chmod, copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'

export const runtimeName = 'nodejs-runtime'

/** The Node that runs us, as a package: the one that all of this was tried with. */
export async function placeNode(tree: string): Promise<Readonly<Record<string, unknown>>> {
  const program = path.join(tree, 'bin/node')
  await mkdir(path.dirname(program), { recursive: true })
  await copyFile(process.execPath, program)
  await chmod(program, 0o755)
  const notes = path.join(tree, 'share/doc', runtimeName)
  await mkdir(notes, { recursive: true })
  // In the official archive it lies above bin/.
  const license = path.join(path.dirname(process.execPath), '../LICENSE')
  await copyFile(license, path.join(notes, 'LICENSE')).catch(() => undefined)
  return {
    name: runtimeName,
    version: process.versions.node,
    description: 'Runs programs written in JavaScript\n\nThe program `node` alone, without npm.',
    license: 'MIT',
    homepage: 'https://nodejs.org/',
  }
}

/** Distributions build it in parts that it does not find anywhere else. */
export function isWholeNode(): boolean {
  const { node_shared: shared } = process.config.variables as { node_shared?: boolean }
  return shared !== true
}
