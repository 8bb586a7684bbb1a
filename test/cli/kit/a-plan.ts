import type { Plan, PlanLine, Receipt } from '../../../engine/index.ts'

export function aLine(line: Partial<PlanLine> & Pick<PlanLine, 'name' | 'action' | 'because'>): PlanLine {
  return {
    title: line.name,
    icon: null,
    from: null,
    to: null,
    repository: 'starter',
    fromRepository: null,
    publisher: null,
    download: 0,
    disk: 0,
    chosen: false,
    fixes: [],
    ...line,
  }
}

export const helloLine = aLine({
  name: 'hello-world',
  action: 'install',
  to: '1.0.0',
  because: { kind: 'requested' },
  download: 12_345,
  disk: 40_000,
})

export function aPlan(plan: Partial<Plan> = {}): Plan {
  return {
    digest: 'a'.repeat(64),
    request: { kind: 'install', packages: [{ name: 'hello-world' }], force: false },
    install: [helloLine],
    change: [],
    remove: [],
    keep: [],
    download: 12_345,
    disk: 40_000,
    diskFree: 41_200_000_000,
    from: 3,
    to: 4,
    losesChosen: [],
    ...plan,
  }
}

export function aReceipt(plan: Plan): Receipt {
  const lines = [...plan.install, ...plan.change, ...plan.remove]
  return { generation: plan.to, previous: plan.from, digest: plan.digest, lines, unexported: [] }
}
