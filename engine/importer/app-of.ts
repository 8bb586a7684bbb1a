import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readApps, type TreeApp, type UnpackedTree } from '../appstream/read-apps.ts'
import type { WrittenApp } from '../builder/recipe.ts'
import type { Finding, Rule } from '../model/finding.ts'
import type { Stanza } from './control.ts'
import { controlFindings } from './control-findings.ts'
import { currentLicense } from './license-of.ts'
import { categoriesOfApp } from './sections.ts'
import { withShots } from './take-shots.ts'

/** How a store shows what is in a package. */
export interface ShownApp {
  readonly app: WrittenApp | null
  /** SPDX, where the app itself says it. */
  readonly license: string | null
  readonly categories: readonly string[]
  /** What the package brings to be shown and cannot be: metainfo that nobody can read, pictures that are none. */
  readonly findings: readonly Finding[]
}

/** No mistakes, but what people see is not what its maker wrote. */
const toldHints: ReadonlySet<Rule> = new Set(['icon/drawn', 'locale/unknown', 'translations/cut'])
/** Nothing is left out for that. */
const untold: ReadonlySet<Rule> = new Set(['screenshot/no-default'])

/** The app that a package is for, where it is for one; pictures that it needs besides its own are put into the tree. */
export async function appOf(
  tree: UnpackedTree,
  control: Stanza,
  /** Where pictures of apps are kept that are fetched; null where none are. */
  shots: string | null,
  signal: AbortSignal,
): Promise<ShownApp> {
  const homepage = control.get('homepage')
  const facts = { name: control.get('package') ?? '', description: control.get('description') ?? '' }
  const said = homepage === undefined ? facts : { ...facts, homepage }
  const { apps, findings: all } = await readApps(tree, said, signal)
  const told = all.filter(({ severity, rule }) =>
    severity === 'hint' ? toldHints.has(rule) : !untold.has(rule),
  )
  const findings = [...controlFindings(control), ...told]
  const [first] = apps
  if (first === undefined) return { app: null, license: null, categories: [], findings }
  await putIcon(tree.folder, first)
  if (first.icon === null) findings.push(iconless(facts.name))
  findings.push(...further(facts.name, apps.slice(1)))
  const license = first.license === null ? null : currentLicense(first.license)
  const app =
    shots === null ? first.app : await pictured(first, { tree, name: facts.name, shots, findings }, signal)
  return { app, license, categories: categoriesOfApp(first.categories), findings }
}

interface Picturing {
  readonly tree: UnpackedTree
  readonly name: string
  readonly shots: string
  readonly findings: Finding[]
}

async function pictured(
  { app, screenshots }: TreeApp,
  { tree, name, shots, findings }: Picturing,
  signal: AbortSignal,
): Promise<WrittenApp> {
  const place = { tree: tree.folder, name, kept: shots }
  return withShots(app, screenshots, { place, findings: { file: name, all: findings } }, signal)
}

/** A package has one page. */
function further(name: string, apps: readonly TreeApp[]): readonly Finding[] {
  const names = apps.filter(({ app }) => app.extends === undefined).map(({ app }) => app.name)
  const value = `${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`
  return names.length === 0
    ? []
    : [{ severity: 'hint', rule: 'app/further', file: name, line: null, value, accepted: null }]
}

function iconless(name: string): Finding {
  return { severity: 'warning', rule: 'icon/missing', file: name, line: null, value: null, accepted: null }
}

async function putIcon(tree: string, { icon }: TreeApp): Promise<void> {
  if (icon?.bytes === null || icon === null) return
  const place = path.join(tree, icon.path)
  await mkdir(path.dirname(place), { recursive: true })
  await writeFile(place, icon.bytes)
}
