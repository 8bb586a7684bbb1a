import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { unverified } from '../exit-code.ts'
import { count, fingerprint, keymark, moment } from '../output/phrases.ts'
import { bold, green, inline, red, yellow } from '../output/text.ts'

type Trust = Output<'trust.explain'>
type Link = Trust['links'][number]

export async function whyTrusted(input: Arguments, context: Context): Promise<Answer> {
  const typed = input.operand('what')
  const engine = await context.engine()
  const what = meant(typed, context.workingDirectory)
  const trust = await engine.run('trust.explain', { what }, { signal: context.signal })
  return { data: trust, text: () => trustText(trust), ...(trust.holds ? {} : { exit: unverified }) }
}

/** A file here, where it is one; else the name of a package, or a path below the profile. */
function meant(typed: string, folder: string): string {
  const file = path.resolve(folder, typed)
  // A name may look like any file's, but hardly like that of a package file.
  const isFile = typed.includes('/') || /\.tar\.(?:xz|zst)$/.test(typed)
  return isFile && existsSync(file) ? file : typed
}

function trustText({ name, version, path: place, links, holds }: Trust): string {
  const what = place === null ? '' : `, ${inline(place)}`
  return [
    `${bold(name)} ${inline(version)}${what}`,
    ...links.flatMap(linkLines),
    holds
      ? green('Every link that is here holds.')
      : red('The chain is broken. Repair it, or do without this package.'),
  ].join('\n')
}

export function linkLines({
  kind,
  title,
  fingerprint: print,
  digest,
  expires,
  state,
  signatures,
}: Link): readonly string[] {
  const until = expires === null ? '' : `, valid until ${moment(expires)}`
  const shown = title === '' ? '' : ` ${inline(title)}`
  return [
    `  ${stateWords[state]}  ${kindWords[kind]}${shown}${until}`,
    ...(print === null
      ? []
      : [
          `            ${kind === 'root' ? 'fingerprint' : 'key'} ${fingerprint(print)}`,
          `            ${keymark(print)}`,
        ]),
    ...(digest === null ? [] : [`            sha256 ${digest}`]),
    ...(signatures === undefined
      ? []
      : [
          `            signed by ${signatures.valid} of the ${count(signatures.needed, 'key')} that must sign`,
        ]),
  ]
}

const kindWords: Readonly<Record<Link['kind'], string>> = {
  root: 'root',
  timestamp: 'timestamp',
  snapshot: 'snapshot',
  targets: 'targets',
  delegation: 'delegation to',
  releases: 'releases',
  index: 'index of',
  manifest: 'manifest of',
  publisher: 'signature of',
  artifact: 'artifact',
  file: 'installed files:',
}

const stateWords: Readonly<Record<Link['state'], string>> = {
  valid: green('holds   '),
  expired: yellow('too old '),
  absent: 'not kept',
  missing: red('missing '),
  broken: red('broken  '),
}
