const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46])
const usr = Buffer.from('/usr/')
const inBin = /^usr\/(?:bin|sbin|games)\/[^/]+$/

/** Looks through programs and libraries for paths below /usr: with one of these they have to be where they expect. */
export class UsrScan {
  #kind: 'unseen' | 'elf' | 'script' | 'other' = 'unseen'
  #tail: Buffer = Buffer.alloc(0)
  #programs = 0
  #found = false

  /** Whether there are programs, and none names such a path. */
  get isRelocatable(): boolean {
    return this.#programs > 0 && !this.#found
  }

  begin(): void {
    this.#kind = 'unseen'
    this.#tail = Buffer.alloc(0)
  }

  see(path: string, piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
    if (this.#kind === 'unseen') this.#kind = this.#kindOf(path, bytes)
    if (this.#kind !== 'elf' || this.#found) return
    // A path may lie in two pieces.
    const seam = Buffer.concat([this.#tail, bytes.subarray(0, usr.length - 1)])
    this.#found = bytes.includes(usr) || seam.includes(usr)
    this.#tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - usr.length + 1)))
  }

  #kindOf(path: string, head: Buffer): 'elf' | 'script' | 'other' {
    if (head.subarray(0, elf.length).equals(elf)) {
      this.#programs += 1
      return 'elf'
    }
    if (!inBin.test(path) || head.toString('latin1', 0, 2) !== '#!') return 'other'
    this.#programs += 1
    const [shebang = ''] = head.toString('latin1', 0, 256).split('\n', 1)
    if (shebang.includes('/usr/')) this.#found = true
    return 'script'
  }
}
