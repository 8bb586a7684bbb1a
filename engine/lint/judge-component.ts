/** What a component of AppStream must have by its type, and what its parts must have together. */
import { lineOf } from '../appstream/clean-text.ts'
import { type Findings, note } from '../appstream/findings.ts'
import type { Severity } from '../model/finding.ts'
import type { ComponentElements } from '../appstream/read-metainfo.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'
import { judgeRelations } from './judge-relations.ts'
import { judgeScreenshots } from './judge-screenshots.ts'
import { judgeShapes, judgeValue } from './judge-shapes.ts'
import { componentAttributes, iconTypes } from './metainfo-shapes.ts'

type Style = ComponentElements['style']

export function judgeComponent(
  component: XmlElement,
  { kind, style }: { readonly kind: string; readonly style: Style },
  findings: Findings,
): void {
  judgeAttributes(component, style, findings)
  judgeShapes(component, findings)
  judgeNeeds(component, kind, findings)
  judgeLanguages(component, style, findings)
  judgeSummaries(component, findings)
  judgeNotes(component, findings)
  judgeIcons(component, style, findings)
  judgeUrls(component, findings)
  judgeGroup(component, findings)
  judgeIssues(component, findings)
  judgeProvides(component, findings)
  judgeCustom(component, findings)
  judgeRelations(component, kind, findings)
  judgeScreenshots(component, findings)
}

function judgeAttributes(component: XmlElement, style: Style, findings: Findings): void {
  const { line, attributes } = component
  for (const [name, check] of Object.entries(componentAttributes)) {
    judgeValue(attributes[name], check, { line, name }, findings)
  }
  if (style === 'catalog') return
  for (const name of ['priority', 'merge']) {
    const said = attributes[name] ?? '0'
    if (said !== '0') note(findings, 'warning', 'field/misplaced', { line, value: name, accepted: style })
  }
}

/** By type: what must be there, and how bad it is if not. */
const needs: Readonly<Record<string, readonly (readonly [Severity, string, string?])[]>> = {
  'console-application': [['warning', 'provides/binary']],
  'web-application': [
    ['error', 'launchable', 'url'],
    ['error', 'icon'],
    ['warning', 'categories/category'],
  ],
  font: [
    ['error', 'provides/font'],
    ['hint', 'description'],
  ],
  driver: [['warning', 'provides/modalias']],
  addon: [['error', 'extends']],
  localization: [
    ['hint', 'extends'],
    ['error', 'languages/lang'],
  ],
  service: [['error', 'launchable', 'service']],
}

function judgeNeeds(component: XmlElement, kind: string, findings: Findings): void {
  const { line } = component
  for (const [severity, path, type] of needs[kind] ?? []) {
    const fits = ({ attributes }: XmlElement): boolean => type === undefined || attributes['type'] === type
    if (filled(component, path).some(fits)) continue
    const value = `${path}${type === undefined ? '' : ` type="${type}"`}`
    note(findings, severity, 'field/missing', { line, value, accepted: kind })
  }
  const [extended] = elementsOf(component, 'extends')
  if (extended !== undefined && !['addon', 'localization', 'repository'].includes(kind))
    note(findings, 'error', 'field/misplaced', { line: extended.line, value: 'extends', accepted: kind })
  const hasStockIcon = elementsOf(component, 'icon').some(({ attributes }) => attributes['type'] === 'stock')
  const hasCategory = below(component, 'categories/category').length > 0
  if (kind === 'desktop-application' && hasStockIcon && !hasCategory)
    note(findings, 'error', 'category/none', { line })
}

function below(component: XmlElement, path: string): XmlElement[] {
  return path
    .split('/')
    .reduce((all: XmlElement[], name) => all.flatMap((one) => elementsOf(one, name)), [component])
}

function filled(component: XmlElement, path: string): XmlElement[] {
  return below(component, path).filter((element) => lineOf(textOf(element)) !== '')
}

/** One translates paragraphs in metainfo, and whole descriptions in catalogs. */
function judgeLanguages(component: XmlElement, style: Style, findings: Findings): void {
  const wholes = [...elementsOf(component, 'description'), ...elementsOf(component, 'keywords')]
  const inReleases = elementsOf(component, 'releases').flatMap((all) => elementsOf(all, 'release'))
  const descriptions = [component, ...inReleases].flatMap((parent) => elementsOf(parent, 'description'))
  const wrong =
    style === 'metainfo'
      ? new Set([...wholes, ...descriptions])
      : descriptions.flatMap((one) => elementsOf(one).filter(({ name }) => /^(?:p|ul|ol)$/.test(name)))
  for (const { name, line, attributes } of wrong) {
    if (attributes['xml:lang'] !== undefined)
      note(findings, 'error', 'field/not-translatable', { line, value: name })
  }
  for (const { line } of style === 'metainfo' ? [] : elementsOf(component, 'update_contact')) {
    note(findings, 'warning', 'field/misplaced', { line, value: 'update_contact', accepted: style })
  }
}

function judgeSummaries(component: XmlElement, findings: Findings): void {
  for (const summary of elementsOf(component, 'summary')) {
    if (/[\n\t]/.test(textOf(summary).trim()))
      note(findings, 'error', 'summary/lines', { line: summary.line })
  }
}

