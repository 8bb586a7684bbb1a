/** A filter of system calls as the kernel runs it: classic BPF over `struct seccomp_data` (linux/seccomp.h). */

/** Looks at the low 32 bits of an argument, which is all the kernel looks at where we ask. */
export interface Condition {
  /** 0 is the first argument. */
  readonly argument: number
  readonly is: 'any-of-bits' | 'equal' | 'other-than'
  readonly value: number
}

/** A call that fails with `errno`, where all conditions hold. */
export interface Refusal {
  readonly call: number
  readonly errno: number
  readonly when: readonly Condition[]
}

export interface FilterProgram {
  /** As the kernel numbers it; a process that calls in the manner of another one is killed. */
  readonly audit: number
  /** Call numbers from here on are killed, too: x86_64 has a second table there (x32). */
  readonly end: number | null
  readonly refusals: readonly Refusal[]
}

/** Code, jumps over so many instructions when true and when not, and a constant. */
type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, constant: number]

const load = 0x20
const jumpEqual = 0x15
const jumpAtLeast = 0x35
const jumpAnyBit = 0x45
const answer = 0x06

const allow = 0x7fff_0000
const killProcess = 0x8000_0000
const failWith = 0x0005_0000

/** Offsets in `struct seccomp_data`; the machines that we write for have the low half of an argument first. */
const offsetOfCall = 0
const offsetOfArchitecture = 4
const offsetOf = (argument: number) => 16 + 8 * argument

export function assemble({ audit, end, refusals }: FilterProgram): Buffer {
  const loadCall: Instruction = [load, 0, 0, offsetOfCall]
  const kill: Instruction = [answer, 0, 0, killProcess]
  const second: Instruction[] = end === null ? [] : [[jumpAtLeast, 0, 1, end], kill]
  return encode([
    [load, 0, 0, offsetOfArchitecture],
    [jumpEqual, 1, 0, audit],
    kill,
    loadCall,
    ...second,
    ...refusals.flatMap((refusal) => refused(refusal, loadCall)),
    [answer, 0, 0, allow],
  ])
}

function refused({ call, errno, when }: Refusal, loadCall: Instruction): Instruction[] {
  const fail: Instruction = [answer, 0, 0, failWith | errno]
  if (when.length === 0) return [[jumpEqual, 0, 1, call], fail]
  // Each condition is two instructions; one that does not hold leads past `fail`, to where the call is loaded again.
  const conditions = when.flatMap(({ argument, is, value }, index): Instruction[] => {
    const out = 2 * (when.length - index - 1) + 1
    const jump = is === 'any-of-bits' ? jumpAnyBit : jumpEqual
    const [held, not] = is === 'other-than' ? [out, 0] : [0, out]
    return [
      [load, 0, 0, offsetOf(argument)],
      [jump, held, not, value],
    ]
  })
  return [[jumpEqual, 0, conditions.length + 2, call], ...conditions, fail, loadCall]
}

/** `struct sock_filter`, one after the other; our machines have the low byte first. */
function encode(instructions: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(8 * instructions.length)
  for (const [index, [code, whenTrue, whenFalse, constant]] of instructions.entries()) {
    bytes.writeUInt16LE(code, 8 * index)
    bytes.writeUInt8(whenTrue, 8 * index + 2)
    bytes.writeUInt8(whenFalse, 8 * index + 3)
    bytes.writeUInt32LE(constant, 8 * index + 4)
  }
  return bytes
}
