import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type ControlFacts,
  readApps,
  type TreeApps,
  type UnpackedTree,
} from '../../../engine/appstream/read-apps.ts'
import { type Component } from '../../../engine/appstream/component.ts'
import { readMetainfo } from '../../../engine/appstream/read-metainfo.ts'
import type { Finding } from '../../../engine/model/finding.ts'

const never = new AbortController().signal

/** What a package of these files is read as. */
export async function appsOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  control: ControlFacts = { name: 'lantern', description: 'Lights a room' },
  sizes: Readonly<Record<string, number>> = {},
  links: UnpackedTree['links'] = [],
): Promise<TreeApps> {
  const folder = await mkdtemp(path.join(tmpdir(), 'appstream-'))
  try {
    for (const [member, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, member)), { recursive: true })
      await writeFile(path.join(folder, member), content)
    }
    const listed = Object.entries(files).map(([member, content]) => ({
      path: member,
      size: sizes[member] ?? Buffer.byteLength(content),
    }))
    const tree: UnpackedTree = { folder, files: listed, links }
    return await readApps(tree, control, never)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export interface Read {
  readonly components: readonly Component[]
  /** `severity rule :line value`. */
  readonly said: readonly string[]
}

export function read(xml: string): Read {
  const all: Finding[] = []
  const components = readMetainfo(xml, { file: 'a.metainfo.xml', all })
  return { components, said: all.map(said) }
}

export function said({ severity, rule, line, value }: Finding): string {
  return `${severity} ${rule}${line === null ? '' : ` :${line}`}${value === null ? '' : ` ${value}`}`
}

/** A component with this inside, from its third line on. */
export function component(inside: string, type = 'desktop-application'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<component type="${type}">\n${inside}\n</component>\n`
}
