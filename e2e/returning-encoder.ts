import { pushClip } from '@yimi/live/engine-e2e-fixtures.ts'

/** What encoders for live work wait before they connect again. */
const RETURN_MS = 250
/** Longer than any journey lasts. */
const TIMES = 20

export type ReturningEncoder = {
  /** How often it began to send, the first time included. */
  starts(): number
  /** Resolves when its process is gone. */
  stop(): Promise<void>
}

/** An encoder with «reconnect» switched on: whenever its connection breaks it sends the clip from the start again. */
export function startReturningEncoder(clip: string, url: string): ReturningEncoder {
  let starts = 0
  let stopped = false
  let current: ReturnType<typeof pushClip>
  const over = keepSending()

  async function keepSending(): Promise<void> {
    while (!stopped) {
      starts += 1
      current = pushClip(clip, url, TIMES)
      await current.ended
      if (!stopped) await new Promise((done) => setTimeout(done, RETURN_MS))
    }
  }

  return {
    starts: () => starts,
    stop() {
      stopped = true
      current.child.kill('SIGKILL')
      return over
    },
  }
}
