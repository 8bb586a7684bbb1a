const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** `6 s left`, `2 min left`: whole units, rounded up, so that it never says 0 too early. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < minute) return `${Math.max(1, Math.ceil(seconds))} s left`
  if (seconds < hour) return `${Math.ceil(seconds / minute)} min left`
  return `${Math.ceil(seconds / hour)} h left`
}

/** `just now`, `4 min ago`, `3 h ago`, `2 days ago`, else the date. Times are ISO 8601. */
export function formatTimeAgo(at: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(at)) / 1000)
  if (seconds < minute) return 'just now'
  if (seconds < hour) return `${Math.floor(seconds / minute)} min ago`
  if (seconds < day) return `${Math.floor(seconds / hour)} h ago`
  const days = Math.floor(seconds / day)
  return days < 14 ? `${days} ${days === 1 ? 'day' : 'days'} ago` : formatDate(at)
}

/** `12 Nov 2026`. */
export function formatDate(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
}

/** The exact moment, for tooltips. */
export function formatMoment(at: string): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}

/** `Today`, `Yesterday`, `Tuesday 17 November`, with the year where it is another one. */
export function formatDay(at: string, now: Date): string {
  const then = new Date(at)
  const days = Math.round((midnight(now) - midnight(then)) / (day * 1000))
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  const year = then.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return then
    .toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', ...year })
    .replace(',', '')
}

/** `Today`, `Yesterday`, `Monday`, `3 weeks ago`, `2 months ago`, `1 year ago`: for what nobody needs to the day. */
export function formatDaysAgo(at: string, now: Date): string {
  const then = new Date(at)
  const days = Math.round((midnight(now) - midnight(then)) / (day * 1000))
  // A clock may have been put back.
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  if (days < 7) return then.toLocaleDateString('en-GB', { weekday: 'long' })
  if (days < 60) return ago(Math.floor(days / 7), 'week')
  return days < 365 ? ago(Math.floor(days / 30), 'month') : ago(Math.floor(days / 365), 'year')
}

function ago(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}

/** `08:02`. */
export function formatClock(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

/** `11 days`, `3 h`, `4 min`, `20 s`: whole units that have passed. */
export function formatSpan(from: string, to: string): string {
  const seconds = Math.floor(Math.abs(Date.parse(to) - Date.parse(from)) / 1000)
  if (seconds < minute) return `${seconds} s`
  if (seconds < hour) return `${Math.floor(seconds / minute)} min`
  if (seconds < day) return `${Math.floor(seconds / hour)} h`
  const days = Math.floor(seconds / day)
  return `${days} ${days === 1 ? 'day' : 'days'}`
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
