/** What this machine has, as far as it matters for where the window opens. */
export interface Machine {
  /** Null where its binary was never fetched. */
  readonly electron: string | null
  /** Why Electron's binary cannot be had; null where it is here, or worth a try. */
  readonly electronProblem: string | null
  readonly hasDisplay: boolean
  readonly isRoot: boolean
  /** A Chromium that can open a window without tabs. */
  readonly chromium: string | null
  /** `xdg-open`, or what the system has in its place. */
  readonly opener: string | null
}

export interface Wish {
  readonly serve: boolean
  readonly open: boolean
}

export type Choice =
  | { readonly host: 'electron'; readonly program: string; readonly why: string }
  | { readonly host: 'app-window'; readonly program: string; readonly why: string }
  | { readonly host: 'browser'; readonly program: string; readonly why: string }
  | { readonly host: 'address'; readonly why: string }

/** The best host for this machine, and the reason in words for the person who started it. */
export function chooseHost(wish: Wish, machine: Machine): Choice {
  if (wish.serve && !wish.open) return { host: 'address', why: 'as asked' }
  if (!machine.hasDisplay) return { host: 'address', why: 'there is no display' }
  const noElectron = wish.serve ? 'as asked' : whyNoElectron(machine)
  if (noElectron === null && machine.electron !== null) {
    return { host: 'electron', program: machine.electron, why: 'its program is here' }
  }
  const why = noElectron ?? ''
  return wish.open ? chooseBrowser(machine, why) : { host: 'address', why }
}

function chooseBrowser(machine: Machine, why: string): Choice {
  // Chromium as root would need its sandbox off, too.
  if (machine.chromium !== null && !machine.isRoot)
    return { host: 'app-window', program: machine.chromium, why }
  if (machine.opener !== null) return { host: 'browser', program: machine.opener, why }
  return { host: 'address', why: `${why}, and no browser was found` }
}

/** Whether fetching Electron is worth the wait: only where it could then be used. */
export function isElectronWanted(wish: Wish, machine: Machine): boolean {
  const { electron, electronProblem, hasDisplay, isRoot } = machine
  return !wish.serve && hasDisplay && !isRoot && electron === null && electronProblem === null
}

/** One line for stderr. */
export function sentenceFor(choice: Choice): string {
  const opened = {
    electron: 'opening in Electron',
    'app-window': 'opening the served host in a Chromium window',
    browser: 'opening the served host in the default browser',
    address: 'serving on 127.0.0.1; open the address below in a browser on this machine',
  }[choice.host]
  return `MultiOS: ${opened} (${choice.why}).`
}

function whyNoElectron(machine: Machine): string | null {
  if (machine.isRoot) return 'Electron runs as root only with its sandbox off'
  if (machine.electron !== null) return null
  return `Electron's program is not here${machine.electronProblem === null ? '' : `: ${machine.electronProblem}`}`
}
