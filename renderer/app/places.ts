import type { IconName } from '../ui/icons.ts'

/** The places of the window in their order; a place whose page does not exist yet is not shown. */
export const places = [
  { id: 'discover', icon: 'discover', group: 'main' },
  { id: 'updates', icon: 'updates', group: 'main' },
  { id: 'installed', icon: 'installed', group: 'main' },
  { id: 'history', icon: 'history', group: 'system' },
  { id: 'repositories', icon: 'repos', group: 'system' },
  { id: 'security', icon: 'security', group: 'system' },
  { id: 'settings', icon: 'settings', group: 'system' },
] as const satisfies readonly { id: string; icon: IconName; group: 'main' | 'system' }[]

export type PlaceId = (typeof places)[number]['id']
