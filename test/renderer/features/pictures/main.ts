import '../../../../renderer/styles/tokens.css'
import '../../../../renderer/styles/base.css'
import '../../../../renderer/styles/layout.css'
import '../../../../renderer/styles/utilities.css'
import { shallowRef } from 'vue'
import type { Client } from '../../../../engine/api/client.ts'
import type { LinkState } from '../../../../renderer/client/socket-link.ts'
import { createFakeClient } from '../../kit/fake-client.ts'
import { hostileAnswer } from './hostile-answers.ts'
import { worlds } from './worlds.ts'
import type { WorldName } from './worlds.ts'

/** The real window on a world: `?world=conflict#/app/ferrowave`. */
const query = new URLSearchParams(location.search)
const world = worlds[(query.get('world') ?? 'usual') as WorldName]
const tail = query.get('tail')
const slow = Number(query.get('slow') ?? 0)

const fake = createFakeClient({
  ...world.client,
  pause: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      setTimeout(resolve, milliseconds * slow)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    }),
})
const client: Client = {
  on: fake.on,
  async run(name, input, call) {
    const answer = await fake.run(name, input, call)
    const changed = world.change?.(name, answer, input) ?? answer
    return tail === null ? changed : hostileAnswer(changed, tail)
  },
}
// The styles above must be the first sheet: it fixes the order of the layers for every later one.
const { startWindow } = await import('../../../../renderer/app/start-window.ts')
const state = shallowRef<LinkState>({ state: 'open' })
await startWindow(client, { state, retry: () => undefined })
