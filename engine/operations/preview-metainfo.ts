import * as v from 'valibot'
import type { Component } from '../appstream/component.ts'
import { type Findings, note } from '../appstream/findings.ts'
import { makeApp } from '../appstream/make-app.ts'
import { judgeMetainfo } from '../lint/lint.ts'
import { AppRecord } from '../model/manifest.ts'
import { maximumXmlBytes } from '../xml/read-xml.ts'
import { type Look, type LookOptions, nothingToShow, unoffered } from './preview-look.ts'
import { presented } from './present-app.ts'

/** The first app of a metainfo file, as a package that says nothing more would be shown. */
export function previewMetainfo({ bytes, locales, today }: LookOptions, findings: Findings): Look {
  const text = bytes.length > maximumXmlBytes ? null : textOf(bytes)
  if (text === null) {
    note(findings, 'error', 'xml/broken', { value: `not-text ${maximumXmlBytes} bytes` })
    return nothingToShow
  }
  const [component, ...others] = judgeMetainfo(text, today, findings)
  if (component === undefined) return nothingToShow
  const app = appOf(component, findings)
  return {
    details: app === null ? null : detailsOf(component, app, locales),
    offers: component.screenshots.map(({ url, caption }) => ({ url, caption })),
    others: others.map(({ id }) => id),
  }
}

/** Null where it is not UTF-8. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** As an import would write it down. Null where no package could say so; then it says why. */
function appOf(component: Component, findings: Findings): AppRecord | null {
  const { id } = component
  const sources = { component, entry: null, control: { name: id, description: '' } }
  // What it starts is looked for among the files of a package, and there are none.
  const made = makeApp({ ...sources, tree: { folder: '', files: [] } }, { ...findings, all: [] })
  const { description = made.summary, content_rating = 'none' } = made
  const written = { ...made, id, description, content_rating, screenshots: [] }
  const read = v.safeParse(AppRecord, written)
  if (read.success) return read.output
  const [issue] = read.issues
  note(findings, 'error', 'recipe/invalid', { value: v.getDotPath(issue) ?? '', accepted: issue.message })
  return null
}

function detailsOf(component: Component, app: AppRecord, locales: readonly string[]): Look['details'] {
  const { kind, license, categories } = component
  const said = { name: nameFor(component.id), description: app.description, license: license ?? '' }
  return {
    ...unoffered,
    ...said,
    title: app.name,
    summary: app.summary,
    version: app.releases[0]?.version ?? '',
    architecture: 'universal',
    role: kind === 'console-application' ? 'command' : kind.endsWith('-application') ? 'app' : 'component',
    categories: [...new Set(categories)],
    tags: [],
    icon: null,
    size: 0,
    installedSize: 0,
    ...{ homepage: app.urls?.homepage ?? null, sourceUrl: null, maintainer: '' },
    ...presented(said, app, locales),
    commands: app.binaries ?? [],
    ...{ dependencies: [], recommends: [], provides: [], conflicts: [], hasScripts: false },
  }
}

/** What a package of it could be called: `org.example.Notes` makes `notes`. */
function nameFor(id: string): string {
  const parts = id
    .toLowerCase()
    .replace(/\.desktop$/, '')
    .split('.')
  return (parts.at(-1) ?? '').replaceAll(/[^a-z0-9+-]+/g, '-').replace(/^[^a-z0-9]+/, '') || 'app'
}
