import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Findings, note, type ShotOffer } from '../appstream/read-apps.ts'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { pictureEnding, pictureProblem, pictureType } from '../builder/check-picture.ts'
import type { WrittenApp } from '../builder/recipe.ts'
import { parseFileUrl } from '../download/address.ts'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import { systemTransport } from '../download/transport.ts'
import { EngineError } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'

/** Pictures of one app; more would weigh more than most programs. */
const mostShots = 5
/** Bytes of one. */
const largestShot = 4 * 1024 * 1024

// Seconds: a server that is down costs an import no more than this.
const transport = systemTransport({ idleTimeout: 20, answerTimeout: 10, redirects: 4 })

export interface ShotPlace {
  /** The package, unpacked. */
  readonly tree: string
  readonly name: string
  /** Where what was fetched stays until the import ends: some packages are made twice. */
  readonly kept: string
}

/**
 * The app with the pictures that its maker offers on the web. They are fetched by whoever imports and put into the package:
 * so they are hashed and signed as all of it is, and nobody who looks at them asks the maker's server.
 */
export async function withShots(
  app: WrittenApp,
  offers: readonly ShotOffer[],
  { place, findings }: { readonly place: ShotPlace; readonly findings: Findings },
  signal: AbortSignal,
): Promise<WrittenApp> {
  const shots: { readonly member: string; readonly at: number }[] = []
  const deadHosts = new Set<string>()
  for (const [at, { url }] of offers.slice(0, mostShots).entries()) {
    const shot = await shotOf(url, { place, deadHosts }, signal)
    if ('problem' in shot)
      note(findings, 'warning', 'screenshot/not-taken', { value: url, accepted: shot.problem })
    // The same picture again says nothing new.
    else if (!shots.some(({ member }) => member === shot.member)) shots.push({ member: shot.member, at })
  }
  return {
    ...app,
    screenshots: shots.map(({ member, at }) => ({ path: member, caption: offers[at]!.caption })),
    ...captionsOf(app, shots),
  }
}

/** Captions stand by the place of their picture, and some pictures have not come. */
function captionsOf(
  { translations }: WrittenApp,
  shots: readonly { at: number }[],
): Pick<WrittenApp, 'translations'> {
  if (translations === undefined) return {}
  const kept = Object.entries(translations).map(([locale, { captions = [], ...words }]) => {
    const theirs = shots.map(({ at }) => captions[at] ?? '')
    return [locale, theirs.every((caption) => caption === '') ? words : { ...words, captions: theirs }]
  })
  return { translations: Object.fromEntries(kept) as NonNullable<WrittenApp['translations']> }
}

type Shot = { readonly member: string } | { readonly problem: string }

interface Fetching {
  readonly place: ShotPlace
  readonly deadHosts: Set<string>
}

async function shotOf(url: string, { place, deadHosts }: Fetching, signal: AbortSignal): Promise<Shot> {
  const kept = path.join(place.kept, sha256Of(url))
  const before = await readFile(kept).catch(orNull('ENOENT'))
  if (before !== null) return put(before, place)
  const host = URL.parse(url)?.host ?? ''
  if (deadHosts.has(host)) return { problem: 'its server does not answer' }
  try {
    const bytes = await readBytes(transport, parseFileUrl(inPrivate(url)).href, largestShot, signal)
    await mkdir(place.kept, { recursive: true })
    await writeFile(kept, bytes)
    return await put(bytes, place)
  } catch (error) {
    if (error instanceof TooLong) return { problem: `is bigger than ${largestShot} bytes` }
    return { problem: reasonOf(error, () => deadHosts.add(host)) }
  }
}

/** Why it could not be fetched. What is no failure of the network is thrown on. */
function reasonOf(error: unknown, onDead: () => void): string {
  if (!(error instanceof EngineError)) throw error
  const { failure } = error
  switch (failure.code) {
    case 'network/status':
      return `its server answers ${failure.facts.status}`
    case 'network/unreachable':
    case 'network/timeout':
      onDead()
      return 'its server does not answer'
    case 'request/invalid':
      return 'its address leads to no public server'
    default:
      throw error
  }
}

/** Most of what was written down with http is there with https as well. */
function inPrivate(url: string): string {
  const parsed = new URL(url)
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(parsed.hostname)
  if (parsed.protocol === 'http:' && !isHere) parsed.protocol = 'https:'
  return parsed.href
}

/** Puts it below its hash, so that no two are confused. */
async function put(bytes: Uint8Array, { tree, name }: ShotPlace): Promise<Shot> {
  const problem = pictureProblem(bytes)
  const type = pictureType(bytes)
  if (problem !== null || type === null) return { problem: problem ?? '' }
  const member = `usr/share/multios/${name}/${sha256Of(bytes)}.${pictureEnding(type)}`
  return (await write(bytes, await realpath(tree), member)) ? { member } : { problem: taken }
}

const taken = 'the package has something in its place'

/** Never where links of the package lead, nor over what it has itself: then false. */
async function write(bytes: Uint8Array, root: string, member: string): Promise<boolean> {
  const file = path.join(root, member)
  try {
    await mkdir(path.dirname(file), { recursive: true })
    if ((await realpath(path.dirname(file))) !== path.dirname(file)) return false
    const there = await readFile(file).catch(orNull('ENOENT'))
    if (there === null) await writeFile(file, bytes)
    return there === null || there.equals(bytes)
  } catch (error) {
    if (['EEXIST', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(systemCode(error) ?? '')) return false
    throw error
  }
}

function orNull(code: string): (error: unknown) => null {
  return (error) => {
    if (systemCode(error) === code) return null
    throw error
  }
}
