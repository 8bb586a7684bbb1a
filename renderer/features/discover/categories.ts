import { visibleOnPage } from '../../../engine/base/visible.ts'
import { shelfOf } from '../../../engine/model/shelf.ts'
import { capitalized } from '../../format/words.ts'
import { en } from '../../locales/en.ts'
import type { IconName } from '../../ui/icons.ts'
import type { Pigment } from '../../../engine/model/keymark.ts'

export interface CategoryLook {
  readonly icon: IconName
  readonly pigment: Pigment
}

const looks: Readonly<Record<string, CategoryLook>> = {
  audio: { icon: 'music', pigment: 'plum' },
  development: { icon: 'code', pigment: 'indigo' },
  education: { icon: 'book', pigment: 'plum' },
  games: { icon: 'game', pigment: 'moss' },
  graphics: { icon: 'brush', pigment: 'rose' },
  internet: { icon: 'globe', pigment: 'lake' },
  office: { icon: 'file', pigment: 'lake' },
  science: { icon: 'flask', pigment: 'spruce' },
  settings: { icon: 'settings', pigment: 'indigo' },
  system: { icon: 'cpu', pigment: 'lake' },
  utilities: { icon: 'wrench', pigment: 'ochre' },
  video: { icon: 'film', pigment: 'clay' },
  writing: { icon: 'pen', pigment: 'ochre' },
}
const other: CategoryLook = { icon: 'grid', pigment: 'indigo' }

export function categoryLook(category: string): CategoryLook {
  return own(looks, shelfOf(category)) ?? other
}

/** The word people use; the category's own name where nobody has found one. */
export function categoryTitle(category: string): string {
  // It may stand in an address that somebody else wrote.
  return own(en.category, shelfOf(category)) ?? capitalized(visibleOnPage(category))
}

/** What every object has besides, such as `constructor`, is no word of ours. */
function own<T>(words: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}
