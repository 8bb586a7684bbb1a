import { describe, expect, test } from 'vitest'
import type { PlanScript, Receipt } from '../../engine/index.ts'
import { aPlan, aReceipt } from './kit/a-plan.ts'
import { aRun, type RunOptions } from './kit/a-run.ts'

function aScript(script: Partial<PlanScript> = {}): PlanScript {
  return {
    package: 'hello-world',
    version: '1.0.0',
    when: 'post_install',
    text: 'mkdir -p share/hello-world\nsort /package/words > share/hello-world/sorted\n',
    sha256: 'c0ffee'.padEnd(64, '0'),
    difference: null,
    refusal: null,
    ...script,
  }
}

async function installing(
  line: readonly string[],
  scripts: readonly PlanScript[],
  options: RunOptions & { readonly ran?: Receipt['scripts'] } = {},
) {
  const plan = aPlan({ scripts: [...scripts] })
  const receipt = { ...aReceipt(plan), ...(options.ran === undefined ? {} : { scripts: options.ran }) }
  const answers = { 'plan.make': () => ({ kind: 'plan' as const, plan }), 'plan.apply': () => receipt }
  const { status, out, err, asked } = await aRun(['install', 'hello-world', ...line], { ...options, answers })
  const applied = asked.find(([name]) => name === 'plan.apply')?.[1] as { runScripts?: boolean } | undefined
  return { status, out, err, ranScripts: applied?.runScripts }
}

describe('a plan with scripts', () => {
  test('shows each with its text', async () => {
    const { out } = await installing(['--dry-run'], [aScript()])

    expect(out).toContain(
      [
        'Scripts',
        '  hello-world 1.0.0: post_install, 74 bytes, SHA-256 c0ffee0000000000…',
        '  | mkdir -p share/hello-world',
        '  | sort /package/words > share/hello-world/sorted',
        '1 script can run, in a sandbox, if you want that.',
      ].join('\n'),
    )
  })

  test('shows what an update changes in it', async () => {
    const difference: PlanScript['difference'] = [
      { kind: 'same', text: 'cd share' },
      { kind: 'removed', text: 'sort a' },
      { kind: 'added', text: 'sort b' },
    ]

    const { out } = await installing(['--dry-run'], [aScript({ difference })])

    expect(out).toContain(', changed\n    cd share\n  - sort a\n  + sort b\n')
  })

  test('says how many will not run, and why', async () => {
    const off = { reason: 'off', detail: '' } as const
    const { out } = await installing(
      ['--dry-run'],
      [aScript({ refusal: off }), aScript({ when: 'pre_install', refusal: off })],
    )

    expect(out).toContain('2 scripts will not run: allow_scripts in config.toml is false')
  })

  test('cannot steer the terminal, nor tell a line of ours', async () => {
    const text = '\u001b[2Jecho\rDownload 0 bytes\u202e\n'

    const { out } = await installing(['--dry-run'], [aScript({ text })])

    expect(out).toContain('  | \\u{1b}[2Jecho Download 0 bytes\\u{202e}')
  })

  test('shows a long one cut, and says where the rest is', async () => {
    const { out } = await installing(['--dry-run'], [aScript({ text: 'true\n'.repeat(240) })])

    expect(out).toContain('… 40 more lines; --dry-run --json has them all')
  })

  test('is whole in JSON', async () => {
    const script = aScript({ text: 'true\n'.repeat(240) })

    const { out } = await installing(['--dry-run', '--json'], [script])

    expect(JSON.parse(out)).toMatchObject({ plan: { scripts: [script] } })
  })
})

describe('scripts run', () => {
  test.each<[string, readonly string[], RunOptions, true | undefined]>([
    ['after a yes', [], { types: 'y' }, true],
    ['not after a mere Enter', [], { types: '' }, undefined],
    ['not after a no', [], { types: 'n' }, undefined],
    ['not where nobody answers', [], {}, undefined],
    ['not with --yes alone', ['--yes'], { types: 'y' }, undefined],
    ['with --run-scripts', ['--run-scripts'], {}, true],
    ['with --run-scripts --yes', ['--run-scripts', '--yes'], {}, true],
  ])('%s', async (_what, line, options, ran) => {
    const { status, ranScripts } = await installing(line, [aScript()], options)

    expect({ status, ranScripts }).toEqual({ status: 0, ranScripts: ran })
  })

  test('nobody is asked about what may not run', async () => {
    const refusal = { reason: 'no-sandbox', detail: 'bwrap' } as const

    const { err, ranScripts } = await installing([], [aScript({ refusal })], { types: 'y' })

    expect({ isAsked: err.includes('[y/N]'), ranScripts }).toEqual({ isAsked: false, ranScripts: undefined })
    expect(err).toContain('there is no sandbox here to run them in (bwrap).')
  })

  test('what they did is told, with the last that they said', async () => {
    const ran = [{ package: 'hello-world', files: 2, printed: '1\n2\n3\n4\n5\n6 \u001b[2J\n' }]

    const { out } = await installing(['--run-scripts'], [aScript()], { ran })

    expect(out).toContain('The scripts of hello-world ran and made 2 files.\n  | 2\n')
    expect(out).toContain('  | 6 \\u{1b}[2J\n')
  })

  test('what they had made before is told as that', async () => {
    const ran = [{ package: 'hello-world', files: 1, printed: null }]

    const { out } = await installing(['--run-scripts'], [aScript()], { ran })

    expect(out).toContain('What the scripts of hello-world made is still there: 1 file.')
  })
})
