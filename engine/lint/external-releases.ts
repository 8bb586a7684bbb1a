/** Releases that a metainfo file leaves to a file beside it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { lineOf } from '../appstream/clean-text.ts'
import { releasesOf } from '../appstream/component-releases.ts'
import { type Findings, note } from '../appstream/findings.ts'
import { systemCode } from '../system-errors.ts'
import { elementsOf, isXmlProblem, parseXml, textOf, type XmlElement } from '../xml/read-xml.ts'
import { judgeShapes } from './judge-shapes.ts'

export async function judgeExternalReleases(
  file: string,
  components: readonly XmlElement[],
  findings: Findings,
): Promise<void> {
  for (const component of components) {
    const [id] = elementsOf(component, 'id').map((one) => lineOf(textOf(one)))
    for (const releases of elementsOf(component, 'releases')) {
      if (releases.attributes['type'] !== 'external') continue
      // An id that is no file name is told elsewhere.
      if (id === undefined || !/^[\w.+-]+$/.test(id)) continue
      await judgeNamed(path.dirname(file), `${id}.releases.xml`, releases.line, findings)
    }
  }
}

async function judgeNamed(folder: string, name: string, line: number, findings: Findings): Promise<void> {
  for (const place of [path.join('releases', name), name, `${name}.in`]) {
    const found = path.join(folder, place)
    const text = await textAt(found)
    if (text !== null) return judgeText(text, { file: found, all: findings.all })
  }
  note(findings, 'warning', 'release/elsewhere', { line, value: name })
}

/** Null where there is none. */
async function textAt(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

function judgeText(text: string, findings: Findings): void {
  const root = parseXml(text)
  if (isXmlProblem(root)) {
    note(findings, 'error', 'xml/broken', { line: root.line, value: root.detail })
    return
  }
  if (root.name !== 'releases')
    return note(findings, 'error', 'xml/no-component', {
      line: root.line,
      value: root.name,
      accepted: 'releases',
    })
  const around: XmlElement = { name: 'component', attributes: {}, line: root.line, children: [root] }
  judgeShapes(around, findings)
  releasesOf(around, findings, new Map())
}
