import type { RouteAnswer } from '@yimi/contract/route.ts'
import { getToday, type TodayRow } from '@yimi/contract/today.ts'
import { unansweredInvitations } from '#modules/accounts/accounts.ts'
import { activitiesToday } from '#modules/activities/activities.ts'
import { complaintsWaiting } from '#modules/complaints/complaints.ts'
import { type FigureDefinition, readFigures } from '#modules/figures/figures.ts'
import { hoursToday } from '#modules/hours/hours.ts'
import { incidentsToday } from '#modules/incidents/incidents.ts'
import { matrixToday } from '#modules/matrix/matrix.ts'
import { privacyRequestsToday } from '#modules/my-data/my-data.ts'
import { callsToday } from '#modules/notices/notices.ts'
import { ordersToday } from '#modules/orders/orders.ts'
import { partnersToday } from '#modules/partners/partners.ts'
import { lifeEventsToday } from '#modules/people/people.ts'
import { roundsToday } from '#modules/rounds/rounds.ts'
import { signUpsToday } from '#modules/sign-ups/sign-ups.ts'
import { studioToday } from '#modules/studio/studio.ts'
import { teamsToday } from '#modules/teams/teams.ts'
import { proposalsToday } from '#modules/triggers/triggers.ts'
import { visitsToday } from '#modules/visits/visits.ts'
import { capabilitiesOf, requireSecondFactor } from '#platform/access/authorise.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { readSetupState } from './setup-state.ts'

/** What waits for the caller, by clock: what is urgent before everything else, then the nearest term, what has none at the end. */
export function todayOperations(services: Services, figures: readonly FigureDefinition[]): Operation[] {
  return [implement(getToday, (context) => readToday(context, services, figures))]
}

async function readToday(
  context: RequestContext,
  services: Services,
  figures: readonly FigureDefinition[],
): Promise<RouteAnswer<typeof getToday>> {
  requireSecondFactor(context.actor)
  const rows = [
    ...(await studioToday(context)),
    ...(await matrixToday(context)),
    ...(await complaintRows(context)),
    ...(await invitationRows(context)),
    ...(await teamsToday(context)),
    ...(await hoursToday(context)),
    ...(await roundsToday(context)),
    ...(await visitsToday(context)),
    ...(await activitiesToday(context)),
    ...(await partnersToday(context)),
    ...(await ordersToday(context)),
    ...(await proposalsToday(context)),
    ...(await lifeEventsToday(context)),
    ...(await signUpsToday(context)),
    ...(await privacyRequestsToday(context)),
    ...(await callsToday(context)),
    ...(await incidentsToday(context)),
  ]
  const mayRead = capabilitiesOf(context.actor).includes('figure.read')
  return {
    rows: rows.sort(byTerm),
    figures: mayRead ? await readFigures(context, figures) : [],
    setup: await readSetupState(services.dataFolder),
    now: context.now.toISOString(),
  }
}

async function complaintRows(context: RequestContext): Promise<TodayRow[]> {
  if (!capabilitiesOf(context.actor).includes('complaint.answer')) return []
  return (await complaintsWaiting(context)).map((complaint) => ({
    id: `complaint-${complaint.id}`,
    kind: 'complaint',
    recordId: complaint.id,
    title: `意见 ${complaint.number}`,
    detail: '请在期限内答复',
    dueAt: complaint.dueAt.toISOString(),
    link: '/complaints',
  }))
}

async function invitationRows(context: RequestContext): Promise<TodayRow[]> {
  const { accountId } = context.actor
  if (!accountId) return []
  return (await unansweredInvitations(context.tx, accountId)).map((invitation) => ({
    id: `invitation-${invitation.id}`,
    kind: 'invitation',
    recordId: invitation.id,
    title: `邀请 ${invitation.name}`,
    detail: invitation.state === 'lapsed' ? '链接已过期，可重新发送' : '还没有接受',
    dueAt: invitation.expiresAt.toISOString(),
    link: '/accounts',
  }))
}

function byTerm(a: TodayRow, b: TodayRow): number {
  return (
    Number(b.urgent ?? false) - Number(a.urgent ?? false) ||
    (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999') ||
    a.id.localeCompare(b.id)
  )
}
