import type { answerJoinLink, readJoinLink } from '@yimi/contract/check-in.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { volunteerNumber } from '#modules/teams/teams.ts'
import { linkHolder } from '#platform/access/actor.ts'
import { hashSecret } from '#platform/crypto/passwords.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findCheckIn } from './check-in-queries.ts'
import { joinCorps, keysOf, openName } from './checked-members.ts'
import { findBySecret, findMember, type MemberRow } from './member-queries.ts'
import { checkedMemberRules } from './partner-rules.ts'

export async function read(
  context: RequestContext,
  { secret }: RouteBody<typeof readJoinLink>,
): Promise<RouteAnswer<typeof readJoinLink>> {
  const { row, holder } = await openLink(context, secret)
  const checkIn = await findCheckIn(context.tx, row.check_in_id)
  const names = await orgNames(context.tx, [row.org_id], context.today)
  return {
    name: openName(row, await keysOf(context, [row])),
    partnerName: checkIn?.name ?? '',
    stationName: names.get(row.org_id) ?? '',
    state: row.state,
    number: await numberOf(holder, row),
  }
}

export async function answer(
  context: RequestContext,
  { secret, move: named, contact }: RouteBody<typeof answerJoinLink>,
): Promise<RouteAnswer<typeof answerJoinLink>> {
  const { row, holder } = await openLink(context, secret)
  if (named === 'join') {
    const number = await joinCorps(holder, row, { contact })
    return { state: 'joined', number }
  }
  await move(holder, checkedMemberRules, { recordId: row.id, orgId: row.org_id, move: 'leave' })
  return { state: 'left', number: null }
}

/** @throws Refusal `link-expired` for an unknown secret as well: nothing can be probed */
async function openLink(context: RequestContext, secret: string): Promise<{ row: MemberRow; holder: FlowContext }> {
  await takeScope(context.tx, { role: 'yimi_app' })
  const found = await findBySecret(context.tx, hashSecret(secret), context.now)
  if (!found) throw new Refusal('link-expired')
  await takeScope(context.tx, { role: 'yimi_app', orgs: [found.org_id] })
  const row = await findMember(context.tx, found.id)
  if (!row) throw new Refusal('link-expired')
  const { tx, keyring, now } = context
  return { row, holder: { tx, keyring, now, actor: linkHolder(found.org_id) } }
}

async function numberOf(context: FlowContext, row: MemberRow): Promise<string | null> {
  if (row.state !== 'joined' || !row.volunteer_id) return null
  return (await volunteerNumber(context, row.volunteer_id)) ?? null
}
