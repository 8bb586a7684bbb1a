/** XML of strangers, read into a small tree: no document types, no entities but XML's own five, and an end to everything. */
import sax from 'sax'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
  /** 1-based. */
  readonly line: number
}

export interface XmlProblem {
  readonly problem: 'too-long' | 'too-deep' | 'too-many' | 'document-type' | 'syntax'
  readonly line: number | null
  /** What the parser says, or the limit. */
  readonly detail: string
}

/** Bytes; the longest honest file there is, with a hundred languages, has a third of it. */
export const maximumXmlBytes = 2 * 1024 * 1024
const maximumDepth = 32
const maximumElements = 100_000

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[]
}

/** The root element, or what is wrong. Nothing that a document type could declare is ever looked up. */
export function parseXml(text: string): XmlElement | XmlProblem {
  if (text.length > maximumXmlBytes) {
    return { problem: 'too-long', line: null, detail: `${maximumXmlBytes} characters` }
  }
  const forbidden = text.search(/[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  if (forbidden !== -1) {
    const line = lineBreaks(text, 0, forbidden) + 1
    return { problem: 'syntax', line, detail: 'It holds a control character' }
  }
  try {
    return read(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof Refused) return error.found
    throw error
  }
}

export function isXmlProblem(read: XmlElement | XmlProblem): read is XmlProblem {
  return 'problem' in read
}

class Refused extends Error {
  readonly found: XmlProblem

  constructor(problem: XmlProblem['problem'], line: number, detail: string) {
    super(detail)
    this.found = { problem, line, detail }
  }
}

function read(text: string): XmlElement {
  const parser = sax.parser(true, { strictEntities: true, position: true } as sax.SAXOptions)
  const refuse = (problem: XmlProblem['problem'], detail: string): never => {
    throw new Refused(problem, parser.line + 1, detail)
  }
  const open: OpenElement[] = []
  const roots: XmlElement[] = []
  let elements = 0
  const hear = (said: string): void => void open.at(-1)?.children.push(said)
  parser.onerror = (error) => refuse('syntax', error.message.split('\n', 1)[0] ?? '')
  parser.ondoctype = () => refuse('document-type', '')
  parser.ontext = hear
  parser.oncdata = hear
  parser.onopentag = ({ name, attributes }) => {
    elements += 1
    if (elements > maximumElements) refuse('too-many', `${maximumElements} elements`)
    if (open.length >= maximumDepth) refuse('too-deep', `${maximumDepth} elements`)
    if (open.length === 0 && roots.length > 0) refuse('syntax', 'A second root')
    // The tag's own line, as the parser has read it to its end.
    const line = parser.line + 1 - lineBreaks(text, parser.startTagPosition, parser.position)
    const element = { name, attributes: attributes as Record<string, string>, children: [], line }
    ;(open.at(-1)?.children ?? roots).push(element)
    open.push(element)
  }
  parser.onclosetag = () => void open.pop()
  parser.write(text).close()
  return roots[0] ?? refuse('syntax', 'No root')
}

function lineBreaks(text: string, from: number, to: number): number {
  return text.slice(from, to).split('\n').length - 1
}

/** The elements among the children, of one name where it is given. */
export function elementsOf(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )
}

/** All text below an element, as it stands. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}
