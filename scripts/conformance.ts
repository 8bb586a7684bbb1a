import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

// Runs the public TUF conformance suite against bin/multios-tuf-client, where the suite is: docs/trust.md.
//   node scripts/conformance.ts FOLDER_OF_THE_SUITE [WORDS FOR PYTEST]
const client = path.join(import.meta.dirname, '../bin/multios-tuf-client')
const [folder = process.env['TUF_CONFORMANCE'] ?? '', ...words] = process.argv.slice(2)

const missing = whatIsMissing()
if (missing === null) {
  const pytest = ['-m', 'pytest', 'tuf_conformance', '--entrypoint', client, ...words]
  const { status } = spawnSync('python3', pytest, { cwd: folder, stdio: 'inherit' })
  process.exitCode = status ?? 1
} else {
  console.log(`conformance: skipped, it needs ${missing}`)
}

function whatIsMissing(): string | null {
  if (!existsSync(path.join(folder, 'tuf_conformance'))) {
    return 'a checkout of theupdateframework/tuf-conformance: name its folder, or set TUF_CONFORMANCE'
  }
  const works = (command: string, ...args: string[]): boolean =>
    spawnSync(command, args, { cwd: folder, stdio: 'ignore' }).status === 0
  if (!works('python3', '-c', 'import tuf.api.metadata, securesystemslib.signer, pytest')) {
    return 'the Python packages tuf, securesystemslib and pytest, in the versions its pyproject.toml names'
  }
  return works('faketime', 'now', 'true') ? null : 'faketime'
}
