import type { WebContents } from 'electron'
import { pageAddress } from './protocol.ts'
import type { Shell } from './shell.ts'

/** Holds for every page there will ever be: it goes nowhere, opens nothing and embeds nothing. */
export function guardPages(app: Shell['app']): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  app.on('login', (event) => event.preventDefault())
  app.on('select-client-certificate', (event) => event.preventDefault())
}

/** No camera, no place, no device, no file picker behind our back; and no network but our own page. */
export function guardSession(session: ReturnType<Shell['defaultSession']>, isPackaged: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !mayLoad(details.url, isPackaged) }),
  )
}

function confine(contents: WebContents): void {
  const prevent = (event: { readonly preventDefault: () => void }): void => event.preventDefault()
  contents.on('will-navigate', prevent)
  contents.on('will-redirect', prevent)
  contents.on('will-frame-navigate', prevent)
  contents.on('will-attach-webview', prevent)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function mayLoad(url: string, isPackaged: boolean): boolean {
  // What our own page hands the person as a file. It runs nowhere: the page's policy names no blob.
  if (url.startsWith(`blob:${pageAddress}`)) return true
  // Developer tools are pages, too; a packaged app has none.
  return url.startsWith(pageAddress) || (!isPackaged && url.startsWith('devtools://'))
}
