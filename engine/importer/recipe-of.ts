import path from 'node:path'
import { stringify } from 'yaml'
import { essentialTag } from '../model/essential-tag.ts'
import type { Alternative, Architecture, ConfigurationCopy } from '../model/manifest.ts'
import type { WrittenApp } from '../builder/recipe.ts'
import { isVersion } from '../model/version.ts'
import { parseDescription, type Stanza, StanzaProblem } from './control.ts'
import { DebProblem } from './deb-problem.ts'
import { mapDependencies, mapExclusions, mapProvides, type MappedRelations } from './relations.ts'
import { baseName, essentials, hostName, othersOf, standInNames } from './runtime.ts'
import { categoriesOf } from './sections.ts'

/** What a package says of itself, in our words. */
export interface Described {
  readonly name: string
  readonly version: string
  readonly architecture: Architecture
  readonly description: string
  readonly homepage: string | null
  readonly origin: { readonly source: string; readonly source_version: string; readonly maintainer: string }
  readonly categories: readonly string[]
  readonly tags: readonly string[]
  readonly relations: Readonly<Record<RelationField, readonly string[]>>
  /** Relations that nobody can fulfil here, as they were written. */
  readonly dropped: readonly string[]
}

type RelationField =
  'dependencies' | 'recommends' | 'suggests' | 'provides' | 'conflicts' | 'breaks' | 'replaces'

/** What is known only after its files were looked at. */
export interface Found {
  readonly license: string
  readonly sha256: string | null
  readonly stripped: readonly string[]
  readonly isRelocatable: boolean
  readonly alternatives: readonly Alternative[]
  readonly copies: readonly ConfigurationCopy[]
  readonly app: WrittenApp | null
  /** Of the app; without one, of its section. */
  readonly categories: readonly string[]
}

const architectures: Readonly<Record<string, Architecture>> = {
  all: 'universal',
  amd64: 'x86_64',
  arm64: 'arm64',
  riscv64: 'riscv64',
}

/** Characters. */
export const longestDescription = 200_000

/** Throws `DebProblem` where the package cannot be one of ours. */
export function describe(control: Stanza): Described {
  try {
    return described(control)
  } catch (error) {
    if (error instanceof StanzaProblem) throw new DebProblem('control', error.message, { cause: error })
    throw error
  }
}

function described(control: Stanza): Described {
  const name = field(control, 'package')
  const version = field(control, 'version')
  if (!/^[a-z0-9][a-z0-9+.-]{0,99}$/.test(name)) throw new StanzaProblem(`Package: ${name.slice(0, 120)}`)
  if (name === hostName || name === baseName)
    throw new StanzaProblem(`Package: ${name} is made by each import itself`)
  if (!isVersion(version, 'debian')) throw new StanzaProblem(`Version: ${version.slice(0, 120)}`)
  const debian = field(control, 'architecture')
  const architecture = Object.hasOwn(architectures, debian) ? architectures[debian] : undefined
  if (architecture === undefined) throw new DebProblem('architecture', debian)
  return {
    ...{ name, version, architecture },
    ...wordsOf(control, name),
    origin: originOf(control, name, version),
    ...relationsOf(control, debian),
  }
}

function wordsOf(
  control: Stanza,
  name: string,
): Pick<Described, 'description' | 'homepage' | 'categories' | 'tags'> {
  const said = (key: string): string => control.get(key) ?? ''
  const { summary, long } = parseDescription(said('description'))
  const homepage = said('homepage')
  return {
    description: shown(long === '' ? summary || name : `${summary}\n\n${long}`).slice(0, longestDescription),
    homepage: isHomepage(homepage) ? homepage : null,
    categories: categoriesOf(said('section')),
    tags: [...tagsOf(said('tag')), ...(isEssential(control, name) ? [essentialTag] : [])],
  }
}

export function isHomepage(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}]{1,900}$/u.test(text)
}

/** What Debian has on every machine, and what every import has below it. */
function isEssential(control: Stanza, name: string): boolean {
  const isRequired = control.get('priority') === 'required' || control.get('essential') === 'yes'
  return isRequired || essentials.some((one) => one === name || othersOf[one] === name)
}

function field(control: Stanza, name: string): string {
  const value = control.get(name)
  if (value === undefined || value === '') throw new StanzaProblem(`${name} is missing`)
  return value
}

