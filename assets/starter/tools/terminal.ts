import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { TerminalPicture } from './pictures.ts'

const run = promisify(execFile)

/** Character and look of each place on the screen, row by row. */
export interface Cell {
  readonly text: string
  readonly color: number | null
  readonly bold: boolean
  readonly dim: boolean
  readonly italic: boolean
  readonly underline: boolean
}
type Look = Omit<Cell, 'text'>

const prompt = '\\[\\e[1;32m\\]$\\[\\e[0m\\] '
const plain: Look = { color: null, bold: false, dim: false, italic: false, underline: false }

/** Types the picture's lines into a shell in tmux, and reads the screen back with its colors. */
export async function runInTerminal(picture: TerminalPicture, profile: string): Promise<Cell[][]> {
  const home = await mkdtemp(path.join(tmpdir(), 'starter-home-'))
  const socket = path.join(home, 'tmux')
  const tmux = (...args: string[]) =>
    run('tmux', ['-S', socket, ...args], { env: environment(profile, home) })
  try {
    const size = ['-x', String(picture.columns), '-y', String(picture.rows)]
    await tmux('-f', '/dev/null', 'new-session', '-d', ...size, 'bash --norc --noprofile')
    const before = [`PS1='${prompt}'`, ...(picture.setup ?? []), 'clear']
    for (const line of [...before, ...picture.lines]) {
      await tmux('send-keys', '-l', line)
      await tmux('send-keys', 'Enter')
      // A program that keeps the screen never shows the prompt again: its own first picture is enough.
      await until(
        async () => (await tmux('capture-pane', '-p')).stdout.trimEnd().match(/(^|\n)\$$/) !== null,
        2_500,
      )
    }
    for (const key of picture.keys ?? []) {
      await tmux('send-keys', key)
      await sleep(40)
    }
    await sleep(500)
    const { stdout } = await tmux('capture-pane', '-p', '-e')
    return stdout.split('\n').slice(0, picture.rows).map(cellsOf)
  } finally {
    await tmux('kill-server').catch(() => null)
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

async function until(holds: () => Promise<boolean>, longest: number): Promise<void> {
  for (let waited = 0; waited < longest; waited += 100) {
    await sleep(100)
    if (await holds()) return
  }
}

function environment(profile: string, home: string): NodeJS.ProcessEnv {
  return {
    PATH: `${profile}/bin:${process.env['PATH'] ?? ''}`,
    HOME: home,
    MULTIOS_PROFILE: profile,
    LC_ALL: 'C.UTF-8',
    TERM: 'screen-256color',
    TZ: 'Europe/Berlin',
    PYTHONDONTWRITEBYTECODE: '1',
  }
}

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = []
  let look = plain
  // eslint-disable-next-line no-control-regex -- the escape character is what separates looks
  for (const part of line.split(/(\u001b\[[\d;:]*m|\u000e|\u000f)/)) {
    if (part.startsWith('\u001b[')) look = restyled(look, part.slice(2, -1))
    else if (part >= ' ') cells.push(...[...part].map((text) => ({ text, ...look })))
  }
  return cells
}

function restyled(look: Look, codes: string): Look {
  const numbers = codes.split(/[;:]/).map(Number)
  let next = look
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at] ?? 0
    if (code === 38 && numbers[at + 1] === 5) {
      next = { ...next, color: numbers[at + 2] ?? null }
      at += 2
    } else next = withCode(next, code)
  }
  return next
}

function withCode(look: Look, code: number): Look {
  if (code === 0) return plain
  if (code === 1) return { ...look, bold: true }
  if (code === 2) return { ...look, dim: true }
  if (code === 3) return { ...look, italic: true }
  if (code === 4) return { ...look, underline: true }
  if (code === 22) return { ...look, bold: false, dim: false }
  if (code >= 30 && code <= 37) return { ...look, color: code - 30 }
  return code === 39 ? { ...look, color: null } : look
}
