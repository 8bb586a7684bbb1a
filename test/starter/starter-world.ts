import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'

export const starter = path.resolve(import.meta.dirname, '../../assets/starter')

export interface Release {
  readonly name: string
  readonly version: string
  readonly folder: string
  readonly yaml: PackageYaml
}

export interface PackageYaml {
  readonly name: string
  readonly version: string
  readonly dependencies?: readonly string[]
  readonly recommends?: readonly string[]
  readonly suggests?: readonly string[]
  readonly provides?: readonly string[]
  readonly conflicts?: readonly string[]
  readonly categories: readonly string[]
  readonly files: readonly string[]
  readonly app?: AppYaml
}

export interface AppYaml {
  readonly icon: string
  readonly screenshots?: readonly { readonly path: string; readonly caption: string }[]
  readonly releases: readonly { readonly version: string; readonly date: string; readonly notes: string }[]
  readonly launchable: { readonly kind: string; readonly exec?: string; readonly page?: string }
}

export async function allReleases(): Promise<Release[]> {
  const releases: Release[] = []
  for (const name of await readdir(path.join(starter, 'packages'))) {
    for (const version of await readdir(path.join(starter, 'packages', name))) {
      const folder = path.join(starter, 'packages', name, version)
      const yaml = parse(await readFile(path.join(folder, 'package.yaml'), 'utf8')) as PackageYaml
      releases.push({ name, version, folder, yaml })
    }
  }
  return releases
}

/** Every file below `folder`, as paths relative to it. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted()
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'starter-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The tree an installation of these releases ("tally 2.0.0") makes; two owners of one file are an error. */
export async function aProfile(...releases: readonly string[]): Promise<string> {
  const profile = await temporaryFolder()
  for (const release of releases) {
    const source = path.join(starter, 'packages', ...release.split(' '), 'src')
    for (const file of await filesBelow(source)) {
      await mkdir(path.dirname(path.join(profile, file)), { recursive: true })
      await copyFile(path.join(source, file), path.join(profile, file), 1)
    }
  }
  return profile
}

export interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

interface RunOptions {
  readonly input?: string
  readonly environment?: Record<string, string>
}

/** Runs a program of the profile as a person would, with an environment of its own. */
export async function run(
  profile: string,
  command: string,
  options: RunOptions,
  ...args: string[]
): Promise<Outcome> {
  const environment = {
    PATH: `${profile}/bin:/usr/local/bin:/usr/bin:/bin`,
    HOME: profile,
    MULTIOS_PROFILE: profile,
    LC_ALL: 'C.UTF-8',
    TZ: 'Europe/Berlin',
    ...options.environment,
  }
  return new Promise((resolve) => {
    const child = execFile(
      path.join(profile, 'bin', command),
      args,
      { env: environment },
      (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
      },
    )
    child.stdin?.end(options.input ?? '')
  })
}

/** A pure script of a web app. They are classic scripts, so each leaves its work in one global. */
export async function script<Api>(release: string, file: string, name: string): Promise<Api> {
  const [packageName = '', version = ''] = release.split(' ')
  const location = path.join(starter, 'packages', packageName, version, 'src/share', packageName, file)
  await import(pathToFileURL(location).href)
  return (globalThis as unknown as Record<string, Api>)[name] as Api
}
