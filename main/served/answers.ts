import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { guardHeaders, isMediaName, isPictureType, mediaHeaders } from '../ipc/page-headers.ts'
import type { Picture } from '../ipc/hosted-engine.ts'
import type { PageFile } from '../ipc/page-files.ts'

/** Ends an answer. `text` is for a person who reads it in a browser. */
export function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...guardHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(`${text}\n`)
}

export interface Files {
  readonly send: (file: PageFile, request: IncomingMessage, response: ServerResponse) => Promise<void>
}

type Encoding = 'br' | 'gzip' | 'identity'
const compress = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
  identity: (bytes: Buffer) => Promise.resolve(bytes),
}

/** Sends the window's files, each compressed once and then kept: together they are small. */
export function createFiles(): Files {
  const kept = new Map<string, Promise<Buffer>>()

  function bytesOf(file: PageFile, encoding: Encoding): Promise<Buffer> {
    if (encoding === 'identity') return readFile(file.file)
    const key = `${encoding} ${file.file}`
    const bytes = kept.get(key) ?? readFile(file.file).then(compress[encoding])
    kept.set(key, bytes)
    // A file that could not be read is read anew next time.
    bytes.catch(() => kept.delete(key))
    return bytes
  }

  async function send(file: PageFile, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encoding = file.text && file.immutable ? wanted(request) : 'identity'
    const bytes = await bytesOf(file, encoding)
    response.writeHead(200, {
      ...guardHeaders,
      'content-type': file.type,
      'content-length': bytes.length,
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
      ...(file.text ? { vary: 'accept-encoding' } : {}),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }

  return { send }
}

function wanted(request: IncomingMessage): Encoding {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

/** Sends a picture of the engine's. */
export async function sendPicture(
  name: string,
  media: (name: string, signal: AbortSignal) => Promise<Picture | null>,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const picture = isMediaName(name) ? await media(name, gone.signal) : null
  if (picture === null || !isPictureType(picture.type)) {
    answer(response, 404, 'There is no such picture.')
    return
  }
  response.writeHead(200, {
    ...mediaHeaders,
    'content-type': picture.type,
    'content-length': picture.bytes.length,
  })
  response.end(picture.bytes)
}
