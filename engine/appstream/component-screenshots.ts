import { appLimits } from '../model/app-record.ts'
import { wordsOf } from './component-words.ts'
import { type Findings, firstOf, note } from './findings.ts'
import { webAddress } from './web-address.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'

/** A picture that lies somewhere on the web. It is fetched by whoever publishes it, never by who looks at it. */
export interface ShotOffer {
  readonly url: string
  readonly caption: string
  /** By language, without the untranslated one. */
  readonly captions: ReadonlyMap<string, string>
  /** As its maker says; null where not said. */
  readonly width: number | null
  readonly height: number | null
}

/** Each screenshot in its own size, the default one first. Videos are no pictures. */
export function screenshotsOf(
  component: XmlElement,
  findings: Findings,
  lines: Map<string, number>,
): ShotOffer[] {
  const all = elementsOf(component, 'screenshots').flatMap((list) => elementsOf(list, 'screenshot'))
  const inOrder = all.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
  if (all.length > 0 && !all.some(isDefault)) {
    note(findings, 'warning', 'screenshot/no-default', { line: all[0]!.line, accepted: 'type="default"' })
  }
  const found: ShotOffer[] = []
  const at = { line: all[0]?.line ?? null, value: 'screenshots' }
  for (const element of firstOf(inOrder, appLimits.screenshots, at, findings)) {
    const offer = offerOf(element, findings)
    if (offer === null) continue
    lines.set(`screenshots.${found.length}`, element.line)
    found.push(offer)
  }
  return found
}

function isDefault({ attributes }: XmlElement): boolean {
  return attributes['type'] === 'default'
}

function offerOf(element: XmlElement, findings: Findings): ShotOffer | null {
  const images = elementsOf(element, 'image')
  const image = images.find(({ attributes }) => attributes['type'] !== 'thumbnail')
  if (image === undefined) {
    if (elementsOf(element, 'video').length === 0)
      note(findings, 'error', 'screenshot/no-picture', { line: element.line })
    return null
  }
  const url = webAddress(textOf(image))
  if (url === null) {
    note(findings, 'error', 'url/form', {
      line: image.line,
      value: textOf(image).trim(),
      accepted: 'https://…',
    })
    return null
  }
  const captions = wordsOf(element, 'caption', findings)
  const caption = captions.get('') ?? ''
  captions.delete('')
  return { url, caption, captions, width: pixels(image, 'width'), height: pixels(image, 'height') }
}

function pixels({ attributes }: XmlElement, name: string): number | null {
  const written = attributes[name] ?? ''
  return /^[1-9]\d{0,4}$/.test(written) ? Number(written) : null
}
