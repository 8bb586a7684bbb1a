/** What whoever runs a repository wants to show first: `repository.yaml`, beside the record. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { nearest } from '../base/nearest.ts'
import { EngineError } from '../model/failure.ts'
import { PackageName } from '../model/manifest.ts'
import { RepositoryIndex } from '../model/repository-index.ts'
import { onDisk } from '../system-errors.ts'
import { maximumPictureBytes, pictureProblem } from './check-picture.ts'
import { type Media, publishPicture } from './media.ts'
import { checkYaml, complaint, readYaml, type YamlDocument } from './yaml-document.ts'

export type Curation = Pick<RepositoryIndex, 'featured' | 'collections'>

const Line = v.pipe(v.string('one line of text'), v.minLength(1, 'one line of text'), v.maxLength(1_000))

const CurationFile = v.strictObject({
  featured: v.optional(
    v.array(
      v.strictObject({ package: PackageName, kicker: Line, headline: Line, art: v.optional(Line) }),
      'a list',
    ),
    [],
  ),
  collections: v.optional(RepositoryIndex.entries.collections, []),
})

/** The picks, checked against the packages there are; their art is published. */
export async function readCuration(
  repository: string,
  names: ReadonlySet<string>,
  media: Media,
): Promise<Curation> {
  const document = await readYaml(path.join(repository, 'repository.yaml')).catch((error: unknown) => {
    if (error instanceof EngineError && error.code === 'file/not-found') return null
    throw error
  })
  if (document === null) return { featured: [], collections: [] }
  const { featured, collections } = checkYaml(document, CurationFile)
  for (const [index, collection] of collections.entries()) {
    for (const [place, name] of collection.packages.entries()) {
      checkKnown(document, name, names, ['collections', index, 'packages', place])
    }
  }
  const shown: Curation['featured'] = []
  for (const [index, { art, ...pick }] of featured.entries()) {
    checkKnown(document, pick.package, names, ['featured', index, 'package'])
    if (art === undefined) shown.push(pick)
    else shown.push({ ...pick, art: await publishArt({ repository, document, media }, art, index) })
  }
  return { featured: shown, collections }
}

async function publishArt(
  { repository, document, media }: { repository: string; document: YamlDocument; media: Media },
  art: string,
  index: number,
): Promise<NonNullable<Curation['featured'][number]['art']>> {
  const file = path.resolve(repository, art)
  const key = ['featured', index, 'art']
  const accepted = 'an SVG that only draws, or a PNG, JPEG or WebP, as a path below the repository'
  if (!file.startsWith(`${path.resolve(repository)}${path.sep}`)) {
    throw complaint(document, key, `${art} is outside the repository`, accepted)
  }
  const bytes = await onDisk(file, async () => readFile(file)).catch(() => null)
  if (bytes === null) throw complaint(document, key, `there is no ${art}`, accepted)
  const problem = bytes.length > maximumPictureBytes ? 'is too big' : pictureProblem(bytes)
  if (problem !== null) throw complaint(document, key, `${art} ${problem}`, accepted)
  return publishPicture(repository, bytes, media)
}

function checkKnown(
  document: YamlDocument,
  name: string,
  names: ReadonlySet<string>,
  key: readonly (string | number)[],
): void {
  if (names.has(name)) return
  const near = nearest(name, names)
  throw complaint(
    document,
    key,
    `there is no package ${name}`,
    near.length === 0 ? 'a package of the repository' : near.join(', '),
  )
}
