import { elementsOf, isXmlProblem, parseXml, type XmlElement, type XmlProblem } from '../xml/read-xml.ts'
import { type Component, readComponent } from './component.ts'
import { type Findings, note } from './findings.ts'

/** The components of a metainfo file, or of a catalog of them. None where the file cannot be read; then it says why. */
export function readMetainfo(text: string, findings: Findings): Component[] {
  return componentsIn(text, findings).elements.flatMap((element) => {
    const component = readComponent(element, findings)
    return component === null ? [] : [component]
  })
}

export interface ComponentElements {
  /** A catalog is put together from many, and says some things otherwise. */
  readonly style: 'metainfo' | 'catalog'
  readonly elements: readonly XmlElement[]
}

/** Their elements, as they stand: the root, or those of a catalog. */
export function componentsIn(text: string, findings: Findings): ComponentElements {
  const root = parseXml(text)
  if (isXmlProblem(root)) {
    note(findings, 'error', 'xml/broken', { line: root.line, value: brokenBy(root) })
    return { style: 'metainfo', elements: [] }
  }
  const style = root.name === 'components' ? 'catalog' : 'metainfo'
  return { style, elements: componentElements(root, findings) }
}

function brokenBy({ problem, detail }: XmlProblem): string {
  return problem === 'syntax' ? detail : `${problem} ${detail}`.trim()
}

function componentElements(root: XmlElement, findings: Findings): XmlElement[] {
  if (root.name === 'component') return [root]
  if (root.name === 'components') return catalogElements(root, findings)
  note(findings, 'error', 'xml/no-component', { line: root.line, value: root.name, accepted: 'component' })
  return []
}

function catalogElements(root: XmlElement, findings: Findings): XmlElement[] {
  const version = root.attributes['version'] ?? ''
  for (const { line, name } of elementsOf(root)) {
    if (name !== 'component')
      note(findings, 'error', 'xml/no-component', { line, value: name, accepted: 'component' })
  }
  if (/^(?:0\.\d{1,2}|1\.\d{1,2})$/.test(version)) return elementsOf(root, 'component')
  note(findings, 'error', 'xml/catalog-version', { line: root.line, value: version, accepted: '0.6 … 1.0' })
  return []
}
