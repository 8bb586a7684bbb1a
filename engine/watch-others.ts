import { watchDecisions } from './config/watch-decisions.ts'
import { watchRequests } from './config/watch-requests.ts'
import { EngineError } from './model/failure.ts'
import { mayDecide, spoolOf } from './operations/request-place.ts'
import type { Toolbox } from './operations/toolbox.ts'
import { watchState } from './state/watch.ts'

/** Announces what other processes change: of this machine, what is asked of its administrator, and what that one decides. */
export function watchOthers(toolbox: Toolbox): () => void {
  const { state, places, administration, announce } = toolbox
  let requests = requestWatch(toolbox)
  const stops = [
    watchState(state, places.data, ({ generation, repositories }) => {
      if (generation !== null) announce({ kind: 'machine-changed', generation })
      if (repositories) announce({ kind: 'catalog-changed' })
    }),
    watchDecisions(administration, () => {
      // Other rules may take requests elsewhere.
      requests()
      requests = requestWatch(toolbox)
      // What may be installed decides what is offered.
      announce({ kind: 'catalog-changed' })
    }),
    () => requests(),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function requestWatch(toolbox: Toolbox): () => void {
  const spool = spoolIfTold(toolbox)
  if (spool === null) return () => undefined
  const only = mayDecide(toolbox) ? null : toolbox.person().uid
  return watchRequests(spool, only, () => toolbox.announce({ kind: 'requests-changed' }))
}

/** Rules that cannot be read, or trusted, are told to whoever asks for something; they name no folder. */
function spoolIfTold(toolbox: Toolbox): ReturnType<typeof spoolOf> {
  try {
    return spoolOf(toolbox)
  } catch (error) {
    if (error instanceof EngineError) return null
    throw error
  }
}
