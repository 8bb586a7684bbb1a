import type { ChangeRequest } from '../../../engine/index.ts'

/** What a person does to a machine, as far as it changes what is on the disk. */
export type Command =
  | { readonly kind: 'change'; readonly request: ChangeRequest }
  | { readonly kind: 'restore' }
  | { readonly kind: 'cleanup' }
  /** Nothing: all that happens is recovery. */
  | { readonly kind: 'open' }

export const installing = (...names: string[]): Command => ({
  kind: 'change',
  request: {
    kind: 'install',
    force: false,
    packages: names.map((text) => {
      const [name, version] = text.split('=', 2)
      return version === undefined ? { name: name! } : { name: name!, version: `= ${version}` }
    }),
  },
})

export const reinstalling = (name: string): Command => ({
  kind: 'change',
  request: { kind: 'install', packages: [{ name }], force: true },
})

export const removing = (name: string, purge = false): Command => ({
  kind: 'change',
  request: { kind: 'remove', packages: [name], purge, force: false },
})

export const updating: Command = { kind: 'change', request: { kind: 'update' } }

export const goingBackTo = (generation: number): Command => ({
  kind: 'change',
  request: { kind: 'rollback', generation },
})