function judgeIcons(component: XmlElement, style: Style, findings: Findings): void {
  for (const icon of elementsOf(component, 'icon')) {
    const { line, attributes } = icon
    const type = attributes['type']
    const value = lineOf(textOf(icon))
    judgeValue(type, iconTypes[style], { line, name: 'icon type' }, findings)
    if (value === '') note(findings, 'warning', 'field/empty', { line, value: 'icon' })
    if ((type === 'stock' || type === 'cached') && value.includes('/'))
      note(findings, 'error', 'value/form', { line, value, accepted: 'a name such as org.example.App' })
    if (type !== 'remote') continue
    const about = { line, value, accepted: 'https://…' }
    if (!/^(?:https?|ftp):\/\//.test(value)) note(findings, 'error', 'url/form', about)
    else if (!value.startsWith('https:')) note(findings, 'hint', 'url/not-https', about)
  }
}

function judgeUrls(component: XmlElement, findings: Findings): void {
  const seen = new Set<string>()
  for (const { line, attributes } of elementsOf(component, 'url')) {
    const type = attributes['type'] ?? ''
    if (seen.has(type)) note(findings, 'warning', 'field/repeated', { line, value: `url ${type}`.trim() })
    seen.add(type)
  }
}

/** What nobody reads as a paragraph: loose text, and paragraphs of a release beside its description. */
function judgeNotes(component: XmlElement, findings: Findings): void {
  const releases = below(component, 'releases/release')
  for (const { line, children } of [component, ...releases].flatMap((one) =>
    elementsOf(one, 'description'),
  )) {
    if (children.some((child) => typeof child === 'string' && lineOf(child) !== ''))
      note(findings, 'warning', 'text/outside', { line, value: 'p' })
  }
  for (const { line, name } of releases.flatMap((release) => elementsOf(release))) {
    if (/^(?:p|ul|ol)$/.test(name)) note(findings, 'warning', 'text/outside', { line, value: 'description' })
  }
}

/** Where those who make things together have ids of their own. */
const groups: Readonly<Record<string, readonly [Severity, string]>> = {
  Freedesktop: ['warning', 'org.freedesktop.'],
  FreeDesktop: ['warning', 'org.freedesktop.'],
  KDE: ['warning', 'org.kde.'],
  GNOME: ['hint', 'org.gnome.'],
}

function judgeGroup(component: XmlElement, findings: Findings): void {
  const [group] = elementsOf(component, 'project_group').map((one) => lineOf(textOf(one)))
  const [severity, start] = groups[group ?? ''] ?? []
  for (const id of elementsOf(component, 'id')) {
    const value = lineOf(textOf(id))
    if (severity !== undefined && start !== undefined && !value.startsWith(start))
      note(findings, severity, 'id/form', { line: id.line, value, accepted: `${start}App` })
  }
}

function judgeIssues(component: XmlElement, findings: Findings): void {
  for (const issue of filled(component, 'releases/release/issues/issue')) {
    const value = lineOf(textOf(issue))
    if (issue.attributes['type'] === 'cve' && !value.startsWith('CVE-'))
      note(findings, 'warning', 'release/cve', { line: issue.line, value, accepted: 'CVE-2026-12345' })
  }
}

const provided = new Set(
  'library binary font modalias firmware python2 python3 dbus mediatype mimetype id'.split(' '),
)

function judgeProvides(component: XmlElement, findings: Findings): void {
  const id = elementsOf(component, 'id').map((one) => lineOf(textOf(one)))[0]
  const all = elementsOf(component, 'provides').flatMap((list) => elementsOf(list))
  for (const element of all) {
    const { line, name } = element
    if (!provided.has(name)) note(findings, 'hint', 'field/unknown', { line, value: name })
    if (lineOf(textOf(element)) === '') note(findings, 'warning', 'field/empty', { line, value: name })
  }
  for (const element of [...all, ...elementsOf(component, 'extends')]) {
    const { line, name } = element
    const isOwn = /^(?:id|extends)$/.test(name) && lineOf(textOf(element)) === id
    if (isOwn) note(findings, 'warning', 'id/own', { line, value: id ?? '' })
  }
  for (const { line } of elementsOf(component, 'mimetypes')) {
    note(findings, 'warning', 'field/old', { line, value: 'mimetypes', accepted: 'provides/mediatype' })
  }
}

function judgeCustom(component: XmlElement, findings: Findings): void {
  const seen = new Set<string>()
  for (const element of elementsOf(component, 'custom').flatMap((all) => elementsOf(all))) {
    const { line, name, attributes } = element
    const { key } = attributes
    if (name !== 'value') note(findings, 'error', 'field/unknown', { line, value: name })
    else if (key === undefined)
      note(findings, 'error', 'value/missing', { line, value: 'value key', accepted: 'Example::key' })
    else {
      if (seen.has(key)) note(findings, 'error', 'field/repeated', { line, value: `value key="${key}"` })
      seen.add(key)
      if (textOf(element) === '') note(findings, 'hint', 'field/empty', { line, value: 'value' })
    }
  }
}
