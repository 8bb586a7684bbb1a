import { parseArgs } from 'node:util'
import { downloadTarget, initTrust, refreshTrust } from '../engine/conformance.ts'

// Hidden: the command line that the public TUF conformance suite expects of a client (docs/trust.md).
const usage =
  'multios-tuf-client --metadata-dir DIRECTORY [--metadata-url URL] [--target-name NAME --target-base-url URL ' +
  '--target-dir DIRECTORY] init ROOT | refresh | download'

const text = { type: 'string' } as const

try {
  await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`multios-tuf-client: ${told(error)}\n`)
  // The suite knows no other status for a refusal.
  process.exit(1)
}
// Connections that are kept open for reuse must not keep the process.
process.exit(0)

async function run(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      'metadata-dir': text,
      'metadata-url': text,
      'target-name': text,
      'target-base-url': text,
      'target-dir': text,
    },
  })
  const given = (name: keyof typeof values): string => {
    const value = values[name]
    if (value === undefined) throw new Error(`--${name} is missing\n${usage}`)
    return value
  }
  const signal = new AbortController().signal
  const trust = () => ({
    folder: given('metadata-dir'),
    metadataUrl: given('metadata-url'),
    now: Date.now(),
  })
  const [command, root, ...more] = positionals
  if (more.length > 0 || (root === undefined) !== (command !== 'init')) throw new Error(usage)
  switch (command) {
    case 'init':
      return initTrust(given('metadata-dir'), root!)
    case 'refresh':
      return refreshTrust(trust(), signal)
    case 'download': {
      const wish = {
        name: given('target-name'),
        targetsUrl: given('target-base-url'),
        into: given('target-dir'),
      }
      return downloadTarget(trust(), wish, signal)
    }
    default:
      throw new Error(usage)
  }
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const facts = 'facts' in error ? ` ${JSON.stringify(error.facts)}` : ''
  return `${'code' in error ? String(error.code) : error.message}${facts}`
}
