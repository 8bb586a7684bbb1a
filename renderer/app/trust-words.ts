import type { RepositoryView } from '../../engine/api/repository-operations.ts'
import type { LinkState } from '../client/socket-link.ts'
import { failureKind } from '../format/failure.ts'
import { formatTimeAgo } from '../format/time.ts'
import { en } from '../locales/en.ts'
import type { IconName } from '../ui/icons.ts'

export interface TrustWords {
  readonly icon: IconName
  readonly tone: 'seal' | 'warn' | 'danger' | 'quiet'
  readonly title: string
  readonly text: string
}

/** One sentence on whether what is shown can be trusted. The worst that is true of any source wins. */
export function trustWords(repositories: readonly RepositoryView[], now: Date): TrustWords {
  const words = en.trust
  const enabled = repositories.filter((one) => one.enabled)
  if (enabled.length === 0) return { icon: 'repos', tone: 'quiet', title: words.none, text: words.noneText }

  const checked = checkedWords(enabled, now)
  const refused = enabled.filter(({ problem }) => problem !== null && failureKind(problem) !== 'offline')
  if (refused.length > 0)
    return { icon: 'shield-x', tone: 'danger', title: problemTitle(refused), text: checked }

  const expired = enabled.find(({ trust }) => trust?.state === 'expired')
  if (expired)
    return { icon: 'shield-alert', tone: 'warn', title: words.expired(expired.name), text: words.expiredText }

  const offline = enabled.find(({ problem }) => problem !== null)
  if (offline)
    return { icon: 'wifi-off', tone: 'quiet', title: words.unreachable(offline.name), text: checked }
  return { icon: 'shield-check', tone: 'seal', title: words.verified, text: checked }
}

/** While the service is gone nothing can be said of its sources. */
export function downWords(
  { attempt, retryAt }: Extract<LinkState, { state: 'down' }>,
  now: Date,
): TrustWords {
  const seconds = Math.ceil((retryAt - now.getTime()) / 1000)
  const text = attempt === 0 || seconds <= 0 ? en.trust.now : en.trust.again(seconds)
  return { icon: 'alert', tone: 'warn', title: en.trust.down, text }
}

function problemTitle(refused: readonly RepositoryView[]): string {
  const [first] = refused
  return first && refused.length === 1 ? en.trust.problem(first.name) : en.trust.problems(refused.length)
}

/** The oldest check decides: all of them are at least that fresh. */
function checkedWords(enabled: readonly RepositoryView[], now: Date): string {
  const times = enabled.map(({ lastSync }) => lastSync).filter((time) => time !== null)
  if (times.length < enabled.length) return en.trust.neverChecked
  const oldest = times.toSorted()[0] ?? ''
  return en.trust.checked(formatTimeAgo(oldest, now))
}
