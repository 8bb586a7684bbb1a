/**
 * As IANA names it. Of the machine, and not what `TZ` says: that is a word of the person whom rules about times bind, and
 * the office would be closed for them whenever they like.
 */
export function machineTimeZone(): string {
  const said = process.env['TZ']
  if (said === undefined) return currentTimeZone()
  // The runtime looks the zone up again where the variable goes, and when it comes back. Nothing else runs in between.
  delete process.env['TZ']
  try {
    return currentTimeZone()
  } finally {
    process.env['TZ'] = said
  }
}

function currentTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
