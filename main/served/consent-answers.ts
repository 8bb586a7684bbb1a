import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { answer } from './answers.ts'
import { bodyOf } from './body.ts'
import { closingPage, consentHeaders, questionPage } from './consent-page.ts'
import type { Consents } from './consents.ts'
import { isConsentForm, isOpenedByPerson } from './gate.ts'

const Form = v.strictObject({ secret: v.string(), answer: v.picklist(['refused', 'once', 'keep']) })

const gone = {
  title: 'This question is closed',
  text: 'It was answered, withdrawn, or open for more than two minutes. You can close this window.',
}
const answered = {
  refused: { title: 'Not allowed', text: 'Nothing was changed. You can close this window.' },
  once: { title: 'Allowed', text: 'You can close this window and go back to the Software Center.' },
  keep: { title: 'Allowed', text: 'You can close this window and go back to the Software Center.' },
}

/** `/consent/<id>`, under the name that the window's own page does not have. */
export async function answerConsent(
  consents: Consents,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = (request.url ?? '').slice('/consent/'.length)
  if (request.method === 'GET') return sendQuestion(consents, id, request, response)
  if (request.method === 'POST') return takeAnswer(consents, id, request, response)
  answer(response, 405, 'Only GET and POST are answered.')
}

function sendQuestion(
  consents: Consents,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (!isOpenedByPerson(request.headers))
    return answer(response, 403, 'Only a window of its own may show this.')
  const open = consents.find(id)
  if (open === null) return sendPage(response, 404, closingPage(gone.title, gone.text))
  sendPage(response, 200, questionPage(open.question, open.secret))
}

async function takeAnswer(
  consents: Consents,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isConsentForm(request.headers)) return answer(response, 403, 'Only the page that asks may answer.')
  const form = v.safeParse(Form, Object.fromEntries(new URLSearchParams((await bodyOf(request)) ?? '')))
  const isTaken = form.success && consents.find(id)?.settle(form.output.secret, form.output.answer) === true
  if (!isTaken) return sendPage(response, 403, closingPage(gone.title, gone.text))
  const { title, text } = answered[form.output.answer]
  sendPage(response, 200, closingPage(title, text))
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, consentHeaders)
  response.end(page)
}
