import type { PlanAnswer, ChangeRequest } from '../../../engine/index.ts'
import type { Machine } from '../../kit/a-machine.ts'
import { never } from '../../kit/temporary.ts'

/** A plan in short lines: `install editor 2.0`, `upgrade spell 1.0 2.0`, `remove old 1.0`. */
export function told(answer: PlanAnswer): string[] {
  if (answer.kind !== 'plan') return [answer.kind]
  const { install, change, remove } = answer.plan
  return [...install, ...change, ...remove].map(({ action, name, from, to }) =>
    [action, name, ...(from === to ? [to] : [from, to])].filter((word) => word !== null).join(' '),
  )
}

/** What a request would do, in short lines. */
export async function planned(machine: Machine, request: ChangeRequest): Promise<string[]> {
  return told(await machine.plan(request))
}

export const wanted = (...packages: { name: string; version?: string }[]) =>
  ({ kind: 'install', packages, force: false }) as const

export const without = (...packages: string[]) =>
  ({ kind: 'remove', packages, purge: false, force: false }) as const

/** What is installed because somebody asked for it, and what came along. */
export async function choices(machine: Machine): Promise<Record<string, string>> {
  const installed = await machine.engine.run('package.installed', {}, { signal: never })
  return Object.fromEntries(
    installed.map(({ name, version, installed: here }) => [
      name,
      here?.chosen === true ? `${version}, chosen` : version,
    ]),
  )
}
