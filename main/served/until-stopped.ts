/** Milliseconds after which a stop does not wait any longer. */
const patience = 1_500

/** Ends this process cleanly when it is told to. */
export function stopWhenTold(close: () => Promise<void>, say: (line: string) => void): void {
  let stopping = false
  const stop = (): void => {
    // A second Ctrl+C means now.
    if (stopping) process.exit(130)
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        say(`MultiOS: stopping failed: ${String(error)}`)
        process.exit(1)
      },
    )
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
}
