import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import {
  addPackages,
  buildPackage,
  buildRepository,
  createRepository,
  type RepositorySigners,
  createSigner,
  type Signer,
} from '../../engine/publishing.ts'
import { never, temporaryFolder } from './temporary.ts'

/** A release to publish, told like a sentence: `release('editor', '2.0').needs('spell >= 1')`. */
export interface ReleaseBuilder {
  readonly needs: (...clauses: string[]) => ReleaseBuilder
  readonly conflictsWith: (...clauses: string[]) => ReleaseBuilder
  readonly provides: (...names: string[]) => ReleaseBuilder
  readonly replacing: (...names: string[]) => ReleaseBuilder
  readonly withFile: (file: string, content: string | Buffer, executable?: boolean) => ReleaseBuilder
  readonly with: (fields: Record<string, unknown>) => ReleaseBuilder
  readonly recipe: Readonly<Record<string, unknown>>
  readonly files: ReadonlyMap<string, { readonly content: string | Buffer; readonly executable: boolean }>
}

export function release(name: string, version: string): ReleaseBuilder {
  const program = `#!/bin/sh\necho "${name} ${version}: $*"\n`
  return emptyRelease(name, version).withFile(`bin/${name}`, program, true)
}

/** Without the program that `release` brings. */
export function emptyRelease(name: string, version: string): ReleaseBuilder {
  return builder(
    {
      name,
      version,
      description: `The ${name} package`,
      architecture: 'universal',
      maintainer: 'Test Works <test@example.org>',
      license: 'MIT',
    },
    new Map(),
  )
}

function builder(recipe: ReleaseBuilder['recipe'], files: ReleaseBuilder['files']): ReleaseBuilder {
  const having =
    (key: string) =>
    (...values: string[]) =>
      builder({ ...recipe, [key]: [...((recipe[key] as string[] | undefined) ?? []), ...values] }, files)
  return {
    recipe,
    files,
    needs: having('dependencies'),
    conflictsWith: having('conflicts'),
    provides: having('provides'),
    replacing: having('replaces'),
    with: (fields) => builder({ ...recipe, ...fields }, files),
    withFile: (file, content, executable = false) =>
      builder(recipe, new Map([...files, [file, { content, executable }]])),
  }
}

export interface TestRepository {
  readonly folder: string
  readonly fingerprint: string
  readonly publisher: Signer
  readonly signers: RepositorySigners
  /** Adds releases and signs a new state. */
  readonly publish: (...releases: ReleaseBuilder[]) => Promise<void>
  /** Signs the same content again, as of `at`. */
  readonly rebuild: (at?: Date) => Promise<void>
}

/** A real repository on disk, made by the real builder with keys of its own. */
export async function aRepository(...releases: ReleaseBuilder[]): Promise<TestRepository> {
  return repositoryOf({ ...newSigners(), releases: createSigner() }, releases)
}

/** Whose targets role signs the index, which alone names the publishers: as builders of before made them. */
export async function anOldRepository(...releases: ReleaseBuilder[]): Promise<TestRepository> {
  return repositoryOf(newSigners(), releases)
}

function newSigners(): RepositorySigners {
  return {
    root: createSigner(),
    targets: createSigner(),
    snapshot: createSigner(),
    timestamp: createSigner(),
    advisories: createSigner(),
  }
}

async function repositoryOf(
  signers: RepositorySigners,
  releases: readonly ReleaseBuilder[],
): Promise<TestRepository> {
  const folder = path.join(temporaryFolder(), 'repository')
  const name = 'test'
  const publisher = createSigner()
  const now = () => new Date()
  const { fingerprint } = await createRepository(
    { name, path: folder, description: 'For tests', signers, now: now() },
    never,
  )
  const rebuild = async (at = now()) => {
    await buildRepository({ name, path: folder, signers, now: at }, never)
  }
  const publish = async (...more: ReleaseBuilder[]) => {
    const files: string[] = []
    for (const one of more) files.push(await buildRelease(one, publisher))
    if (files.length > 0) await addPackages({ name, path: folder, files, now: now() }, never)
    await rebuild()
  }
  await publish(...releases)
  return { folder, fingerprint, publisher, signers, publish, rebuild }
}

/** The artifact of a release, built and signed. */
export async function buildRelease(one: ReleaseBuilder, signer: Signer | null): Promise<string> {
  const source = temporaryFolder()
  writeFileSync(path.join(source, 'package.yaml'), stringify(one.recipe))
  for (const [file, { content, executable }] of one.files) {
    const target = path.join(source, 'src', file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, content, { mode: executable ? 0o755 : 0o644 })
  }
  const output = path.join(source, 'dist')
  // The usual preset fills a hundred megabytes with zeros before it looks at the first byte: hundreds of tests pay.
  const how = { format: 'tar.xz', signer, modified: 0, preset: 0 } as const
  return (await buildPackage({ source, output, ...how }, never)).file
}
