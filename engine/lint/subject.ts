import type { Component } from '../appstream/component.ts'
import type { ReadRecipe } from '../builder/recipe.ts'
import type { UrlKind } from '../model/app-record.ts'
import { ratingOf } from '../model/content-rating.ts'
import type { AppRecord, Manifest } from '../model/manifest.ts'

export interface Release {
  readonly version: string
  readonly date: string
  readonly notes?: string | undefined
  readonly url?: string | undefined
  readonly issues?: readonly { readonly id: string; readonly url?: string | undefined }[] | undefined
}

/** How an app presents itself, whichever file says it. */
export interface Subject {
  /** A recipe takes what is not said from the package; a metainfo file stands alone. */
  readonly origin: 'recipe' | 'metainfo'
  readonly kind: string
  readonly id: string
  readonly name: string | null
  readonly summary: string | null
  /** Plain: paragraphs and points with an empty line between them. */
  readonly description: string | null
  readonly license: string | null
  readonly metadataLicense: string | null
  readonly categories: readonly string[]
  readonly isRated: boolean
  readonly developer: string | null
  /** Descriptions in other languages. */
  readonly translated: readonly string[]
  readonly releases: readonly Release[]
  readonly urls: Readonly<Partial<Record<UrlKind, string | undefined>>>
  readonly screenshots: readonly { readonly caption: string }[]
  readonly isLaunchable: boolean
  /** An icon by its name in a theme: then a menu entry may be missing on purpose. */
  readonly hasStockIcon: boolean
  /** The line of a field, or of the nearest thing above it. */
  readonly lineOf: (...path: readonly (string | number)[]) => number | null
}

export function subjectOfComponent(component: Component): Subject {
  const { words, lines } = component
  return {
    origin: 'metainfo',
    kind: component.kind,
    id: component.id,
    name: component.name,
    summary: component.summary,
    description: words.description ?? null,
    license: component.license,
    metadataLicense: words.metadata_license ?? null,
    categories: component.categories,
    isRated: words.content_rating !== undefined,
    developer: words.developer ?? null,
    translated: descriptionsIn(words.translations),
    releases: words.releases ?? [],
    urls: words.urls ?? {},
    screenshots: component.screenshots,
    isLaunchable: (words.launchables ?? []).some(({ type }) => type === 'desktop-id'),
    hasStockIcon: component.icons.some(({ type }) => type === 'stock'),
    lineOf: (...path) =>
      lines.get(path.join('.')) ??
      lines.get(elementNames[String(path[0])] ?? String(path[0])) ??
      lines.get('component') ??
      null,
  }
}

function descriptionsIn(translations: AppRecord['translations'] = {}): string[] {
  return Object.values(translations).flatMap(({ description }) => description ?? [])
}

/** What XML calls the fields of a recipe. */
const elementNames: Readonly<Record<string, string>> = { license: 'project_license', urls: 'url' }

/** Of a package that is built, which has no lines. Null where it has no app. */
export function subjectOfManifest({ app, license, categories, homepage }: Manifest): Subject | null {
  if (app === undefined) return null
  return {
    ...ofApp(app),
    id: app.id,
    description: app.description,
    license,
    categories,
    isRated: ratingOf(app.content_rating) !== null,
    urls: { homepage, ...app.urls },
    lineOf: () => null,
  }
}

/** Null where the recipe has no app: a command or a component. */
export function subjectOfRecipe({ recipe, document }: ReadRecipe): Subject | null {
  const { app } = recipe
  if (app === undefined) return null
  const ownFields = new Set(['license', 'categories'])
  return {
    ...ofApp(app),
    id: app.id ?? recipe.name,
    description: app.description ?? recipe.description,
    license: recipe.license,
    categories: recipe.categories,
    isRated: ratingOf(app.content_rating ?? 'none') !== null,
    urls: { homepage: recipe.homepage, ...app.urls },
    lineOf: (...path) => document.lineOf(ownFields.has(String(path[0])) ? path : ['app', ...path]),
  }
}

type SameInBoth =
  | 'origin'
  | 'kind'
  | 'name'
  | 'summary'
  | 'metadataLicense'
  | 'developer'
  | 'translated'
  | 'releases'
  | 'screenshots'
  | 'isLaunchable'
  | 'hasStockIcon'

/** What a recipe and the manifest made of it say in the same fields. */
function ofApp(
  app: Pick<
    AppRecord,
    | 'launchable'
    | 'launchables'
    | 'name'
    | 'summary'
    | 'metadata_license'
    | 'developer'
    | 'translations'
    | 'releases'
  > & { readonly screenshots: Subject['screenshots'] },
): Pick<Subject, SameInBoth> {
  return {
    origin: 'recipe',
    kind: app.launchable?.kind === 'terminal' ? 'console-application' : 'desktop-application',
    name: app.name,
    summary: app.summary,
    metadataLicense: app.metadata_license ?? null,
    developer: app.developer ?? null,
    translated: descriptionsIn(app.translations),
    releases: app.releases,
    screenshots: app.screenshots,
    isLaunchable: app.launchable !== undefined || (app.launchables ?? []).length > 0,
    hasStockIcon: false,
  }
}
