import type { HeldHours, listHeldHours, moveHeldHours } from '@yimi/contract/late-hours.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { listedVolunteers, namesOf, withOrgs } from '#modules/teams/teams.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findHeld, type HeldRow, heldPage } from './held-queries.ts'
import { heldHoursRules } from './held-rules.ts'

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listHeldHours>,
): Promise<RouteAnswer<typeof listHeldHours>> {
  const page = await heldPage(context.tx, { ...query, orgIds: [...(context.scope?.orgs ?? [])] })
  return { items: await answersOf(context, page.rows), total: page.total }
}

export async function moveOne(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveHeldHours>,
): Promise<HeldHours> {
  const row = await findHeld(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  const { reason } = body
  await move(context, heldHoursRules, {
    recordId: id,
    orgId: row.org_id,
    move: body.move,
    ...(body.move === 'refuse' ? { needs: { reason }, detail: { reason } } : {}),
  })
  const after = await findHeld(context.tx, id)
  const [answer] = after ? await answersOf(context, [after]) : []
  if (!answer) throw new ProgramFault('held hours gave no answer')
  return answer
}

async function answersOf(context: RequestContext, rows: readonly HeldRow[]): Promise<HeldHours[]> {
  const { tx, actor, today } = context
  const orgs = rows.map((row) => row.org_id)
  const units = await orgNames(tx, orgs, today)
  const people = await namesOf(
    context,
    rows.map((row) => ({ personId: row.person_id, orgId: row.volunteer_org_id })),
  )
  const accounts = await accountNames(
    tx,
    rows.flatMap((row) => row.recorded_by ?? []),
  )
  const listed = await withOrgs(
    context,
    rows.map((row) => row.volunteer_org_id),
    () => listedVolunteers(tx, { ids: rows.map((row) => row.volunteer_id) }),
  )
  const numbers = new Map(listed.map((one) => [one.id, one.number]))
  return rows.map((row) => ({
    id: row.id,
    volunteerId: row.volunteer_id,
    volunteerNumber: numbers.get(row.volunteer_id) ?? '',
    name: people.get(row.person_id)?.name ?? '',
    orgName: units.get(row.org_id) ?? '',
    source: row.source_kind,
    day: row.day,
    from: row.from.toISOString(),
    until: row.until.toISOString(),
    minutes: row.minutes_counted,
    content: row.content,
    reasons: row.reasons,
    flags: row.flags,
    review: row.review,
    recordedBy: accounts.get(row.recorded_by ?? '') ?? '',
    recordedAt: row.recorded_at.toISOString(),
    state: row.state,
    availableMoves: availableMoves(heldHoursRules, row, actor).filter(
      () => row.recorded_by !== actor.accountId && row.person_id !== actor.personId,
    ),
  }))
}
