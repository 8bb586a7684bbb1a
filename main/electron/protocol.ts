import { readFile } from 'node:fs/promises'
import type { Picture } from '../ipc/hosted-engine.ts'
import type { PageFile } from '../ipc/page-files.ts'
import { guardHeaders, isMediaName, isPictureType, mediaHeaders } from '../ipc/page-headers.ts'
import type { Shell } from './shell.ts'

/** The window's page lives here; nothing else may be loaded. */
export const pageAddress = 'app://ui/'

export interface PageSource {
  readonly pageFiles: ReadonlyMap<string, PageFile>
  readonly media: (name: string, signal: AbortSignal) => Promise<Picture | null>
}

/** To be called before the app is ready. Makes `app:` an origin like any other, so that its policy binds. */
export function registerAppScheme(protocol: Shell['protocol']): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function handleAppScheme(protocol: Shell['protocol'], source: PageSource): void {
  protocol.handle('app', (request) => answer(request, source))
}

export async function answer(request: Request, { pageFiles, media }: PageSource): Promise<Response> {
  if (!request.url.startsWith(pageAddress) || request.method !== 'GET') return nothing()
  const address = `/${request.url.slice(pageAddress.length).split(/[?#]/, 1)[0] ?? ''}`
  if (address.startsWith('/media/')) return picture(address.slice('/media/'.length), media, request.signal)
  const file = pageFiles.get(address)
  if (file === undefined) return nothing()
  return new Response(new Uint8Array(await readFile(file.file)), {
    headers: { ...guardHeaders, 'content-type': file.type },
  })
}

async function picture(name: string, media: PageSource['media'], signal: AbortSignal): Promise<Response> {
  const found = isMediaName(name) ? await media(name, signal) : null
  if (found === null || !isPictureType(found.type)) return nothing()
  return new Response(new Uint8Array(found.bytes), {
    headers: { ...mediaHeaders, 'content-type': found.type },
  })
}

function nothing(): Response {
  return new Response(null, { status: 404, headers: guardHeaders })
}
