import type { PackageSummary } from '../api/package-operations.ts'
import { usesOf } from '../store/last-used.ts'
import type { Layout } from '../store/layout.ts'
import { runningPackages } from '../store/leases.ts'

/** Adds to what is told of installed packages when each was last used, as of now. */
export function useTeller(
  layout: Layout,
): <T extends Pick<PackageSummary, 'name' | 'installed'>>(summary: T) => T {
  const [uses, running] = [usesOf(layout), runningPackages(layout)]
  return (summary) => {
    const { name, installed } = summary
    const at = uses.get(name)
    if (installed === null || (at === undefined && !running.has(name))) return summary
    const used = at === undefined ? {} : { used: new Date(at).toISOString() }
    return {
      ...summary,
      installed: { ...installed, ...used, ...(running.has(name) ? { running: true } : {}) },
    }
  }
}
