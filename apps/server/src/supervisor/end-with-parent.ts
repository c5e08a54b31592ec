/** What a child of the supervisor does about its end. */

/**
 * Calls `stop` once, on SIGTERM, SIGINT or when the supervisor is gone, then leaves; after `graceMs` it leaves in any case.
 * Without a supervisor (a role run by hand) the signals alone count.
 */
export function endWithParent(stop: () => Promise<void>, graceMs = 10_000): void {
  outliveTerminal()
  let ending = false
  function end(): void {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), graceMs).unref()
    stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        process.stderr.write(`${String(fault)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
  // The supervisor may have died before this line.
  if (process.send && !process.connected) end()
}

/** Tells the supervisor that this role serves; `lines` are printed to the person at the terminal. */
export function tellReady(details: { lines?: readonly string[] } & Readonly<Record<string, unknown>> = {}): void {
  if (process.connected) process.send?.({ ...details, ready: true })
}

/** A terminal that was closed refuses what is written to it; that must not cut an orderly end short. */
export function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
