import type { listBroadcastEvents } from '@yimi/contract/broadcast.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { ApplicationField, Gate } from '@yimi/contract/work-rules.ts'
import { z } from 'zod'
import { accountNames } from '#modules/accounts/accounts.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { getBroadcastRow } from './broadcast-queries.ts'
import { eventsOf } from './event-queries.ts'

const Refs = z.object({ gate: Gate.nullable().default(null), fields: z.array(ApplicationField).default([]) })
const Words = z.object({ note: z.string().default('') })

/** What happened, oldest first, with the words said; words whose key was destroyed are gone. */
export async function readEvents(
  context: RequestContext,
  id: string,
): Promise<RouteAnswer<typeof listBroadcastEvents>> {
  const row = await getBroadcastRow(context.tx, id)
  context.mayOn({ orgId: row.org_id, ownerId: row.applicant_id })
  const events = await eventsOf(context.tx, 'broadcast', id)
  const names = await accountNames(
    context.tx,
    events.flatMap((event) => event.actor_id ?? []),
  )
  const keys = await dataKeysById(
    context.tx,
    context.keyring,
    events.flatMap((event) => event.key_id ?? []),
  )
  return {
    items: events.map((event) => {
      const key = event.key_id ? keys.get(event.key_id) : undefined
      const words = event.detail && key ? key.open(event.detail, `event ${id}`) : '{}'
      return {
        seq: event.seq,
        at: event.at.toISOString(),
        actor: (event.actor_id && names.get(event.actor_id)) || (event.actor_role === 'system' ? '系统' : ''),
        move: event.move,
        toState: event.to_state,
        ...Refs.parse(event.refs),
        note: Words.parse(JSON.parse(words)).note,
      }
    }),
  }
}
