import { computed, nextTick, ref, watch } from 'vue'
import { useClient } from '../../client/provide-client.ts'
import { actEntries, appEntries, matching, type PaletteEntry, readQuery } from './palette-entries.ts'
import { useFoundApps } from './use-found-apps.ts'
import { usePaletteCommands } from './use-palette-commands.ts'
import { usePalettePlaces } from './use-palette-places.ts'

const groups = ['apps', 'do', 'go'] as const

/** What the palette shows for what is typed, and which line is chosen. */
export function usePalette(toggleQueue: () => void, close: () => void) {
  const { found, find, whenFound } = useFoundApps(useClient())
  const { commands, acts } = usePaletteCommands(toggleQueue)
  const { screens, categories, searchFor } = usePalettePlaces()
  const text = ref('')
  const chosen = ref(0)
  const asked = computed(() => readQuery(text.value))

  const entries = computed<readonly PaletteEntry[]>(() => {
    const { query, commandsOnly } = asked.value
    const known = query === '' || commandsOnly ? [] : appEntries(found.value, acts)
    const done = [
      ...(known.length === 0 ? [] : actEntries(found.value[0], acts)),
      ...matching(commands(), query),
    ]
    if (commandsOnly) return done
    if (query === '') return [...screens(), ...done].toSorted(inGroupOrder)
    return [...known, ...done, ...matching([...screens(), ...categories()], query), searchFor(query)]
  })

  const shownGroups = computed(() =>
    groups
      .map((group) => ({ group, entries: entries.value.filter((one) => one.group === group) }))
      .filter((one) => one.entries.length > 0),
  )

  function step(by: number): void {
    const count = entries.value.length
    if (count > 0) chosen.value = (chosen.value + by + count) % count
  }

  /** The palette is gone before anything else opens, so that the focus has somewhere to come back to. */
  async function run(entry: PaletteEntry | undefined): Promise<void> {
    if (entry === undefined) return
    close()
    await nextTick()
    entry.run()
  }

  async function runChosen(): Promise<void> {
    await whenFound()
    await run(entries.value[chosen.value])
  }

  watch(text, () => {
    chosen.value = 0
    find(asked.value.commandsOnly ? '' : asked.value.query)
  })
  watch(entries, ({ length }) => (chosen.value = Math.max(0, Math.min(chosen.value, length - 1))))

  return { text, asked, entries, shownGroups, chosen, step, run, runChosen }
}

function inGroupOrder(a: PaletteEntry, b: PaletteEntry): number {
  return groups.indexOf(a.group) - groups.indexOf(b.group)
}
