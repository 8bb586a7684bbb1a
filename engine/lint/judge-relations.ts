/** What a component needs, would like, and is made for. */
import { lineOf } from '../appstream/clean-text.ts'
import { type Findings, note } from '../appstream/findings.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'
import { judgeValue } from './judge-shapes.ts'
import { bandwidth, comparison, relations, side } from './metainfo-shapes.ts'

interface Around {
  readonly group: string
  readonly id: string
  readonly kind: string
  /** What stands already, in any of the groups. */
  readonly seen: Set<string>
  readonly findings: Findings
}

export function judgeRelations(component: XmlElement, kind: string, findings: Findings): void {
  const seen = new Set<string>()
  const id = elementsOf(component, 'id').map((one) => lineOf(textOf(one)))[0] ?? ''
  for (const group of elementsOf(component)) {
    if (!['requires', 'recommends', 'supports'].includes(group.name)) continue
    const [first] = group.children
    if (typeof first === 'string' && lineOf(first) !== '')
      note(findings, 'error', 'field/text', { line: group.line, value: group.name })
    for (const item of elementsOf(group)) {
      judgeItem(item, { group: group.name, id, kind, seen, findings })
    }
  }
}

function judgeItem(item: XmlElement, around: Around): void {
  const { line, name, attributes } = item
  const { id, kind, seen, findings } = around
  const value = lineOf(textOf(item))
  if (relations[name] === undefined) return note(findings, 'warning', 'field/unknown', { line, value: name })
  if (value === '') {
    if (kind !== 'firmware' && name !== 'firmware')
      note(findings, 'error', 'field/empty', { line, value: name })
    return
  }
  if (value === id) note(findings, 'warning', 'id/own', { line, value })
  judgeComparison(item, around)
  judgeSaid(item, value, around)
  const key = [name, value, attributes['compare'], attributes['version']].join(' ')
  if (seen.has(key)) note(findings, 'warning', 'relation/repeated', { line, value: `${name} ${value}` })
  seen.add(key)
}

function judgeSaid(item: XmlElement, value: string, around: Around): void {
  const { line, name, attributes } = item
  const { group, findings } = around
  const form = relations[name]?.text
  if (form !== undefined) judgeValue(value, form, { line, name }, findings)
  if (group === 'requires' && (name === 'memory' || name === 'control'))
    note(findings, 'hint', 'relation/strict', { line, value: name, accepted: 'recommends, supports' })
  if (name === 'display_length')
    judgeValue(attributes['side'], side, { line, name: 'display_length side' }, findings)
  if (name === 'internet') judgeInternet(item, value, around)
}

function judgeComparison({ line, name, attributes }: XmlElement, { findings }: Around): void {
  const { version, compare } = attributes
  const known = relations[name]
  if (version !== undefined && known?.version === undefined) {
    return note(findings, 'warning', 'field/misplaced', { line, value: 'version', accepted: name })
  }
  if (known?.compare !== undefined) {
    judgeValue(compare, { ...comparison, fits: isComparison }, { line, name }, findings)
    if (version !== undefined && compare === undefined)
      note(findings, 'hint', 'value/missing', { line, value: `${name} compare`, accepted: 'ge' })
  } else if (compare !== undefined) {
    note(findings, 'hint', 'field/misplaced', { line, value: 'compare', accepted: name })
  }
}

/** Signs are an older way to write the same. */
function isComparison(text: string): boolean {
  return comparison.fits(text) || ['==', '!=', '>>', '<<', '>=', '<='].includes(text)
}

function judgeInternet(
  { line, attributes }: XmlElement,
  value: string,
  { group, seen, findings }: Around,
): void {
  const said = attributes['bandwidth_mbitps']
  if (said !== undefined && value === 'offline-only')
    note(findings, 'warning', 'field/misplaced', { line, value: 'bandwidth_mbitps', accepted: value })
  judgeValue(said, bandwidth, { line, name: 'internet bandwidth_mbitps' }, findings)
  if (seen.has(`internet of ${group}`)) note(findings, 'error', 'field/repeated', { line, value: 'internet' })
  seen.add(`internet of ${group}`)
}
