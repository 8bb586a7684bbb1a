import { watchDecisions } from './config/watch-decisions.ts'
import type { Toolbox } from './operations/toolbox.ts'
import { watchState } from './state/watch.ts'

/** Announces what other processes change: of this machine, and what its administrator decides. */
export function watchOthers({ state, places, administration, announce }: Toolbox): () => void {
  const stops = [
    watchState(state, places.data, ({ generation, repositories }) => {
      if (generation !== null) announce({ kind: 'machine-changed', generation })
      if (repositories) announce({ kind: 'catalog-changed' })
    }),
    // What may be installed decides what is offered.
    watchDecisions(administration, () => announce({ kind: 'catalog-changed' })),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
