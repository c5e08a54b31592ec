import type { TodayRow } from '@yimi/contract/today.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { ledTeams, waitingApplications } from './membership-queries.ts'
import { expiringSkills, pausedUntil } from './volunteer-queries.ts'

const DAY_MS = 86_400_000
/** Renewing a certificate takes weeks: two months before it runs out somebody is told. */
const WARN_DAYS = 60
/** An application is answered within a week. */
const ANSWER_DAYS = 7
/** As many as Today shows of one kind. */
const SHOWN_MAX = 50

/** Certificates that run out soon, who asks to join, and who wanted to be asked again. By number, without names. */
export async function teamsToday(context: RequestContext): Promise<TodayRow[]> {
  return [...(await certificateRows(context)), ...(await applicationRows(context)), ...(await pausedRows(context))]
}

async function certificateRows(context: RequestContext): Promise<TodayRow[]> {
  const orgs = [...scopeOf(context.actor, 'volunteer.change').orgs]
  if (orgs.length === 0) return []
  const by = new Date(Date.parse(context.today) + WARN_DAYS * DAY_MS).toISOString().slice(0, 10)
  return (await expiringSkills(context.tx, orgs, by, SHOWN_MAX)).map((row) => ({
    id: `certificate-${row.id}`,
    kind: 'certificate',
    recordId: row.volunteer_id,
    title: `${row.label}证书 ${row.number}`,
    detail: (row.expires_on ?? '') < context.today ? '证书已过期，暂不能承担这类服务' : '证书快到期，请提醒换证',
    dueAt: `${row.expires_on}T15:59:59.000Z`,
    link: `/volunteers/${row.volunteer_id}`,
  }))
}

/** Whoever wanted to be asked again on a day that has come. An offer: he need not come back. */
async function pausedRows(context: RequestContext): Promise<TodayRow[]> {
  const orgs = [...scopeOf(context.actor, 'volunteer.change').orgs]
  if (orgs.length === 0) return []
  return (await pausedUntil(context.tx, orgs, context.today, SHOWN_MAX)).map((row) => ({
    id: `paused-${row.id}`,
    kind: 'membership',
    recordId: row.id,
    title: `暂停到期 ${row.number}`,
    detail: '请问一声愿不愿意回来，不回来也没关系',
    dueAt: `${row.paused_until}T01:00:00.000Z`,
    link: `/volunteers/${row.id}`,
  }))
}

async function applicationRows(context: RequestContext): Promise<TodayRow[]> {
  const scope = scopeOf(context.actor, 'member.admit')
  const orgs = [...new Set([...scope.orgs, ...scope.ownOrgs])]
  if (orgs.length === 0) return []
  const { personId } = context.actor
  const led = personId ? await ledTeams(context.tx, personId, context.today) : new Set()
  const rows = (await waitingApplications(context.tx, orgs, SHOWN_MAX)).filter(
    (row) => scope.orgs.size > 0 || led.has(row.team_id),
  )
  return rows.map((row) => ({
    id: `membership-${row.id}`,
    kind: 'membership',
    recordId: row.team_id,
    title: `申请入队 ${row.name}`,
    detail: '有志愿者申请加入，请答复',
    dueAt: new Date(row.applied_at.getTime() + ANSWER_DAYS * DAY_MS).toISOString(),
    link: `/teams/${row.team_id}`,
  }))
}
