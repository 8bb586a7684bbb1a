import { usualLimits } from '../sandbox/box-words.ts'
import type { Sandbox } from '../sandbox/find-sandbox.ts'
import { BoxFailed, runBox } from '../sandbox/run-box.ts'
import type { Call } from './script-calls.ts'

export interface Trace {
  readonly calls: readonly Call[]
  /** Whether it came to its end, ended with an error, or was stopped. */
  readonly end: 'whole' | 'error' | 'time'
}

/** Seconds for one script. What it had asked until then counts. */
const usualPatience = 15
/** Bytes of what is logged. */
const mostLogged = 256 * 1024

/** Only these are told of. */
const logged = ['update-alternatives', 'ucf']
/** These do nothing, and say that all went well. */
const silent = [
  ...['ucfr', 'dpkg-divert', 'dpkg-statoverride', 'dpkg-trigger', 'dpkg-maintscript-helper'],
  ...['deb-systemd-helper', 'deb-systemd-invoke', 'systemctl', 'invoke-rc.d', 'update-rc.d', 'service'],
  ...['py3compile', 'py3clean', 'ldconfig', 'update-mime-database', 'update-desktop-database'],
  ...['glib-compile-schemas', 'gtk-update-icon-cache', 'update-icon-caches', 'fc-cache', 'install-info'],
  ...['adduser', 'addgroup', 'useradd', 'groupadd', 'usermod', 'chown', 'chmod', 'db_get', 'udevadm'],
]

/**
 * Runs a `postinst configure` in a box without network, where the commands that set things up only log what they were
 * asked. Nothing that it writes is kept.
 */
export async function traceScript(
  { tools, architecture }: Sandbox,
  { folder, patience = usualPatience }: { readonly folder: string; readonly patience?: number },
  signal: AbortSignal,
): Promise<Trace> {
  const environment = { PATH: '/tmp/stubs:/usr/sbin:/usr/bin:/sbin:/bin', DPKG_MAINTSCRIPT_NAME: 'postinst' }
  const run = {
    ...{
      tools,
      architecture,
      shown: folder,
      limits: usualLimits,
      files: {},
      patience: (patience + 5) * 1000,
    },
    environment: { ...environment, DEBIAN_FRONTEND: 'noninteractive', DEBCONF_NONINTERACTIVE_SEEN: 'true' },
    command: traceCommand(patience),
  }
  try {
    const { kept } = await runBox(run, gathered, signal)
    return readLog(kept)
  } catch (error) {
    if (error instanceof BoxFailed) return { calls: [], end: error.reason === 'time' ? 'time' : 'error' }
    throw error
  }
}

function traceCommand(patience: number): string {
  const stub = (name: string, body: string): string =>
    `printf '%s\\n' '#!/bin/sh' ${quoted(body)} > /tmp/stubs/${name}`
  const log = (name: string): string =>
    `{ printf '%s' ${name}; for word; do printf '\\t%s' "$word"; done; printf '\\n'; } >> /output/log`
  return [
    'mkdir -p /tmp/stubs',
    ...logged.map((name) => stub(name, log(name))),
    ...silent.map((name) => stub(name, 'exit 0')),
    // Nothing was there before: whatever a version is compared with, this is not an upgrade.
    stub('dpkg', 'exit 1'),
    'chmod 0755 /tmp/stubs/*',
    'touch /output/log',
    `(exec 3>&-; timeout -s KILL ${patience} sh /package/postinst configure) > /dev/null 2>&1 < /dev/null`,
    'echo "ended $?" >> /output/log',
    'cat /output/log >&3',
  ].join('\n')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size <= mostLogged) pieces.push(chunk)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The status of what was killed. */
const killed = '137'

function readLog(log: string): Trace {
  const lines = log.split('\n').filter((line) => line !== '')
  const [, status] = /^ended (\d+)$/.exec(lines.at(-1) ?? '') ?? []
  const calls = lines.filter((line) => !line.startsWith('ended ')).map((line) => line.split('\t'))
  return { calls, end: status === '0' ? 'whole' : status === killed ? 'time' : 'error' }
}
