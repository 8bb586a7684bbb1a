import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createEngine } from '../../../engine/index.ts'
import type { Generation } from '../../../engine/model/generation.ts'
import type { Manifest } from '../../../engine/model/manifest.ts'
import { never } from '../../kit/temporary.ts'

export interface Soundness {
  readonly installed: readonly string[]
  readonly generation: number
  /** Whatever does not fit together, in words; empty where all is well. */
  readonly oddities: readonly string[]
}

/** Opens a data directory as the next command would, and compares everything in it that tells of one thing. */
export async function soundnessOf(data: string): Promise<Soundness> {
  const engine = await createEngine({
    dataDirectory: data,
    configFile: path.join(data, 'config.toml'),
    environment: {},
    command: 'looking',
    starter: 'none',
  })
  try {
    const summaries = await engine.run('package.installed', {}, { signal: never })
    const installed = summaries.map(({ name, version }) => `${name} ${version}`)
    const { generation } = await engine.run('system.status', {}, { signal: never })
    const history = await engine.run('history.list', {}, { signal: never })
    const verified = await engine.run('package.verify', {}, { signal: never })
    const bad = verified.filter(({ ok }) => !ok).map((result) => `verify: ${JSON.stringify(result)}`)
    const recorded = history.map((entry) => `${entry.generation}.json`)
    const phantoms = readdirSync(path.join(data, 'generations')).filter((name) => !recorded.includes(name))
    const kept = readGeneration(data, generation)
    const told = kept.releases.map(({ name, version }) => `${name} ${version}`)
    const oddities = [
      ...bad,
      ...differences('installed list', installed, 'generation', told),
      ...differences('tree', treeOf(data), 'manifests', pathsOf(data, kept)),
      ...phantoms.map((name) => `nobody recorded ${name}`),
    ]
    return { installed, generation, oddities }
  } finally {
    await engine.close()
  }
}

/** Names of unfinished things below a data directory. */
export function leftovers(data: string): string[] {
  return namesBelow(data).filter((name) => /\.new|\.starter-/.test(path.basename(name)))
}

function differences(one: string, a: readonly string[], other: string, b: readonly string[]): string[] {
  return [
    ...a
      .filter((entry) => !b.includes(entry))
      .map((entry) => `${entry} is in the ${one}, not in the ${other}`),
    ...b
      .filter((entry) => !a.includes(entry))
      .map((entry) => `${entry} is in the ${other}, not in the ${one}`),
  ]
}

function readGeneration(data: string, number: number): Pick<Generation, 'releases'> {
  if (number === 0) return { releases: [] }
  return JSON.parse(readFileSync(path.join(data, `generations/${number}.json`), 'utf8')) as Generation
}

function pathsOf(data: string, { releases }: Pick<Generation, 'releases'>): string[] {
  const paths = releases.flatMap(({ directory }) => {
    const file = path.join(data, 'store', directory, '.multios/manifest.json')
    return (JSON.parse(readFileSync(file, 'utf8')) as Manifest).files.map((entry) => entry.path)
  })
  return [...new Set(paths)]
}

function treeOf(data: string): string[] {
  return namesBelow(path.join(data, 'profile/current/.'))
}

function namesBelow(folder: string): string[] {
  return existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : []
}
