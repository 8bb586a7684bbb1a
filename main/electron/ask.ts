import type { BrowserWindow, MessageBoxOptions } from 'electron'
import type { Fact } from '../../engine/api/description.ts'
import type { Answer, Ask, Question } from '../ipc/consent.ts'
import { buttons, questionText, type QuestionText } from '../ipc/question-words.ts'
import type { Shell } from './shell.ts'

/** Lines that a dialog shows, and characters of each, before it would grow out of the screen. */
const mostLines = 20
const longestLine = 300

/** Asks in a dialog of the system, which no page can draw, read or press. */
export function askInDialog(dialog: Shell['dialog'], windowNow: () => BrowserWindow | null): Ask {
  return async (question, { show, signal }) => {
    signal.throwIfAborted()
    show(null)
    const options = { ...messageBox(question), signal }
    const window = windowNow()
    const shown = window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options)
    const { response } = await shown
    signal.throwIfAborted()
    return answersOf(question)[response] ?? 'refused'
  }
}

function messageBox(question: Question): MessageBoxOptions {
  const text = questionText(question)
  return {
    type: 'question',
    title: 'MultiOS Software Center',
    message: text.title,
    detail: detailOf(text),
    buttons: question.mayKeep
      ? [buttons.refuse, buttons.once, buttons.keep]
      : [buttons.refuse, buttons.allow],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
}

function answersOf({ mayKeep }: Question): readonly Answer[] {
  return mayKeep ? ['refused', 'once', 'keep'] : ['refused', 'once']
}

function detailOf({ lead, first, changes, facts }: QuestionText): string {
  const lines = [
    ...first.map(factLine),
    ...changes.map(({ act, name, versions, source }) => `${act} ${name} ${versions} (${source})`),
    ...facts.map(factLine),
  ]
  const more = lines.length - mostLines
  const cut = (line: string): string => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line)
  const shown = more > 0 ? [...lines.slice(0, mostLines), `and ${String(more)} more`] : lines
  return [lead, '', ...shown.map(cut)].join('\n')
}

/** A script is one line here; where its own lines end is to be seen, and none of them passes for a line of ours. */
function factLine({ label, value }: Fact): string {
  return `${label}: ${value.replaceAll('\n', ' ⏎ ')}`
}
