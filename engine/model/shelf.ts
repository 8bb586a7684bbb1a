/** Shelves of the store, each with other names that packages give it: those of the Desktop Menu Specification, and our old ones. */
const shelves: Readonly<Record<string, readonly string[]>> = {
  audio: ['audiovideo', 'multimedia', 'music'],
  development: ['developer'],
  education: [],
  games: ['game'],
  graphics: [],
  internet: ['network'],
  office: ['productivity'],
  science: [],
  settings: [],
  system: [],
  utilities: ['utility'],
  video: [],
  writing: [],
}

const byName = new Map(
  Object.entries(shelves).flatMap(([shelf, others]) => [shelf, ...others].map((name) => [name, shelf])),
)

/** The one name of the shelf that a category means; the category as it is where it is none of ours. */
export function shelfOf(category: string): string {
  return byName.get(category.toLowerCase()) ?? category
}

export function shelvesOf(categories: readonly string[]): string[] {
  return [...new Set(categories.map(shelfOf))]
}

export function isShelf(category: string): boolean {
  return byName.has(category.toLowerCase())
}
