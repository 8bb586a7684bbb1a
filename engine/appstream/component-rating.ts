import {
  type ContentRating,
  ratingAttributes,
  type RatingAttribute,
  ratingLevels,
  type RatingLevel,
} from '../model/content-rating.ts'
import { lineOf } from './clean-text.ts'
import { type Findings, note } from './findings.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'

/** The OARS table; null where there is none, or one of a scheme that is not known: then nobody has rated it. */
export function ratingFrom(component: XmlElement, findings: Findings): ContentRating | null {
  const all = elementsOf(component, 'content_rating')
  const known = all.find(({ attributes }) => /^oars-1\.[01]$/.test(attributes['type'] ?? ''))
  const [first] = all
  if (first !== undefined && known === undefined) {
    const value = first.attributes['type'] ?? ''
    note(findings, 'warning', 'rating/unknown', { line: first.line, value, accepted: 'oars-1.1' })
  }
  if (known === undefined) return null
  const type = known.attributes['type'] === 'oars-1.0' ? 'oars-1.0' : 'oars-1.1'
  const attributes: Partial<Record<RatingAttribute, RatingLevel>> = {}
  for (const element of elementsOf(known, 'content_attribute')) {
    const id = ratingAttributes.find((one) => one === element.attributes['id'])
    const said = lineOf(textOf(element))
    const level = ratingLevels.find((one) => one === said)
    if (id !== undefined && level !== undefined) attributes[id] = level
    else
      note(findings, 'warning', 'rating/unknown', {
        line: element.line,
        value: `${element.attributes['id'] ?? ''} ${said}`.trim(),
        accepted: ratingLevels.join(', '),
      })
  }
  return { type, attributes }
}
