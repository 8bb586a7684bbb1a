import source from '../assets/icons/ui-icons.json'

export type IconName = keyof typeof source

/** One drawn element of an icon: its tag and its attributes. */
export interface Shape {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
}

const cache = new Map<IconName, readonly Shape[]>()

/** The elements of an icon. Parsed rather than set as markup, so that no page ever needs innerHTML. */
export function shapesOf(name: IconName): readonly Shape[] {
  const known = cache.get(name)
  if (known) return known
  const shapes: Shape[] = []
  let group: Record<string, string> = {}
  for (const [, tag = '', rest = ''] of source[name].matchAll(/<(\w+)([^>]*?)\/?>/g)) {
    const attributes = { ...group, ...attributesOf(rest) }
    if (tag === 'g') group = attributes
    else shapes.push({ tag, attributes })
  }
  cache.set(name, shapes)
  return shapes
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  )
}
