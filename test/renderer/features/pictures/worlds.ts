import type { OperationName, Output } from '../../../../engine/api/operations.ts'
import type { Failure } from '../../../../engine/model/failure.ts'
import { disputed, disputedAudit } from '../../kit/fake-audit.ts'
import { repositories, takenBack } from '../../kit/fake-catalog.ts'
import type { FakeOptions } from '../../kit/fake-client.ts'
import { usualCleanup } from '../../kit/fake-cleanup.ts'
import { longHistory, usualHistory } from '../../kit/fake-history.ts'
import { activity, policy, requests } from './managed-answers.ts'
import { richDetails, verified } from './rich-answers.ts'
import { conflict, largePlan, losingPlan, lookingAlikePlan } from './rich-plans.ts'

interface World {
  readonly client?: FakeOptions
  /** What the fake's answer becomes. */
  readonly change?: <N extends OperationName>(name: N, answer: Output<N>, input: unknown) => Output<N>
}

export type WorldName =
  | 'usual'
  | 'used'
  | 'long'
  | 'plan'
  | 'warned'
  | 'losing'
  | 'conflict'
  | 'nothing'
  | 'problems'
  | 'bare'
  | 'plain'
  | 'managed'
  | 'refused'

const refusal: Failure = {
  code: 'trust/artifact',
  facts: {
    file: 'fernkey-0.14.1-universal.tar.xz',
    reason: 'signature',
    detail: 'ed25519 signature differs',
  },
}
const offline: Failure = {
  code: 'network/unreachable',
  facts: { url: 'https://packages.example.org/main/', reason: 'no route to host' },
}

function changing(answers: { readonly [N in OperationName]?: (answer: Output<N>) => Output<N> }): World {
  return {
    change: (name, answer) => answers[name]?.(answer) ?? answer,
  }
}

const rich = { 'package.info': richDetails } as const

export const worlds: Record<WorldName, World> = {
  usual: { ...changing(rich), client: { verified } },
  used: {
    ...changing(rich),
    client: { verified, history: [...usualHistory], cleanup: usualCleanup },
  },
  long: { ...changing(rich), client: { verified, history: [...longHistory(300)], cleanup: usualCleanup } },
  plan: changing({ ...rich, 'plan.make': () => ({ kind: 'plan', plan: largePlan }) }),
  losing: changing({ ...rich, 'plan.make': () => ({ kind: 'plan', plan: losingPlan }) }),
  conflict: changing({ ...rich, 'plan.make': () => conflict }),
  nothing: changing({ ...rich, 'plan.make': () => ({ kind: 'nothing', names: ['quillbay'] }) }),
  problems: {
    ...changing(rich),
    client: {
      repositories: repositories.map((one) =>
        one.name === 'main' ? { ...one, problem: offline } : { ...one, enabled: false },
      ),
      failing: {
        'catalog.search': offline,
        'package.info': { code: 'package/not-found', facts: { name: 'quilbay', nearest: ['quillbay'] } },
      },
    },
  },
  warned: {
    ...changing({
      'package.info': (details) => {
        const rich = richDetails(details)
        return { ...rich, security: { ...rich.security, advisories: [...disputed] } }
      },
      'plan.make': () => ({ kind: 'plan', plan: lookingAlikePlan }),
    }),
    client: { packages: takenBack('quillbay', 'dayloom', 'starwicket'), audit: disputedAudit, verified },
  },
  managed: { ...changing(rich), client: { policy, requests, activity, verified } },
  plain: changing({
    'catalog.discover': ({ featured, ...rest }) => ({
      ...rest,
      featured: featured.map((pick) => ({ ...pick, art: null })),
    }),
  }),
  bare: { client: { packages: [], repositories: [] } },
  refused: { ...changing(rich), client: { failing: { 'plan.apply': refusal } } },
}
