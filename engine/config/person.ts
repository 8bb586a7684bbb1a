import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

/** Who runs this process. */
export interface Person {
  readonly name: string
  /** -1 where the system has no such numbers. */
  readonly uid: number
  /** Names and numbers of groups. */
  readonly groups: readonly string[]
  /** Who they were when they logged in, by number; null, or left out, where nobody knows. */
  readonly login?: number | null
}

export function systemPerson(): Person {
  const uid = process.getuid?.() ?? -1
  const groups = groupNames(process.getgroups?.() ?? [])
  return { name: nameOf(uid), uid, groups, login: kernelsLogin() ?? toldLogin(uid, process.env) }
}

/** The kernel keeps it through `su` and `sudo`; it keeps nothing in containers, and where nothing sets it. */
function kernelsLogin(): number | null {
  const [text = ''] = linesOf('/proc/self/loginuid')[0] ?? []
  return text === '' || Number(text) === noLogin ? null : Number(text)
}

const noLogin = 0xff_ff_ff_ff

/** What others than root say of themselves, nobody has to believe: they are who they are. */
function toldLogin(uid: number, { SUDO_UID: sudo, PKEXEC_UID: pkexec }: NodeJS.ProcessEnv): number | null {
  const told = sudo ?? pkexec ?? ''
  return uid === 0 && /^\d{1,10}$/.test(told) ? Number(told) : null
}

/** Who has no entry among the users has a number all the same. */
function nameOf(uid: number): string {
  try {
    return userInfo().username
  } catch {
    return String(uid)
  }
}

/** Names of users by their number; a number that the machine's own list does not have stands for itself. */
export function userNames(): (uid: number) => string {
  const names = new Map(linesOf('/etc/passwd').map(([name = '', , number]) => [Number(number), name]))
  return (uid) => names.get(uid) ?? String(uid)
}

/** Several groups may share a number. One that is called like a number of another is no such group. */
function groupNames(numbers: readonly number[]): string[] {
  const mine = new Set(numbers)
  const named = linesOf('/etc/group').flatMap(([name = '', , number = '']) =>
    mine.has(Number(number)) && number !== '' && !isNumber(name) ? [name] : [],
  )
  return [...named, ...[...mine].map(String)]
}

function isNumber(name: string): boolean {
  return /^\d*$/.test(name)
}

/** passwd(5) and group(5). What they do not list, such as a directory service's groups, goes by number alone. */
function linesOf(file: string): string[][] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
