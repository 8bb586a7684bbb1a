import { en } from '../locales/en.ts'
import type { IconName } from './icons.ts'

/** Where an app stands on its way onto this machine, as its button shows it. */
export type AppActionState =
  | { readonly state: 'absent' }
  | { readonly state: 'queued' }
  /** `share` is 0 to 1; null while the size is not known. */
  | { readonly state: 'downloading'; readonly share: number | null }
  | { readonly state: 'checking' }
  | { readonly state: 'installing' }
  | { readonly state: 'removing' }
  /** `opens` is false for what has nothing to open: a component. */
  | { readonly state: 'installed'; readonly opens: boolean }
  | { readonly state: 'update' }
  | { readonly state: 'failed' }
  | { readonly state: 'refused' }
  /** A rule keeps it away. */
  | { readonly state: 'blocked' }

export type AppAct = 'install' | 'open' | 'update' | 'cancel' | 'retry' | 'why'

/** How a state is drawn: a button, a ring that can be pressed, a ring that cannot, or words. */
export type Look =
  | {
      readonly kind: 'button'
      readonly act: AppAct
      readonly text: string
      readonly icon?: IconName
      readonly tone: 'tonal' | 'neutral' | 'danger-quiet'
      readonly label: string
    }
  | {
      readonly kind: 'ring'
      readonly icon: IconName
      readonly share: number | null
      /** Beside the ring; empty where the ring says it all. */
      readonly text: string
      readonly label: string
      readonly cancels: boolean
    }
  | { readonly kind: 'words'; readonly text: string }

export function lookOf(action: AppActionState, name: string): Look {
  const words = en.action
  switch (action.state) {
    case 'absent':
      return {
        kind: 'button',
        act: 'install',
        text: words.install,
        tone: 'tonal',
        label: words.installOf(name),
      }
    case 'update':
      return { kind: 'button', act: 'update', text: words.update, tone: 'tonal', label: words.updateOf(name) }
    case 'failed':
      return {
        kind: 'button',
        act: 'retry',
        text: words.retry,
        tone: 'danger-quiet',
        label: words.retryOf(name),
      }
    case 'refused':
      return { kind: 'button', act: 'why', text: words.why, tone: 'neutral', label: words.whyOf(name) }
    case 'blocked':
      return {
        kind: 'button',
        act: 'why',
        text: words.blocked,
        icon: 'lock',
        tone: 'neutral',
        label: words.blockedOf(name),
      }
    case 'installed':
      if (!action.opens) return { kind: 'words', text: words.installed }
      return { kind: 'button', act: 'open', text: words.open, tone: 'neutral', label: words.openOf(name) }
    default:
      return ringOf(action, name)
  }
}

type Moving = Extract<
  AppActionState,
  { state: 'queued' | 'downloading' | 'checking' | 'installing' | 'removing' }
>

function ringOf(action: Moving, name: string): Look {
  const words = en.action
  const still = { kind: 'ring', share: null, text: '', cancels: false } as const
  switch (action.state) {
    case 'queued':
      return { ...still, icon: 'clock', share: 0, label: words.cancelWaiting(name), cancels: true }
    case 'downloading':
      return {
        kind: 'ring',
        icon: 'stop',
        share: action.share,
        text: action.share === null ? '' : words.percent(action.share),
        label: words.cancelOf(name, action.share),
        cancels: true,
      }
    case 'checking':
      return { ...still, icon: 'shield-check', label: words.checkingOf(name) }
    case 'installing':
      return { ...still, icon: 'box', label: words.installingOf(name) }
    case 'removing':
      return { ...still, icon: 'trash', label: words.removingOf(name) }
  }
}
