import { newKey } from '@yimi/contract/client.ts'
import { isPassing, problemOf } from './fault-words.ts'

/** What was sent under which key: the same words keep their key, other words get a new one. */
export type SentUnder = { key: string; body: string }

export function keyFor(body: unknown, before: SentUnder | undefined): SentUnder {
  const text = JSON.stringify(body)
  return before?.body === text ? before : { key: newKey(), body: text }
}

/** Waits before the second, third and fourth try. */
const WAITS_MS = [1_000, 3_000, 6_000]

/** Sends, and sends again while the line is cut or the server is coming up. The caller holds the key, so nothing arrives twice. */
export async function sendPatiently<T>(
  send: () => Promise<T>,
  wait: (ms: number) => Promise<void> = sleep,
): Promise<T> {
  for (const ms of WAITS_MS) {
    try {
      return await send()
    } catch (fault) {
      if (!isPassing(problemOf(fault))) throw fault
      await wait(ms)
    }
  }
  return send()
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
