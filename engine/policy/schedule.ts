import type { PolicyVerdict } from '../model/policy.ts'
import { type PolicyFile, weekdays } from '../model/policy-file.ts'
import { type PolicyLevel, verdictOf } from './level.ts'

type Schedule = NonNullable<PolicyFile['schedule']>
type Window = Schedule['windows'][number]

export interface ScheduledChange {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** Of the machine, as IANA names it: for rules that name none. */
  readonly timeZone: string
  /** All that is asked for repairs known weaknesses. */
  readonly repairs: boolean
}

/**
 * What rules say of a change at this time. Outside of its times a rule refuses, or where it lets repairs pass, it tells.
 * Nothing where a window is open.
 */
export function judgeSchedule(levels: readonly PolicyLevel[], change: ScheduledChange): PolicyVerdict[] {
  return levels.flatMap((level) => {
    const { schedule } = level.policy
    if (schedule === undefined || isOpen(schedule, change)) return []
    const opens = nextOpening(schedule, change)
    const isTold = change.repairs && schedule.securityFixes === 'allow'
    const said = { rule: 'schedule', reason: 'schedule', note: schedule.note } as const
    return [
      {
        ...verdictOf(level, { ...said, decision: isTold ? 'allow' : 'deny' }),
        ...(opens === null ? {} : { opens }),
      },
    ]
  })
}

type Moment = Pick<ScheduledChange, 'now' | 'timeZone'>

function isOpen({ windows, timeZone }: Schedule, moment: Moment): boolean {
  return isWithin(windows, wallTime(moment.now, formatFor(timeZone ?? moment.timeZone)))
}

const minute = 60_000
const quarter = 15 * minute
/** Two weeks and a day: a window may fall into the hour that a clock leaves out in spring. */
const farthest = 15 * 96

/** ISO 8601; null where none opens in two weeks. */
function nextOpening({ windows, timeZone }: Schedule, moment: Moment): string | null {
  const format = formatFor(timeZone ?? moment.timeZone)
  // No clock on Earth is changed within a quarter of an hour that begins at a whole one of UTC.
  const first = Math.floor(moment.now / quarter) * quarter
  for (let ahead = 0; ahead <= farthest; ahead += 1) {
    const start = first + ahead * quarter
    const { day, minutes } = wallTime(start, format)
    for (let passed = 0; passed < 15; passed += 1) {
      const at = start + passed * minute
      if (at > moment.now && isWithin(windows, { day, minutes: minutes + passed }))
        return new Date(at).toISOString()
    }
  }
  return null
}

type Day = (typeof weekdays)[number]

/** What a clock on a wall shows. */
interface WallTime {
  readonly day: Day
  /** Since midnight. */
  readonly minutes: number
}

function wallTime(now: number, format: Intl.DateTimeFormat): WallTime {
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]))
  return {
    day: parts.get('weekday')!.toLowerCase() as Day,
    minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  }
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}

function isWithin(windows: readonly Window[], { day, minutes }: WallTime): boolean {
  const before = weekdays[(weekdays.indexOf(day) + 6) % 7]!
  return windows.some(({ days: on, from, to }) => {
    const [opens, closes] = [minutesOf(from), minutesOf(to)]
    if (opens < closes) return on.includes(day) && minutes >= opens && minutes < closes
    // Over midnight: the day is the one on which it opens.
    return (on.includes(day) && minutes >= opens) || (on.includes(before) && minutes < closes)
  })
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
