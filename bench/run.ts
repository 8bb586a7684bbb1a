import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { benchAudit } from './cases/audit.ts'
import { benchCommandLine } from './cases/command-line.ts'
import { benchDepsolve } from './cases/depsolve.ts'
import { benchImport } from './cases/import.ts'
import { benchInstall } from './cases/install.ts'
import { benchPolicy } from './cases/policy.ts'
import { benchResolver } from './cases/resolver.ts'
import { benchServedHost } from './cases/served-host.ts'
import { benchSearch } from './cases/search.ts'
import { benchSize } from './cases/size.ts'
import { benchStore } from './cases/store.ts'
import { benchSync } from './cases/sync.ts'
import { benchTrust } from './cases/trust.ts'
import { benchWindow } from './cases/window.ts'
import { asJson, asTable, isOver, type Measured } from './report.ts'

// Measures against the budgets: [NAME] [--json] [--setup]. Lower is better; ratio is ours ÷ rival.
const benches: Readonly<Record<string, () => Promise<Measured[]>>> = {
  size: benchSize,
  'command-line': benchCommandLine,
  'served-host': benchServedHost,
  window: benchWindow,
  resolver: benchResolver,
  depsolve: benchDepsolve,
  install: benchInstall,
  import: benchImport,
  store: benchStore,
  audit: benchAudit,
  policy: benchPolicy,
  sync: benchSync,
  trust: benchTrust,
  search: benchSearch,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, setup: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name))

if (unknown.length > 0) {
  console.error(`bench: there is no "${unknown.join('", "')}"; there are ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
} else if (values.setup) {
  process.exitCode = setUp()
} else {
  await measure(positionals.length > 0 ? positionals : Object.keys(benches))
}

/** Rivals and the browser, from Debian's archive. */
function setUp(): number {
  const installers = ['dpkg', 'pacman-package-manager', 'zstd', 'xz-utils', 'libarchive-tools']
  const rivals = ['apt', 'appstream', 'python3-apt', 'python3-solv', 'chromium', ...installers]
  const install = ['install', '--yes', '--no-install-recommends', ...rivals]
  const { status } = spawnSync('apt-get', install, { stdio: 'inherit' })
  return status ?? 1
}

async function measure(names: readonly string[]): Promise<void> {
  const results: Measured[] = []
  for (const name of names) {
    const found = (await benches[name]?.()) ?? []
    if (values.json) for (const result of found) console.log(asJson(result))
    results.push(...found)
  }
  if (!values.json) console.log(asTable(results))
  const over = results.filter(isOver)
  console.error(`bench: ${results.length} numbers, ${over.length} over their budget`)
}
