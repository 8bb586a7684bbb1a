import { createHash } from 'node:crypto'
import { replaceSource } from '../../../engine/catalog/build-catalog.ts'
import { openCatalog } from '../../../engine/catalog/catalog-database.ts'
import type { IndexRecord, RepositoryIndex } from '../../../engine/model/repository-index.ts'
import type { Connection } from '../../../engine/state/database.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'

/** catalog.db in `folder`, closed when the test is over. */
export function aCatalog(folder: string): Connection {
  const catalog = openCatalog(folder)
  atTheEnd(() => catalog.close())
  return catalog
}

/** `repository` offers exactly these, told as `name version`. */
export function offering(catalog: Connection, repository: string, ...releases: string[]): void {
  replaceSource(catalog, {
    repository,
    indexSha256: digest(releases.join('\n')),
    index: anIndex(repository, releases),
    advisories: { format: 1, advisories: [] },
  })
}

export function anIndex(repository: string, releases: readonly string[]): RepositoryIndex {
  return {
    format: 1,
    name: repository,
    description: '',
    publishers: [],
    packages: releases.map(aRecord),
    featured: [],
    collections: [],
  }
}

function aRecord(release: string): IndexRecord {
  const [name = '', version = ''] = release.split(' ')
  return {
    name,
    version,
    version_scheme: 'semver',
    architecture: 'universal',
    description: `The ${name} package`,
    maintainer: 'Test Works <test@example.org>',
    license: 'MIT',
    dependencies: [],
    recommends: [],
    suggests: [],
    provides: [],
    conflicts: [],
    breaks: [],
    replaces: [],
    categories: [],
    tags: [],
    install_scripts: {},
    installed_size: 2,
    commands: [],
    path: `packages/${name}-${version}-universal.tar.xz`,
    size: 1,
    sha256: digest(`artifact ${release}`),
    manifest_sha256: digest(release),
    published: '2026-01-01T00:00:00Z',
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
