import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LiveListener } from '../live-event.ts'

/** Proxies and readers take a silent stream for a dead one. */
const HEARTBEAT_MS = 15_000
/** A reader that lets so much pile up is cut off; it comes back and asks for the status. */
const MAX_WAITING_BYTES = 1024 * 1024

/** Server-sent events: `event:` is the type, `data:` the event as JSON. */
export function streamEvents(
  source: { subscribe(listener: LiveListener): () => void },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  response.write(': ready\n\n')
  const unsubscribe = source.subscribe((event) => {
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy()
    else response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  })
  const heartbeat = setInterval(() => response.write(': here\n\n'), HEARTBEAT_MS)
  request.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
  response.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
}
