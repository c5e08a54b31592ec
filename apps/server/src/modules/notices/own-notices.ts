import type { chooseNotices, listOwnNotices, OwnNotice, readOwnNotices } from '@yimi/contract/notice.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { personOrg } from '#modules/people/people.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { deleteStop, findStops, insertStop, markRead, type NoticeRecord, ownNotices } from './notice-queries.ts'
import { wordsContext } from './tell.ts'

export async function listOwn(
  context: RequestContext,
  query: RouteQuery<typeof listOwnNotices>,
): Promise<RouteAnswer<typeof listOwnNotices>> {
  const personId = ownPerson(context)
  const page = await ownNotices(context.tx, personId, query)
  const keys = await dataKeysById(
    context.tx,
    context.keyring,
    page.rows.map((row) => row.key_id),
  )
  return {
    items: page.rows.map((row) => ownNotice(row, keys.get(row.key_id)?.open(row.words_enc, wordsContext(row.id)))),
    total: page.total,
    unread: page.unread,
    optedOut: (await findStops(context.tx, [personId])).length > 0,
  }
}

export async function readOwn(
  context: RequestContext,
  { ids }: RouteBody<typeof readOwnNotices>,
): Promise<RouteAnswer<typeof readOwnNotices>> {
  const personId = ownPerson(context)
  await markRead(context.tx, personId, ids, context.now)
  return { unread: (await ownNotices(context.tx, personId, { offset: 0, limit: 1 })).unread }
}

/** What lies in the list, and what somebody asked for, still comes. */
export async function choose(
  context: RequestContext,
  { optedOut }: RouteBody<typeof chooseNotices>,
): Promise<RouteAnswer<typeof chooseNotices>> {
  const personId = ownPerson(context)
  const orgId = await personOrg(context.tx, personId)
  if (!orgId) throw new ProgramFault('an account without a person')
  const was = (await findStops(context.tx, [personId])).length > 0
  if (was === optedOut) return { optedOut }
  await takeScope(context.tx, { role: 'yimi_app', personId, orgs: [orgId] })
  if (optedOut) await insertStop(context.tx, { person_id: personId, org_id: orgId, since: context.now })
  else await deleteStop(context.tx, personId)
  await recordAct(context, { kind: 'notice', recordId: personId, orgId, act: optedOut ? 'opt-out' : 'opt-in' })
  return { optedOut }
}

function ownPerson(context: RequestContext): string {
  if (!context.actor.personId) throw new ProgramFault('a session without a person')
  return context.actor.personId
}

function ownNotice(row: NoticeRecord, opened: string | undefined): OwnNotice {
  const words = JSON.parse(opened ?? '{}') as { title?: string; body?: string; href?: string }
  return {
    id: row.id,
    title: words.title ?? '',
    body: words.body ?? '',
    href: words.href ?? '',
    urgent: row.urgent,
    madeAt: row.made_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }
}
