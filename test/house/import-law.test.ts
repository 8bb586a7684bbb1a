import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { repositoryRoot } from './repository.ts'

interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string }
}

const forbidden = [
  ['engine/model/plan.ts', 'engine/store/layout.ts', 'engine/model sees only'],
  ['engine/base/json.ts', 'engine/model/plan.ts', 'engine/base sees only'],
  ['engine/resolver/solver.ts', 'engine/state/database.ts', 'engine/resolver sees only'],
  ['engine/store/layout.ts', 'engine/trust/trust.ts', 'engine/store sees only'],
  ['engine/builder/build.ts', 'engine/state/database.ts', 'engine/builder sees only'],
  ['engine/catalog/search.ts', 'engine/operations/add.ts', 'engine/catalog sees only'],
  ['engine/operations/add.ts', 'engine/engine.ts', 'only index.ts reaches'],
  ['main/ipc/host.ts', 'engine/operations/add.ts', 'main sees only'],
  ['main/served/main.ts', 'main/electron/window.ts', 'the host knows no Electron'],
  ['cli/program.ts', 'engine/state/database.ts', 'cli sees only'],
  ['cli/program.ts', 'main/ipc/wire.ts', 'cli sees only'],
  ['renderer/main.ts', 'engine/index.ts', 'renderer sees only'],
  ['renderer/main.ts', 'preload/preload.ts', 'renderer sees only'],
  ['preload/preload.ts', 'engine/index.ts', 'preload sees only'],
  ['engine/model/plan.ts', 'node:fs', 'the pure rooms know no Node'],
  ['renderer/main.ts', 'node:fs', 'the window knows no Node'],
  ['engine/store/layout.ts', 'test/kit/clock.ts', 'nothing ships a test'],
  ['engine/keys/one.ts', 'engine/keys/two.ts', 'no circle'],
] as const
/** Closes the circle above; the law names a circle once. */
const wayBack = ['engine/keys/two.ts', 'engine/keys/one.ts'] as const
const allowed = [
  ['engine/transaction/apply.ts', 'engine/store/layout.ts'],
  ['engine/operations/add.ts', 'engine/transaction/apply.ts'],
  ['engine/index.ts', 'engine/engine.ts'],
  ['renderer/main.ts', 'engine/model/plan.ts'],
] as const

const house = mkdtempSync(path.join(tmpdir(), 'house-'))
let violations: readonly Violation[] = []

beforeAll(() => {
  const arrows = [...forbidden, ...allowed, wayBack]
  for (const from of new Set(arrows.flatMap(([a, b]) => (b.endsWith('.ts') ? [a, b] : [a])))) {
    const seen = arrows.filter(([a]) => a === from).map(([, to]) => to)
    put(from, seen.map((to, n) => `import * as x${n} from '${specifier(from, to)}'\nvoid x${n}\n`).join(''))
  }
  put('tsconfig.base.json', '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }')
  put('package.json', '{ "type": "module" }')
  violations = cruise(house)
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(house, file)), { recursive: true })
  writeFileSync(path.join(house, file), text)
}

function specifier(from: string, to: string): string {
  if (!to.endsWith('.ts')) return to
  const relative = path.relative(path.dirname(from), to)
  return relative.startsWith('.') ? relative : `./${relative}`
}

function cruise(folder: string): readonly Violation[] {
  const cruiser = path.join(repositoryRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const law = path.join(repositoryRoot, '.dependency-cruiser.cjs')
  const { stdout } = spawnSync(
    process.execPath,
    [cruiser, '--config', law, '--output-type', 'json', 'engine', 'main', 'preload', 'renderer', 'cli'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations
}

const lawsBrokenBy = (from: string, to: string): string =>
  violations
    .filter((violation) => violation.from === from && violation.to === to.replace('node:', ''))
    .map((violation) => violation.rule.name)
    .join('\n')

describe('an arrow that the law forbids is an error', () => {
  test.each(forbidden)('%s → %s', (from, to, law) => {
    expect(lawsBrokenBy(from, to)).toContain(law)
  })
})

test.each(allowed)('an arrow down breaks nothing: %s → %s', (from, to) => {
  expect(lawsBrokenBy(from, to)).toBe('')
})

test('the house as it stands keeps its own law', () => {
  expect(cruise(repositoryRoot).map(({ rule, from, to }) => `${from} → ${to}: ${rule.name}`)).toEqual([])
})
