import type { Output, Plan, Receipt } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { count, listed, size } from './phrases.ts'
import { dim, inline, yellow } from './text.ts'

type Kept = NonNullable<Output<'system.status'>['keptConfiguration']>

/** What a plan does to what the person wrote. */
export function plannedText({ configuration = [] }: Plan): readonly string[] {
  const words = {
    purge: 'goes, as you wrote it; undo brings it back',
    restore: 'comes back, as you wrote it',
  }
  const lines = configuration.map(({ action, path }) => {
    const text = `Configuration ${inline(path)} ${words[action]}.`
    return action === 'purge' ? yellow(text) : text
  })
  return lines.length === 0 ? [] : [...lines, '']
}

/** What became of it. */
export function newsText({ configuration = [], lines }: Receipt, page: Page): readonly string[] {
  const kept = configuration.some(({ kind }) => kind === 'kept')
  const gone = lines.flatMap(({ action, name }) => (action === 'remove' ? [name] : []))
  return [
    ...configuration.map(oneText),
    ...(kept && gone.length > 0
      ? [dim(`Remove it, too: ${page.command('uninstall', '--purge', ...gone)}`)]
      : []),
  ]
}

function oneText({ kind, path, file }: NonNullable<Receipt['configuration']>[number]): string {
  switch (kind) {
    case 'offered':
      return `You edited ${inline(path)}: it stays, and the other default is ${inline(file)}`
    case 'kept':
      return `You edited ${inline(path)}: it stays, as ${inline(file)}`
    case 'purged':
      return `Your ${inline(path)} is gone; until this generation is cleaned up, it waits as ${inline(file)}`
    case 'restored':
      return `Your ${inline(path)} is back.`
    case 'untouched':
      return `No file that can be read stands in the place of ${inline(path)}: it stays, as ${inline(file)}`
  }
}

/** `2 files of clock, 8.2 kB`. */
export function keptWords(kept: Kept): string {
  const files = kept.reduce((sum, { paths }) => sum + paths.length, 0)
  const bytes = kept.reduce((sum, one) => sum + one.bytes, 0)
  return `${count(files, 'file')} of ${listed(kept.map(({ name }) => name))}, ${size(bytes)}`
}

export function purgeCommand(kept: Kept, page: Page): string {
  return page.command('uninstall', '--purge', ...kept.map(({ name }) => name))
}
