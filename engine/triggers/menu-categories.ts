import { shelfOf } from '../model/shelf.ts'

/** Main categories of the Desktop Menu Specification for what our packages call theirs. */
const main: Readonly<Record<string, string>> = {
  audio: 'AudioVideo;Audio',
  development: 'Development',
  education: 'Education',
  games: 'Game',
  graphics: 'Graphics',
  internet: 'Network',
  multimedia: 'AudioVideo',
  office: 'Office',
  science: 'Science',
  settings: 'Settings',
  system: 'System',
  utilities: 'Utility',
  video: 'AudioVideo;Video',
}

/** `Office;Utility;`, or null where a menu has no word for any of them. */
export function menuCategories(categories: readonly string[]): string | null {
  const known = new Set(
    categories.flatMap((category) => main[category.toLowerCase()] ?? main[shelfOf(category)] ?? []),
  )
  return known.size === 0 ? null : `${[...known].join(';')};`
}
