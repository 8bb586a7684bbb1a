import '../../../../renderer/styles/tokens.css'
import '../../../../renderer/styles/base.css'
import '../../../../renderer/styles/layout.css'
import '../../../../renderer/styles/utilities.css'
import { shallowRef } from 'vue'
import type { LinkState } from '../../../../renderer/client/socket-link.ts'
import { createFakeClient, type FakeOptions } from '../fake-client.ts'
import { scenes, type SceneName } from './scenes.ts'

/** The real window on the fake client: `?scene=offline&speed=4`. For pictures, never shipped. */
const query = new URLSearchParams(location.search)
const speed = Number(query.get('speed') ?? 1)
const scene = scenes[(query.get('scene') ?? 'usual') as SceneName]

const pause: NonNullable<FakeOptions['pause']> = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    setTimeout(resolve, milliseconds / speed)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

const state = shallowRef<LinkState>(scene.link ?? { state: 'open' })
const { startWindow } = await import('../../../../renderer/app/start-window.ts')
await startWindow(createFakeClient({ pause, ...scene.client }), { state, retry: () => undefined })
