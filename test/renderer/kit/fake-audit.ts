import type { AdvisorySummary } from '../../../engine/api/package-operations.ts'
import type { AuditAnswer } from '../../../engine/api/security-operations.ts'

export function advisory(id: string, more: Partial<AdvisorySummary> = {}): AdvisorySummary {
  return {
    id,
    aliases: [],
    summary: '',
    details: '',
    severity: 'unknown',
    score: null,
    vector: null,
    epss: null,
    kev: null,
    published: null,
    state: 'affected',
    fixedIn: null,
    ...more,
  }
}

/** Nothing is known against anything. */
export const cleanAudit: AuditAnswer = { packages: 4, known: 312, findings: [], stale: [] }

/** One of every kind. */
export const usualAudit: AuditAnswer = {
  ...cleanAudit,
  findings: [
    {
      name: 'quillbay',
      version: '3.4.1',
      advisories: [
        advisory('MOSA-2026-0361', {
          summary: 'A crafted page could run code outside the sandbox',
          severity: 'critical',
          score: 9.8,
          kev: { added: '2026-11-01', due: '2026-12-01', ransomware: false },
          fixedIn: '3.4.2',
        }),
      ],
      urgency: { kind: 'exploited', advisory: 'MOSA-2026-0361', due: '2026-12-01' },
      update: { version: '3.4.2', repository: 'main', repairs: ['MOSA-2026-0361'], unclear: [] },
    },
    {
      name: 'isoline',
      version: '5.1.4',
      advisories: [
        advisory('MOSA-2026-0358', {
          summary: 'The clipboard could keep a password after the vault locked',
          severity: 'high',
          score: 7.5,
        }),
      ],
      urgency: { kind: 'severity', advisory: 'MOSA-2026-0358', severity: 'high' },
      update: null,
    },
    {
      name: 'dayloom',
      version: '6.0.2',
      advisories: [
        advisory('CVE-2026-1042', {
          summary: 'Decoding a picture could stop responding',
          severity: 'medium',
          state: 'unknown',
        }),
      ],
      urgency: null,
      update: null,
    },
  ],
  stale: [{ repository: 'fieldworks', state: 'outdated', validUntil: '2026-11-20T00:00:00Z', problem: null }],
}
