import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import type { changeTeam, createTeam, listTeams, Team } from '@yimi/contract/team.ts'
import { orgAbove, orgNames } from '#modules/organisations/organisations.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { withOrgs } from './caller-scope.ts'
import { ledTeams } from './membership-queries.ts'
import { findOwnVolunteer } from './read-volunteers.ts'
import { findTeam, findTeams, insertTeam, type TeamRow, teamKinds, teamSizes, updateTeam } from './team-queries.ts'
import { withdrawStays } from './team-rules.ts'

export async function listInSight(
  context: RequestContext,
  query: RouteQuery<typeof listTeams>,
): Promise<RouteAnswer<typeof listTeams>> {
  // A volunteer has no unit's rows in sight, and may join teams of his own unit and of those above it.
  const own = await findOwnVolunteer(context)
  const units = own ? await unitsUpFrom(context.tx, own.org_id, context.today) : []
  return withOrgs(context, units, async (widened) => {
    const near = new Set([...context.actor.above, ...units])
    const rows = (await findTeams(widened.tx, query.closed === 'yes')).filter(
      (row) => context.scope?.orgs.has(row.org_id) || near.has(row.org_id),
    )
    return { items: await answerTeams(widened, rows), kinds: await teamKinds(widened.tx) }
  })
}

export async function create(context: RequestContext, body: RouteBody<typeof createTeam>): Promise<Team> {
  context.mayOn({ orgId: body.orgId })
  await requireKind(context.tx, body.kind)
  const id = newId()
  await insertTeam(context.tx, { ...body, id, org_id: body.orgId, from_day: context.today })
  await recordAct(context, { kind: 'team', recordId: id, orgId: body.orgId, act: 'create', refs: { kind: body.kind } })
  return answerTeam(context, id)
}

/** A team that is closed has nobody in it from the next day on. */
export async function change(context: RequestContext, id: string, body: RouteBody<typeof changeTeam>): Promise<Team> {
  const team = await openTeam(context, id)
  context.mayOn({ orgId: team.org_id })
  await requireKind(context.tx, body.kind)
  const lastDay = body.closed ? (team.until_day ?? context.today) : null
  await updateTeam(context.tx, id, body, lastDay)
  const closing = body.closed && team.until_day === null
  if (closing) await withdrawStays(context, { teamId: id })
  await recordAct(context, { kind: 'team', recordId: id, orgId: team.org_id, act: closing ? 'close' : 'change' })
  return answerTeam(context, id)
}

export async function openTeam(context: Pick<RequestContext, 'tx'>, id: string): Promise<TeamRow> {
  const team = await findTeam(context.tx, id)
  if (!team) throw new Refusal('not-found')
  return team
}

export async function answerTeam(context: RequestContext, id: string): Promise<Team> {
  const [team] = await answerTeams(context, [await openTeam(context, id)])
  if (!team) throw new ProgramFault('a team gave no answer')
  return team
}

/** The unit itself and those above it on the day, from the bottom up: whose teams its volunteers may join. */
export async function unitsUpFrom(tx: Tx, orgId: string, day: string): Promise<string[]> {
  const found: string[] = []
  for (let at: string | undefined = orgId; at && !found.includes(at); at = await orgAbove(tx, at, day)) found.push(at)
  return found
}

async function answerTeams(context: RequestContext, rows: readonly TeamRow[]): Promise<Team[]> {
  const { tx, actor, today } = context
  const ids = rows.map((row) => row.id)
  const sizes = await teamSizes(tx, ids)
  const mine = actor.personId ? await ledTeams(tx, actor.personId, today) : new Set()
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    kind: row.kind,
    kindLabel: row.kind_label,
    name: row.name,
    purpose: row.purpose,
    from: row.from_day,
    until: row.until_day,
    members: sizes.get(row.id) ?? 0,
    mine: mine.has(row.id),
    maySeeMembers: mine.has(row.id) || covers(scopeOf(actor, 'team.members'), actor, { orgId: row.org_id }),
    mayChange: covers(scopeOf(actor, 'team.change'), actor, { orgId: row.org_id }),
  }))
}

async function requireKind(tx: Tx, kind: string): Promise<void> {
  if (!(await teamKinds(tx)).some((one) => one.code === kind))
    throw new Refusal('bad-request', { faults: [{ path: ['kind'], message: '请从列表中选择队伍类别' }] })
}
