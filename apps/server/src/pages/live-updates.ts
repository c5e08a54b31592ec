import type { FastifyInstance } from 'fastify'
import { requireSecondFactor } from '#platform/access/authorise.ts'
import type { BusMessage } from '#platform/bus/bus.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { Services } from '#platform/services.ts'
import { sessionTokenOf } from '#platform/sessions/session-cookie.ts'
import { findActor } from '#platform/sessions/session-store.ts'

const HEARTBEAT_MS = 20_000
/** A session that ended or an area that changed counts at the latest after this time. */
const LIFE_MS = 10 * 60_000
const STREAMS_MAX = 500
/** Nobody has more pages open at once than this; without it one account could take the streams of all. */
const STREAMS_OF_ONE_MAX = 20

/** `GET /api/events`: tells a page which records of its area moved, by ids alone; it then fetches what it shows. */
export function registerLiveUpdates(app: FastifyInstance, services: Services): void {
  const ends = new Map<() => void, string | undefined>()
  app.get('/api/events', { schema: { hide: true } }, async (request, reply) => {
    const token = sessionTokenOf(request)
    const now = services.clock.now()
    const actor = token
      ? await inScope(services.database, { role: 'yimi_auth' }, (tx) =>
          findActor(tx, token, now, services.clock.today()),
        )
      : undefined
    if (!actor) throw new Refusal('not-signed-in')
    requireSecondFactor(actor)
    const own = [...ends.values()].filter((accountId) => accountId === actor.accountId).length
    if (ends.size >= STREAMS_MAX || own >= STREAMS_OF_ONE_MAX) throw new Refusal('too-many-requests')
    const area = new Set(actor.orgs)
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    out.write(': open\n\n')
    const tell = (message: BusMessage) => {
      // A page that does not read is let go rather than kept in memory; it opens the stream anew by itself.
      if (out.writableLength > 64 * 1024) end()
      else if (area.has(message.orgId)) out.write(`data: ${JSON.stringify(message)}\n\n`)
    }
    const forget = services.bus.subscribe(tell)
    const heartbeat = setInterval(() => out.write(': still here\n\n'), HEARTBEAT_MS)
    const life = setTimeout(end, LIFE_MS)
    function end(): void {
      forget()
      clearInterval(heartbeat)
      clearTimeout(life)
      ends.delete(end)
      out.end()
    }
    ends.set(end, actor.accountId)
    request.raw.on('close', end)
    // Whoever left while the session was read says so no more.
    if (request.raw.destroyed) end()
  })
  app.addHook('preClose', async () => {
    for (const end of [...ends.keys()]) end()
  })
}
