import pg from 'pg'
import type { Log } from '../log.ts'

/** What happened, by ids alone: pages fetch again what they show. */
export type BusMessage = { topic: string; orgId: string; recordId: string }
export type Bus = {
  publish(...messages: BusMessage[]): Promise<void>
  /** @returns a function that ends the subscription */
  subscribe(listener: (message: BusMessage) => void): () => void
  /** Called when effects were written to the outbox; may be called once too often, never too seldom for long. */
  onOutbox(listener: () => void): void
  close(): Promise<void>
}

const RECONNECT_MS = 1_000

/** A database that is starting takes the line and says nothing yet. */
const CONNECT_TIMEOUT_MS = 5_000

/** LISTEN/NOTIFY on a connection of its own, opened again when it breaks. `mayBeAway`: the first one too is tried until it stands. */
export async function openBus(options: { url: string; log: Log; mayBeAway?: boolean }): Promise<Bus> {
  const listeners = new Set<(message: BusMessage) => void>()
  const outboxListeners = new Set<() => void>()
  let client: pg.Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    })
    next.on('error', () => reconnect(next))
    next.on('end', () => reconnect(next))
    next.on('notification', (note) => hear(note.channel, note.payload ?? ''))
    await next.connect()
    await next.query('listen yimi_bus; listen yimi_outbox')
    client = next
    // Whatever was written while nobody listened is looked for at once.
    for (const listener of outboxListeners) listener()
  }

  function reconnect(broken: pg.Client): void {
    if (closed || (client !== broken && client !== undefined)) return
    client = undefined
    broken.removeAllListeners()
    broken.on('error', () => undefined)
    connectLater()
  }

  function connectLater(): void {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => connect().catch(tryAgain), RECONNECT_MS)
  }

  function tryAgain(error: Error): void {
    options.log.warn({ err: error }, 'the bus is away')
    connectLater()
  }

  function hear(channel: string, payload: string): void {
    if (channel === 'yimi_outbox') for (const listener of outboxListeners) listener()
    if (channel !== 'yimi_bus') return
    const message = JSON.parse(payload) as BusMessage
    for (const listener of listeners) listener(message)
  }

  if (options.mayBeAway) await connect().catch(tryAgain)
  else await connect()
  return {
    async publish(...messages) {
      const texts = messages.map((message) => JSON.stringify(message))
      await client?.query("select pg_notify('yimi_bus', m.text) from unnest($1::text[]) as m (text)", [texts])
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onOutbox: (listener) => void outboxListeners.add(listener),
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
