import type { Page } from '@playwright/test'

/** Says yes in the window that the host asks in, for as long as it may hold. Any other window is left alone. */
export async function agreeTo(popup: Page): Promise<void> {
  if (!(await isQuestion(popup))) return
  await popup.getByRole('button', { name: /^Allow/ }).click()
  await popup.getByRole('heading', { name: 'Allowed' }).waitFor()
  await popup.close()
}

async function isQuestion(popup: Page): Promise<boolean> {
  try {
    await popup.waitForURL(
      ({ hostname, pathname }) => hostname === 'localhost' && pathname.startsWith('/consent/'),
    )
    return true
  } catch {
    // Another page, or closed already.
    return false
  }
}
