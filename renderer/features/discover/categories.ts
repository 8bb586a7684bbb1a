import { en } from '../../locales/en.ts'
import type { IconName } from '../../ui/icons.ts'
import type { Pigment } from '../../ui/keymark.ts'

export interface CategoryLook {
  readonly icon: IconName
  readonly pigment: Pigment
}

const looks: Readonly<Record<string, CategoryLook>> = {
  Graphics: { icon: 'brush', pigment: 'rose' },
  Video: { icon: 'image', pigment: 'clay' },
  AudioVideo: { icon: 'film', pigment: 'clay' },
  Audio: { icon: 'music', pigment: 'plum' },
  Office: { icon: 'pen', pigment: 'ochre' },
  Development: { icon: 'code', pigment: 'indigo' },
  Network: { icon: 'globe', pigment: 'lake' },
  Science: { icon: 'flask', pigment: 'spruce' },
  Education: { icon: 'book', pigment: 'spruce' },
  Game: { icon: 'game', pigment: 'moss' },
  System: { icon: 'cpu', pigment: 'lake' },
  Settings: { icon: 'settings', pigment: 'indigo' },
  Utility: { icon: 'wrench', pigment: 'ochre' },
}
const other: CategoryLook = { icon: 'grid', pigment: 'indigo' }

export function categoryLook(category: string): CategoryLook {
  return looks[category] ?? other
}

/** The word people use; the category's own name where nobody has found one. */
export function categoryTitle(category: string): string {
  return en.category[category] ?? category
}
