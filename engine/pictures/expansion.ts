import { elementsOf, isXmlProblem, parseXml, type XmlElement } from '../xml/read-xml.ts'

/** Elements that a drawing may have once every `use` stands for what it uses. */
const maximumElements = 50_000

/** Whether drawing it would take room and time out of proportion: uses of uses of uses. */
export function expandsTooFar(svg: string): boolean {
  const root = parseXml(svg)
  if (isXmlProblem(root)) return true
  const byId = new Map<string, XmlElement>()
  const sizes = new Map<XmlElement, number>()
  const learn = (element: XmlElement): void => {
    const id = element.attributes['id']
    if (id !== undefined) byId.set(id, element)
    elementsOf(element).forEach(learn)
  }
  const measure = (element: XmlElement): number => {
    const known = sizes.get(element)
    if (known !== undefined) return known
    // A circle of uses has no end.
    sizes.set(element, Infinity)
    const used = byId.get((element.attributes['href'] ?? element.attributes['xlink:href'] ?? '').slice(1))
    const parts = [
      ...elementsOf(element),
      ...(element.name.endsWith('use') && used !== undefined ? [used] : []),
    ]
    const size = parts.reduce((sum, part) => sum + measure(part), 1)
    sizes.set(element, size)
    return size
  }
  learn(root)
  return measure(root) > maximumElements
}
