/** Judges the elements of a metainfo file by the table of their shapes, each at its own line. */
import { lineOf } from '../appstream/clean-text.ts'
import { type Findings, note } from '../appstream/findings.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'
import { type Check, type Shape, shapes } from './metainfo-shapes.ts'

/** All that stands below an element of a metainfo file. */
export function judgeShapes(parent: XmlElement, findings: Findings): void {
  const seen = new Set<string>()
  for (const element of elementsOf(parent)) {
    const shape = shapes[`${parent.name}/${element.name}`]
    if (shape === undefined) continue
    judgeRepetition(element, shape, seen, findings)
    judgeForm(element, shape, findings)
    if (shape.holds !== undefined) judgeContent(element, shape.holds, findings)
    judgeShapes(element, findings)
  }
}

/** Notes a value that is absent, or not as the check wants it. */
export function judgeValue(said: string | undefined, check: Check, at: Place, findings: Findings): void {
  const { line, name } = at
  if (said === undefined) {
    const { absent, accepted } = check
    if (absent !== undefined) note(findings, absent, 'value/missing', { line, value: name, accepted })
  } else if (!check.fits(said)) {
    note(findings, check.severity, check.rule, { line, value: said, accepted: check.accepted })
  }
}

interface Place {
  readonly line: number
  /** Of the element, and the attribute where it is one. */
  readonly name: string
}

function judgeRepetition(element: XmlElement, { once }: Shape, seen: Set<string>, findings: Findings): void {
  if (once === undefined) return
  const { name, line, attributes } = element
  const language = attributes['xml:lang']
  if (once === 'plain' && language !== undefined)
    note(findings, 'error', 'field/not-translatable', { line, value: name })
  const key = once === 'plain' ? name : `${name} ${language ?? ''}`
  if (seen.has(key)) note(findings, 'error', 'field/repeated', { line, value: key.trim() })
  seen.add(key)
}

function judgeForm(element: XmlElement, shape: Shape, findings: Findings): void {
  const { name, line, attributes } = element
  const text = lineOf(textOf(element))
  const isEmpty = text === '' && shape.mayBeEmpty === undefined
  if (isEmpty) note(findings, 'warning', 'field/empty', { line, value: name })
  else if (shape.text !== undefined) judgeValue(text, shape.text, { line, name }, findings)
  for (const [attribute, check] of Object.entries(shape.attributes ?? {})) {
    judgeValue(attributes[attribute], check, { line, name: `${name} ${attribute}` }, findings)
  }
}

/** Elements that are lists of one thing, which says something. */
const words = new Set(['category', 'keyword', 'mimetype', 'lang', 'id', 'agreement_section', 'tag'])

function judgeContent(element: XmlElement, holds: readonly string[], findings: Findings): void {
  const [first] = element.children
  if (typeof first === 'string' && lineOf(first) !== '' && holds.some((name) => words.has(name)))
    note(findings, 'error', 'field/text', { line: element.line, value: element.name })
  for (const child of elementsOf(element)) {
    const { line, name } = child
    if (!holds.includes(name)) note(findings, 'hint', 'field/unknown', { line, value: name })
    else if (words.has(name) && lineOf(textOf(child)) === '')
      note(findings, 'warning', 'field/empty', { line, value: name })
  }
}
