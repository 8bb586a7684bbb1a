import { useRouter } from 'vue-router'
import { places } from '../../app/places.ts'
import { en } from '../../locales/en.ts'
import type { IconName } from '../../ui/icons.ts'
import { categoryLook, categoryTitle } from '../discover/categories.ts'
import type { PaletteEntry } from './palette-entries.ts'

const words = en.palette

/** Where one can go in the window. */
export function usePalettePlaces() {
  const router = useRouter()

  function screens(): readonly PaletteEntry[] {
    const all = places.map(({ id, icon }, at) => ({
      ...go(id, icon, en.shell.places[id], { name: id }),
      end: { keys: ['Ctrl', String(at + 1)] },
    }))
    return [
      ...all.filter(({ id }) => router.hasRoute(id.replace('go-', ''))),
      go('activity', 'log', en.shell.activity, { name: 'activity' }),
    ]
  }

  function categories(): readonly PaletteEntry[] {
    return Object.keys(en.category).map((id) => ({
      ...go(id, categoryLook(id).icon, categoryTitle(id), { name: 'category', params: { id } }),
      ...{ id: `category-${id}`, detail: words.category },
    }))
  }

  /** The page with all results, and its filters. */
  function searchFor(query: string): PaletteEntry {
    return go('search', 'search', words.searchFor(query), { name: 'search', query: { q: query } })
  }

  function go(
    id: string,
    icon: IconName,
    title: string,
    to: Parameters<typeof router.push>[0],
  ): PaletteEntry {
    const run = (): void => void router.push(to)
    return { id: `go-${id}`, group: 'go', title, detail: '', face: { icon }, end: null, run }
  }

  return { screens, categories, searchFor }
}
