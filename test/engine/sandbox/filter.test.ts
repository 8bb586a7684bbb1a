import { describe, expect, test } from 'vitest'
import { systemCallFilter } from '../../../engine/sandbox/filter.ts'
import { auditNumbers, type FilteredArchitecture, numberOf } from '../../../engine/sandbox/syscalls.ts'

interface Call {
  readonly audit: number
  readonly call: number
  readonly arguments?: readonly number[]
}

/** Runs a filter as the kernel would; the answer is `allow`, `kill` or the number of an error. */
function asked(program: Buffer, { audit, call, arguments: given = [] }: Call): string | number {
  const data = Buffer.alloc(64)
  data.writeUInt32LE(call, 0)
  data.writeUInt32LE(audit, 4)
  for (const [index, value] of given.entries()) data.writeUInt32LE(value, 16 + 8 * index)
  let accumulator = 0
  for (let at = 0; at < program.length / 8; at += 1) {
    const code = program.readUInt16LE(8 * at)
    const [whenTrue, whenFalse] = [program[8 * at + 2]!, program[8 * at + 3]!]
    const constant = program.readUInt32LE(8 * at + 4)
    if (code === 0x06) return answerOf(constant)
    if (code === 0x20) accumulator = data.readUInt32LE(constant)
    else at += holds(code, accumulator, constant) ? whenTrue : whenFalse
  }
  throw new Error('a program without an answer')
}

function holds(code: number, accumulator: number, constant: number): boolean {
  if (code === 0x15) return accumulator === constant
  if (code === 0x35) return accumulator >= constant
  if (code === 0x45) return (accumulator & constant) !== 0
  throw new Error(`no such instruction: ${code}`)
}

function answerOf(constant: number): string | number {
  if (constant === 0x7fff_0000) return 'allow'
  if (constant === 0x8000_0000) return 'kill'
  return constant & 0xffff
}

describe.each<FilteredArchitecture>(['x86_64', 'arm64', 'riscv64'])('the filter for %s', (architecture) => {
  const program = systemCallFilter(architecture)
  const audit = auditNumbers[architecture]
  const number = (name: Parameters<typeof numberOf>[0]) => numberOf(name, architecture)!
  const ask = (name: Parameters<typeof numberOf>[0], ...given: number[]) =>
    asked(program, { audit, call: number(name), arguments: given })

  test('is short enough for the kernel', () => {
    expect(program.length / 8).toBeLessThan(4_096)
  })

  test('kills calls of every other machine', () => {
    for (const other of [0x4000_0003, ...Object.values(auditNumbers).filter((one) => one !== audit)]) {
      expect(asked(program, { audit: other, call: 1 })).toBe('kill')
    }
  })

  test('lets ordinary calls through, also those it looks at', () => {
    expect(asked(program, { audit, call: 1_000 })).toBe('allow')
    expect(ask('openat', 0, 0, 0o101, 0o644)).toBe('allow')
    expect(ask('fchmod', 3, 0o755)).toBe('allow')
    expect(ask('fchmodat', 0, 0, 0o777)).toBe('allow')
    expect(ask('mkdirat', 0, 0, 0o777)).toBe('allow')
    expect(ask('clone', 0x0120_0011)).toBe('allow')
    expect(ask('ioctl', 0, 0x5401)).toBe('allow')
    expect(ask('socket', 1)).toBe('allow')
  })

  test('does not read a mode where nothing is created', () => {
    expect(ask('openat', 0, 0, 0, 0o7777)).toBe('allow')
  })

  test('refuses the bits that lend rights, wherever they are said', () => {
    const answers = [
      ...[ask('fchmod', 3, 0o4755), ask('fchmod', 3, 0o2755), ask('fchmodat', 0, 0, 0o4000)],
      ...[ask('fchmodat2', 0, 0, 0o6755, 0), ask('mkdirat', 0, 0, 0o2755), ask('mknodat', 0, 0, 0o644)],
      ...[ask('openat', 0, 0, 0o101, 0o4755), ask('openat', 0, 0, 0o2000_0001, 0o2755)],
    ]

    expect(answers).toEqual(answers.map(() => 1))
  })

  test('refuses namespaces, networks and terminals, and hides what nobody can look into', () => {
    expect({
      namespace: ask('clone', 0x1000_0011),
      network: ask('socket', 2),
      netlink: ask('socket', 16),
      typing: ask('ioctl', 0, 0x5412),
      console: ask('ioctl', 0, 0x541c),
      clone3: ask('clone3'),
      openat2: ask('openat2'),
      ring: ask('io_uring_setup'),
      trace: ask('ptrace'),
      mount: ask('mount'),
    }).toEqual({
      namespace: 1,
      network: 97,
      netlink: 97,
      typing: 1,
      console: 1,
      clone3: 38,
      openat2: 38,
      ring: 38,
      trace: 1,
      mount: 1,
    })
  })
})

test('on x86_64 the second table of calls is closed', () => {
  const program = systemCallFilter('x86_64')

  expect(asked(program, { audit: auditNumbers.x86_64, call: 0x4000_0000 | 39 })).toBe('kill')
})

test('open and creat, which only x86_64 has, are looked at as well', () => {
  const program = systemCallFilter('x86_64')
  const ask = (name: 'open' | 'creat' | 'chmod', ...given: number[]) =>
    asked(program, { audit: auditNumbers.x86_64, call: numberOf(name, 'x86_64')!, arguments: given })

  expect([ask('open', 0, 0o101, 0o4755), ask('creat', 0, 0o4755), ask('chmod', 0, 0o4755)]).toEqual([1, 1, 1])
  expect([ask('open', 0, 0, 0o4755), ask('creat', 0, 0o755), ask('chmod', 0, 0o755)]).toEqual([
    'allow',
    'allow',
    'allow',
  ])
})
