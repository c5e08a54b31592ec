import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { signUpsPage } from './sign-up-queries.ts'

/** Who wishes to help is called back within three days. */
const CALL_BACK_DAYS = 3
const DAY_MS = 86_400_000
/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

export async function signUpsToday(context: RequestContext): Promise<TodayRow[]> {
  const orgIds = [...scopeOf(context.actor, 'sign-up.answer').orgs]
  if (orgIds.length === 0) return []
  const { rows } = await signUpsPage(context.tx, { orgIds, state: 'received', offset: 0, limit: SHOWN_MAX })
  return rows.map((row) => ({
    id: `sign-up-${row.id}`,
    kind: 'sign-up',
    recordId: row.id,
    title: `想当志愿者 ${row.number}`,
    detail: '请回电话，谈好后登记',
    dueAt: new Date(row.signed_up_at.getTime() + CALL_BACK_DAYS * DAY_MS).toISOString(),
    link: '/sign-ups',
  }))
}
