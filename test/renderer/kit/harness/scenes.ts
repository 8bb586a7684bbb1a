import type { LinkState } from '../../../../renderer/client/socket-link.ts'
import { repositories } from '../fake-catalog.ts'
import { usualAudit } from '../fake-audit.ts'
import type { FakeOptions } from '../fake-client.ts'

interface Scene {
  readonly client?: FakeOptions
  readonly link?: LinkState
}

export type SceneName =
  'usual' | 'empty' | 'loading' | 'failed' | 'offline' | 'down' | 'used' | 'refused' | 'insecure'

const unreachable = {
  code: 'network/unreachable',
  facts: { url: 'https://packages.example.org/main/', reason: 'no route to host' },
} as const

export const scenes: Record<SceneName, Scene> = {
  usual: {},
  empty: { client: { packages: [], repositories: [] } },
  loading: { client: { pause: () => new Promise(() => undefined) } },
  failed: { client: { failing: { 'catalog.discover': unreachable } } },
  offline: {
    client: {
      repositories: repositories.map((one) => (one.name === 'main' ? { ...one, problem: unreachable } : one)),
    },
  },
  down: { link: { state: 'down', attempt: 4, retryAt: Date.now() + 8_000, lastAnswer: Date.now() - 60_000 } },
  insecure: { client: { audit: usualAudit } },
  used: { link: { state: 'refused' } },
  refused: {
    client: {
      failing: {
        'plan.apply': {
          code: 'trust/artifact',
          facts: { file: 'fernkey-0.14.1-universal.tar.xz', reason: 'hash', detail: 'sha256 differs' },
        },
      },
    },
  },
}
