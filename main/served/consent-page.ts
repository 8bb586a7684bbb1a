import { createHash } from 'node:crypto'
import type { Fact } from '../../engine/api/description.ts'
import tokens from '../../renderer/styles/tokens.css?raw'
import { guardHeaders } from '../ipc/page-headers.ts'
import type { Question } from '../ipc/consent.ts'
import { buttons, questionText } from '../ipc/question-words.ts'
import style from './consent.css?raw'

const sheet = `${tokens}\n${style}`
const styleHash = createHash('sha256').update(sheet).digest('base64')

/** No script, nothing from anywhere, in nobody's frame; and a process of its own where the browser has one to give. */
export const consentHeaders = {
  ...guardHeaders,
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'content-type': 'text/html; charset=utf-8',
  'origin-agent-cluster': '?1',
  // With `no-referrer` a browser would hide from us which page sent the form.
  'referrer-policy': 'same-origin',
} as const

/**
 * The question, with the buttons that answer it. Enter presses the first of them, which refuses, and stands above what is
 * asked: where a window is made too small for both, whoever wants to allow it comes past all of it first.
 */
export function questionPage(question: Question, secret: string): string {
  const { title, lead, first, changes, facts } = questionText(question)
  const rows = changes.map(
    ({ act, name, versions, source }) =>
      `<li><span class="act">${escaped(act)}</span><span class="what"><b>${escaped(name)}</b> ${escaped(versions)}<small>${escaped(source)}</small></span></li>`,
  )
  return page(
    title,
    `<p>${escaped(lead)}</p></header>
<button class="no" form="answer" name="answer" value="refused" autofocus>${buttons.refuse}</button>
<div class="facts">${termsOf(first)}${rows.length === 0 ? '' : `<ul>${rows.join('')}</ul>`}${termsOf(facts)}</div>
<form id="answer" method="post"><input type="hidden" name="secret" value="${escaped(secret)}">
${
  question.mayKeep
    ? `<button class="yes" name="answer" value="once">${buttons.once}</button><button class="yes main" name="answer" value="keep">${buttons.keep}</button><small>${buttons.keepMeans}</small>`
    : `<button class="yes main" name="answer" value="once">${buttons.allow}</button>`
}</form>`,
  )
}

function termsOf(facts: readonly Fact[]): string {
  const terms = facts.map(
    ({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`,
  )
  return terms.length === 0 ? '' : `<dl>${terms.join('')}</dl>`
}

/** What follows an answer, or stands where a question was. */
export function closingPage(title: string, text: string): string {
  return page(title, `<p>${escaped(text)}</p></header>`)
}

function page(title: string, rest: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${sheet}</style></head>
<body>
<main>
<header><p class="who">MultiOS Software Center asks</p><h1>${escaped(title)}</h1>${rest}
</main>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
