import type { Component } from '../appstream/component.ts'
import type { ReadRecipe } from '../builder/recipe.ts'
import type { UrlKind } from '../model/app-record.ts'
import { ratingOf } from '../model/content-rating.ts'

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
  readonly releases: readonly { readonly version: string; readonly date: string }[]
  readonly urls: Readonly<Partial<Record<UrlKind, string | undefined>>>
  readonly screenshots: readonly { readonly caption: string }[]
  readonly isLaunchable: boolean
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
    releases: words.releases ?? [],
    urls: words.urls ?? {},
    screenshots: component.screenshots,
    isLaunchable: (words.launchables ?? []).length > 0,
    lineOf: (...path) =>
      lines.get(path.join('.')) ??
      lines.get(elementNames[String(path[0])] ?? String(path[0])) ??
      lines.get('component') ??
      null,
  }
}

/** What XML calls the fields of a recipe. */
const elementNames: Readonly<Record<string, string>> = { license: 'project_license', urls: 'url' }

/** Null where the recipe has no app: a command or a component. */
export function subjectOfRecipe({ recipe, document }: ReadRecipe): Subject | null {
  const { app } = recipe
  if (app === undefined) return null
  const ownFields = new Set(['license', 'categories'])
  return {
    origin: 'recipe',
    kind: app.launchable?.kind === 'terminal' ? 'console-application' : 'desktop-application',
    id: app.id ?? recipe.name,
    name: app.name,
    summary: app.summary,
    description: app.description ?? recipe.description,
    license: recipe.license,
    metadataLicense: app.metadata_license ?? null,
    categories: recipe.categories,
    isRated: ratingOf(app.content_rating ?? 'none') !== null,
    releases: app.releases,
    urls: { homepage: recipe.homepage, ...app.urls },
    screenshots: app.screenshots,
    isLaunchable: app.launchable !== undefined || (app.launchables ?? []).length > 0,
    lineOf: (...path) => document.lineOf(ownFields.has(String(path[0])) ? path : ['app', ...path]),
  }
}
