import path from 'node:path'
import * as v from 'valibot'
import { appFacts, releaseFacts } from '../model/app-record.ts'
import { ContentRating } from '../model/content-rating.ts'
import { Day } from '../model/day.ts'
import {
  Alternative,
  Architecture,
  Caption,
  ConfigurationCopy,
  Origin,
  PackageName,
  VersionSchemeName,
} from '../model/manifest.ts'
import { parseProvision, parseRelation } from '../model/relation.ts'
import { isVersion } from '../model/version.ts'
import { isProblem } from '../model/version-range.ts'
import { checkYaml, complaint, readYaml, type YamlDocument } from './yaml-document.ts'

const Line = v.pipe(
  v.string('one line of text'),
  v.minLength(1, 'one line of text'),
  v.maxLength(1_000, 'at most 1,000 characters'),
  v.regex(/^[^\n\r]*$/, 'one line of text'),
)
const Text = v.pipe(
  v.string('text'),
  v.minLength(1, 'text'),
  v.maxLength(200_000, 'at most 200,000 characters'),
)
const Address = v.pipe(Line, v.regex(/^https?:\/\/\S+$/, 'an address that starts with https:// or http://'))
const Lines = v.optional(v.array(Line, 'a list, each entry on a line of its own after "- "'), [])
const Path = v.pipe(Line, v.regex(/^[^/]/, 'a path inside the package, such as share/my-app/icon.svg'))

const Launchable = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('terminal'), exec: Line }),
    v.strictObject({ kind: v.literal('desktop'), exec: Line }),
    v.strictObject({ kind: v.literal('page'), page: Path }),
  ],
  'kind: terminal or desktop with exec, or page with page',
)

const App = v.strictObject({
  id: v.optional(Line),
  name: Line,
  summary: Line,
  description: v.optional(Text),
  icon: v.optional(Path),
  screenshots: v.optional(
    v.array(v.strictObject({ path: Path, caption: v.optional(Caption, '') }), 'a list'),
    [],
  ),
  content_rating: v.optional(v.union([Line, ContentRating])),
  developer: v.optional(Line),
  releases: v.optional(
    v.array(v.strictObject({ version: Line, date: Day, notes: v.optional(Text), ...releaseFacts }), 'a list'),
    [],
  ),
  launchable: v.optional(Launchable),
  ...appFacts,
})
/** The `app` part of a recipe, as it is written. */
export type WrittenApp = v.InferInput<typeof App>

/** Numbers of a recipe are text until somebody says that they are numbers. */
const Priority = v.pipe(
  v.string('a whole number'),
  v.regex(/^-?\d{1,9}$/, 'a whole number'),
  v.transform(Number),
)
const Yes = v.pipe(
  v.literal('true', 'true, or nothing'),
  v.transform(() => true),
)
const PrioritizedAlternative = v.strictObject({ ...Alternative.entries, priority: Priority })

/** package.yaml as specified, and what a store needs besides: `app`, and relations beyond dependencies. */
const Recipe = v.strictObject({
  name: v.pipe(PackageName, v.maxLength(100, 'at most 100 characters')),
  version: Line,
  version_scheme: v.optional(v.picklist(VersionSchemeName.options, 'semver or debian'), 'semver'),
  architecture: v.optional(v.picklist(Architecture.options, Architecture.options.join(', ')), 'universal'),
  description: Text,
  maintainer: Line,
  license: Line,
  homepage: v.optional(Address),
  source_url: v.optional(Address),
  dependencies: Lines,
  recommends: Lines,
  suggests: Lines,
  provides: Lines,
  conflicts: Lines,
  breaks: Lines,
  replaces: Lines,
  categories: Lines,
  tags: Lines,
  install_scripts: v.optional(
    v.strictObject({ pre_install: v.optional(Text), post_install: v.optional(Text) }),
    {},
  ),
  files: v.optional(v.pipe(v.array(Path, 'a list'), v.minLength(1, 'at least one path'))),
  exclude_patterns: Lines,
  app: v.optional(App),
  alternatives: v.optional(v.array(PrioritizedAlternative, 'a list')),
  conf_copies: v.optional(v.array(ConfigurationCopy, 'a list')),
  origin: v.optional(Origin),
  relocatable: v.optional(Yes),
})
export type Recipe = v.InferOutput<typeof Recipe>

export interface ReadRecipe {
  readonly recipe: Recipe
  readonly document: YamlDocument
}

const relationFields = ['dependencies', 'recommends', 'suggests', 'conflicts', 'breaks', 'replaces'] as const

/** Reads and checks `package.yaml` of a source folder. */
export async function readRecipe(source: string): Promise<ReadRecipe> {
  const document = await readYaml(path.join(source, 'package.yaml'))
  const recipe = checkYaml(document, Recipe)
  checkVersion(document, recipe)
  for (const field of relationFields) {
    checkEach(document, field, recipe[field], (text) => parseRelation(text, recipe.version_scheme))
  }
  checkEach(document, 'provides', recipe.provides, (text) => parseProvision(text, recipe.version_scheme))
  return { recipe, document }
}

function checkVersion(document: YamlDocument, { version, version_scheme: scheme }: Recipe): void {
  if (isVersion(version, scheme)) return
  const accepted =
    scheme === 'semver' ? 'a version such as 1.2.0 or 2.0.0-beta.1' : 'a version such as 1:2.3-4'
  throw complaint(document, ['version'], `is "${version}"`, accepted)
}

function checkEach(
  document: YamlDocument,
  field: string,
  texts: readonly string[],
  parse: (text: string) => object,
): void {
  for (const [index, text] of texts.entries()) {
    const read = parse(text)
    if (!isProblem(read)) continue
    throw complaint(document, [field, index], `is "${text}": ${read.problem}`, read.accepted)
  }
}
