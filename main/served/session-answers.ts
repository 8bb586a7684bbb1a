import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { guardHeaders } from '../ipc/page-headers.ts'
import { answer } from './answers.ts'
import { bodyOf } from './body.ts'
import { isOwnOrigin } from './gate.ts'
import { addressFor, cookieName, type Room } from './room.ts'
import { isSameSecret } from './sessions.ts'

const Redemption = v.strictObject({ token: v.pipe(v.string(), v.maxLength(200)) })

/** `POST /session`: a token of a fragment becomes a cookie that no script can read. */
export async function openSession(
  room: Room,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return answer(response, 405, 'Only POST is answered.')
  if (!isOwnOrigin(request.headers))
    return answer(response, 403, 'Only the page that is served here may ask.')
  const body = await bodyOf(request)
  if (body === null) {
    response.setHeader('connection', 'close')
    return answer(response, 413, 'That is too long.')
  }
  const session = redeemed(room, body)
  if (session === null) {
    return answer(
      response,
      401,
      'This address was used already, or is of another start. Start again for a fresh one.',
    )
  }
  response.writeHead(204, {
    ...guardHeaders,
    'cache-control': 'no-store',
    'set-cookie': `${cookieName(room)}=${session}; Path=/; HttpOnly; SameSite=Strict`,
  })
  response.end()
}

/** `POST /session/fresh`: the same person's second `start` asks for another address. Never a browser. */
export function sendFreshAddress(room: Room, request: IncomingMessage, response: ServerResponse): void {
  const { authorization, origin } = request.headers
  const isOurs = isSameSecret(authorization ?? '', `Bearer ${room.controlSecret}`)
  if (request.method !== 'POST' || origin !== undefined || !isOurs)
    return answer(response, 403, 'Only the host itself may ask.')
  answer(response, 200, addressFor(room))
}

function redeemed(room: Room, body: string): string | null {
  try {
    const parsed = v.safeParse(Redemption, JSON.parse(body))
    return parsed.success ? room.sessions.redeem(parsed.output.token) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