/** `Source: glibc (2.36-9)`; where it is not said, source and package are called alike. */
function originOf(control: Stanza, name: string, version: string): Described['origin'] {
  const match = /^([a-z0-9][a-z0-9+.-]*)(?:\s*\(([^()\s]+)\))?$/.exec(control.get('source') ?? name)
  if (match === null) throw new StanzaProblem(`Source: ${control.get('source')?.slice(0, 120) ?? ''}`)
  const maintainer = shown(control.get('maintainer') ?? '').replaceAll(/\s+/g, ' ')
  return {
    source: match[1]!,
    source_version: match[2] ?? version,
    maintainer: maintainer.slice(0, 500) || 'unknown',
  }
}

/** Facets that say what it is for; those about how it is made are of no use to who looks for something. */
const tellingFacets = /^(?:field|game|interface|role|use|works-with|works-with-format|web|sound|security)::/

function tagsOf(text: string): readonly string[] {
  const tags = text.replaceAll(/\s+/g, '').split(',')
  return tags.filter((tag) => tellingFacets.test(tag) && tag.length < 200).slice(0, 100)
}

function relationsOf(control: Stanza, architecture: string): Pick<Described, 'relations' | 'dropped'> {
  const context = { architecture, standIns: standInNames() }
  const dropped: string[] = []
  const all = (
    map: (text: string, within: typeof context) => MappedRelations,
    ...names: readonly string[]
  ): readonly string[] => {
    const text = names.flatMap((name) => control.get(name) ?? []).join(', ')
    const mapped = map(text, context)
    dropped.push(...mapped.dropped)
    return mapped.kept
  }
  const relations = {
    // Whoever needs something needs what everybody takes for granted.
    dependencies: [...all(mapDependencies, 'pre-depends', 'depends'), baseName],
    recommends: all(mapDependencies, 'recommends'),
    suggests: all(mapDependencies, 'suggests'),
    provides: mapProvides(control.get('provides') ?? ''),
    conflicts: all(mapExclusions, 'conflicts'),
    breaks: all(mapExclusions, 'breaks'),
    replaces: all(mapExclusions, 'replaces'),
  }
  return { relations, dropped: [...new Set(dropped)].map((text) => text.slice(0, 1_000)) }
}

/** What is shown must be what is there: no characters that a terminal or a window could obey. */
function shown(text: string): string {
  return text.replaceAll(/[^\n\P{C}]/gu, ' ')
}

/** What of a package no program reads: manuals for developers, and what administers a machine. */
export const usualExclusions: readonly string[] = [
  'usr/share/doc/*/*',
  '!usr/share/doc/*/copyright',
  'usr/share/doc-base/',
  'usr/share/lintian/',
  'usr/share/bug/',
  'usr/share/reportbug/',
  'usr/share/menu/',
  'usr/lib/systemd/',
  'usr/lib/udev/',
  'usr/lib/modprobe.d/',
  'usr/lib/tmpfiles.d/',
  'usr/lib/sysusers.d/',
  'usr/lib/init/',
  'etc/init.d/',
  'etc/init/',
  'etc/cron.*',
  'etc/logrotate.d/',
  'etc/apt/',
  'etc/pam.d/',
]

export interface RecipeOptions {
  /** `Name <address>`: who makes these packages, and signs them. */
  readonly publisher: string
  readonly exclusions: readonly string[]
}

/** `package.yaml` of the package. Every text is quoted: some versions would read as numbers. */
export function recipeText(of: Described, found: Found, { publisher, exclusions }: RecipeOptions): string {
  const { name, version, architecture, description, homepage, origin, tags, relations } = of
  const categories = found.categories.length > 0 ? found.categories : of.categories
  const recipe = {
    ...{ name, version, version_scheme: 'debian', architecture, description, maintainer: publisher },
    license: found.license,
    ...(homepage === null ? {} : { homepage }),
    ...relations,
    ...{ categories, tags, exclude_patterns: [...usualExclusions, ...exclusions] },
    ...(found.alternatives.length === 0 ? {} : { alternatives: found.alternatives.map(withText) }),
    ...(found.copies.length === 0 ? {} : { conf_copies: found.copies }),
    origin: {
      ...{ kind: 'debian', ...origin },
      ...(found.sha256 === null ? {} : { sha256: found.sha256 }),
      ...(of.dropped.length === 0 ? {} : { dropped: of.dropped }),
      ...(found.stripped.length === 0 ? {} : { stripped: found.stripped }),
    },
    ...(found.isRelocatable ? { relocatable: 'true' } : {}),
    ...(found.app === null ? {} : { app: found.app }),
  }
  return stringify(recipe, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 })
}

function withText(alternative: Alternative): object {
  return { ...alternative, priority: String(alternative.priority) }
}

/** Where the copyright file of a package lies. */
export function copyrightPath(tree: string, name: string): string {
  return path.join(tree, 'usr/share/doc', name, 'copyright')
}
