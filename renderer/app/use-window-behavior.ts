import { nextTick, onScopeDispose, watch } from 'vue'
import { useRouter, type RouteLocationNormalized } from 'vue-router'
import { useChanges } from '../composables/use-changes.ts'
import { useShortcuts } from '../composables/use-shortcuts.ts'
import { categoryTitle } from '../features/discover/categories.ts'
import { transferWords } from '../format/transfer.ts'
import { en } from '../locales/en.ts'
import { useAnnouncer } from '../stores/announcer.ts'
import { useToasts } from '../stores/toasts.ts'
import { amountsOf, type Transfer } from '../stores/transfer.ts'
import { useTransfers } from '../stores/transfers.ts'
import { places } from './places.ts'
import { moveToRegion } from './regions.ts'

/** The keys that work in the whole window. */
export function useWindowKeys(acts: {
  readonly focusSearch: () => void
  readonly toggleQueue: () => void
  readonly openPalette: () => void
}): void {
  const router = useRouter()
  const toasts = useToasts()
  const changes = useChanges()

  function undo(): void {
    const toast = toasts.shown.findLast(({ action }) => action?.label === en.change.undo)
    if (toast) toasts.act(toast)
    else void changes.undo()
  }

  const toPlaces = places.map(({ id }, at) => [
    `ctrl+${at + 1}`,
    () => (router.hasRoute(id) ? void router.push({ name: id }) : undefined),
  ])
  useShortcuts({
    ...Object.fromEntries(toPlaces),
    'ctrl+k': acts.openPalette,
    'ctrl+f': acts.focusSearch,
    '/': acts.focusSearch,
    'alt+arrowleft': () => router.back(),
    'alt+arrowright': () => router.forward(),
    f6: () => moveToRegion(1),
    'shift+f6': () => moveToRegion(-1),
    'ctrl+j': acts.toggleQueue,
    'ctrl+z': undo,
  })
}

/** After going somewhere: its title is told, the focus is on it, and it stands where it was left. */
export function useArrivals(main: () => HTMLElement | null): void {
  const router = useRouter()
  const announcer = useAnnouncer()
  const left = new Map<unknown, number>()
  let position = positionOf()

  const tellTitle = (to: RouteLocationNormalized): void => void (document.title = en.shell.page(titleOf(to)))
  // The first arrival is over before this listens.
  tellTitle(router.currentRoute.value)
  const stopLeaving = router.beforeEach(() => void left.set(position, main()?.scrollTop ?? 0))
  const stopArriving = router.afterEach(async (to, from) => {
    position = positionOf()
    const title = titleOf(to)
    tellTitle(to)
    await nextTick()
    if (to.path === from.path) return
    announcer.say(title)
    if (!isTyping()) main()?.focus({ preventScroll: true })
    main()?.scrollTo({ top: left.get(position) ?? 0 })
  })

  onScopeDispose(() => {
    stopLeaving()
    stopArriving()
  })
}

function positionOf(): unknown {
  return (history.state as { position?: unknown } | null)?.position
}

function titleOf({ meta, params }: RouteLocationNormalized): string {
  const { id, name } = params
  const own = typeof id === 'string' ? categoryTitle(id) : name
  return meta.title ?? (typeof own === 'string' ? own : en.shell.product)
}

function isTyping(): boolean {
  return document.activeElement instanceof HTMLInputElement
}

/** Progress is told at each quarter and at the end; a failure at once. */
export function useAnnouncements(): void {
  const transfers = useTransfers()
  const announcer = useAnnouncer()
  const told = new Map<number, string>()

  watch(
    () => transfers.all,
    (all) => {
      for (const transfer of all) {
        const words = quarterWords(transfer)
        if (told.get(transfer.id) === words) continue
        told.set(transfer.id, words)
        if (transfer.phase.kind === 'failed') announcer.warn(words)
        else announcer.say(words)
      }
    },
  )
}

function quarterWords(transfer: Transfer): string {
  const { phase, title } = transfer
  if (phase.kind === 'running' && phase.step === 'download') {
    const { received, total } = amountsOf(transfer)
    const quarter = total === 0 ? 0 : Math.floor((received / total) * 4) / 4
    return `${title}, ${en.action.percent(quarter)}`
  }
  return `${title}: ${transferWords(transfer).amount}`
}
