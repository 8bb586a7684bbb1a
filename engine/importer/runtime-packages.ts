import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'yaml'
import { type BuiltPackage, buildPackage } from '../builder/build-package.ts'
import {
  baseName,
  essentials,
  hostName,
  othersOf,
  runtimeVersion,
  standIns,
  standInVersion,
} from './runtime.ts'

/**
 * The two packages below all that is imported: one answers to what the machine stands in for, the other brings what an
 * essential system has. They depend on nothing but names, so they are the same wherever they are made.
 */
export async function buildRuntime(
  work: string,
  publisher: string,
  signal: AbortSignal,
): Promise<readonly BuiltPackage[]> {
  const provides = Object.entries(standIns).flatMap(([name, others]) => [
    `${name} = ${standInVersion}`,
    ...others.map((other) => `${other} = ${standInVersion}`),
  ])
  const host = {
    name: hostName,
    description:
      'Stands in for what administers the machine\n\nImported software finds these on the machine itself.',
    provides: [...new Set(provides)],
  }
  const base = {
    name: baseName,
    description: 'The essential system below imported software\n\nIts shell, its tools and its terminals.',
    dependencies: [hostName, ...essentials.map(orItsOther)],
  }
  const built: BuiltPackage[] = []
  for (const one of [host, base]) built.push(await build(one, { work, publisher }, signal))
  return built
}

function orItsOther(name: (typeof essentials)[number]): string {
  const other = othersOf[name]
  return other === undefined ? name : `${name} | ${other}`
}

async function build(
  recipe: { readonly name: string } & Readonly<Record<string, unknown>>,
  { work, publisher }: { readonly work: string; readonly publisher: string },
  signal: AbortSignal,
): Promise<BuiltPackage> {
  const folder = path.join(work, recipe.name)
  const note = path.join(folder, 'src/usr/share/doc', recipe.name)
  await mkdir(note, { recursive: true })
  // A package has at least one file.
  await writeFile(path.join(note, 'README'), `${String(recipe['description'])}\n`)
  const whole = {
    ...{ version: runtimeVersion, version_scheme: 'debian', architecture: 'universal' },
    ...{ maintainer: publisher, license: 'MIT' },
    ...recipe,
  }
  const text = stringify(whole, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 })
  await writeFile(path.join(folder, 'package.yaml'), text)
  const how = { format: 'tar.zst', signer: null, modified: 0, preset: 0 } as const
  const made = await buildPackage({ source: folder, output: path.join(work, 'built'), ...how }, signal)
  await rm(folder, { recursive: true })
  return made
}
