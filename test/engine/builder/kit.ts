import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { buildPackage, type BuiltPackage } from '../../../engine/builder/build-package.ts'
import type { RepositorySigners } from '../../../engine/builder/create-repository.ts'
import { createSigner, type Signer } from '../../../engine/keys/signer.ts'
import { type Failure, failureOf } from '../../../engine/model/failure.ts'

export const never = new AbortController().signal

export const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'

/** Text of a file; `->x` is a link to x; a first line `#!` makes it executable. */
export type Tree = Readonly<Record<string, string>>

export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'builder-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function writeTree(folder: string, tree: Tree): Promise<void> {
  for (const [name, text] of Object.entries(tree)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    if (text.startsWith('->')) await symlink(text.slice(2), file)
    else await writeFile(file, text)
    if (text.startsWith('#!')) await chmod(file, 0o755)
  }
}

export function aRecipe(more = '', { name = 'hello', version = '1.0.0' } = {}): string {
  return `name: ${name}
version: ${version}
description: Greets
maintainer: Developer <dev@example.com>
license: MIT
${more}`
}

/** A source folder with a program, as written by `aRecipe` or as given. */
export async function writeSource(
  folder: string,
  recipe: string = aRecipe(),
  tree: Tree = {},
): Promise<string> {
  const source = path.join(folder, 'source')
  await rm(source, { recursive: true, force: true })
  const program = '#!/bin/sh\necho hello\n'
  await writeTree(source, { 'package.yaml': recipe, 'src/bin/hello': program, ...tree })
  return source
}

export async function build(
  folder: string,
  options: { recipe?: string; tree?: Tree; signer?: Signer | null; output?: string } = {},
): Promise<BuiltPackage> {
  const source = await writeSource(folder, options.recipe, options.tree)
  const output = path.join(folder, options.output ?? 'dist')
  const signer = options.signer === undefined ? createSigner() : options.signer
  return buildPackage({ source, output, format: 'tar.xz', signer, modified: 0, preset: 1 }, never)
}

export async function failureIn(work: Promise<unknown>): Promise<Failure | null> {
  return work.then(
    () => null,
    (error: unknown) => {
      const failure = failureOf(error)
      if (failure === null) throw error
      return failure
    },
  )
}

export function repositorySigners(): RepositorySigners {
  return {
    root: createSigner(),
    targets: createSigner(),
    snapshot: createSigner(),
    timestamp: createSigner(),
    advisories: createSigner(),
    releases: createSigner(),
  }
}

/** A plain static web server over a folder, for as long as `use` runs. */
export async function withServer<T>(folder: string, use: (address: string) => Promise<T>): Promise<T> {
  const server = http.createServer((request, response) => {
    readFile(path.join(folder, decodeURIComponent(request.url ?? '/'))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
