import type { Client } from './api/client.ts'
import type { Input, OperationName, Output } from './api/operations.ts'
import type { PolicyRequestList } from './api/policy-request-operations.ts'
import type { PolicyRequestView } from './model/policy-request.ts'

/** What is asked of the administrator, in the specification's API: `manager.requests`. */
export class PolicyRequests {
  readonly #opening: Promise<Client>
  readonly #signal: AbortSignal

  constructor(opening: Promise<Client>, signal: AbortSignal) {
    this.#opening = opening
    this.#signal = signal
  }

  async ask(what: Input<'policy.request'>['what'], reason?: string): Promise<PolicyRequestView> {
    return this.#run('policy.request', { what, ...(reason === undefined ? {} : { reason }) })
  }

  async list(): Promise<PolicyRequestList> {
    return this.#run('policy.requests', {})
  }

  /** One's own, as long as nobody has answered. */
  async withdraw(id: string): Promise<PolicyRequestView> {
    return this.#run('policy.withdraw', { id })
  }

  /** `until` is ISO 8601. */
  async approve(id: string, said: { until?: string; reason?: string } = {}): Promise<PolicyRequestView> {
    return this.#run('policy.approve', { id, ...said })
  }

  async refuse(id: string, reason: string): Promise<PolicyRequestView> {
    return this.#run('policy.refuse', { id, reason })
  }

  async #run<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
    return (await this.#opening).run(name, input, { signal: this.#signal })
  }
}
