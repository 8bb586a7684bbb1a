import { collisionKey } from '../base/collision-key.ts'
import { maximumDepth, maximumNameBytes } from './limits.ts'

/** Invisible or direction-changing characters: what is shown must be what is there. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/** Why `path` may not be the path of a member, or null where it may. */
export function pathProblem(path: string): string | null {
  if (path === '') return 'empty path'
  if (path.startsWith('/')) return `absolute path: ${path}`
  const problem = textProblem(path)
  if (problem !== null) return problem
  const names = path.split('/')
  if (names.length > maximumDepth) return `more than ${maximumDepth} folders deep`
  if (collisionKey(names[0] ?? '') === '.multios') return `reserved path: ${path}`
  const odd = names.find((name) => name === '' || name === '.' || name === '..')
  if (odd !== undefined) return `path not in its shortest form: ${path}`
  const isLong = names.some((name) => Buffer.byteLength(name) > maximumNameBytes)
  return isLong ? `name of more than ${maximumNameBytes} bytes` : null
}

/** Why `text` may not stand in a path or link target: it would read differently on some system or screen. */
export function textProblem(text: string): string | null {
  if (!text.isWellFormed()) return `broken Unicode: ${JSON.stringify(text)}`
  if (text.includes('\\')) return `backslash: ${JSON.stringify(text)}`
  if (unprintable.test(text)) return `control character: ${escaped(text)}`
  return null
}

function escaped(text: string): string {
  return text.replace(new RegExp(unprintable.source, 'gu'), (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`
  })
}
