import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { findTeams, findUnusedTeams, insertTeam, type TeamWords, teamKinds, updateTeam } from './team-queries.ts'

/** Codes of the kinds, by what people call them: the whole label, or without the «队» at its end. */
export async function teamKindsByLabel({ tx }: Pick<FlowContext, 'tx'>): Promise<Map<string, string>> {
  const kinds = await teamKinds(tx)
  return new Map(
    kinds.flatMap(({ code, label }) => [label, label.replace(/队$/, '')].map((word) => [word, code] as const)),
  )
}

/** Names of the teams that the organisation itself has today. */
export async function teamNamesIn({ tx }: Pick<FlowContext, 'tx'>, orgId: string): Promise<Set<string>> {
  return new Set((await findTeams(tx, false)).filter((row) => row.org_id === orgId).map((row) => row.name))
}

export async function setUpTeams(context: FlowContext, orgId: string, teams: readonly TeamWords[]): Promise<string[]> {
  const made = teams.map((words) => ({ ...words, id: newId(), org_id: orgId, from_day: dayOf(context.now) }))
  for (const team of made) await insertTeam(context.tx, team)
  await recordActs(
    context,
    made.map((team) => ({ kind: 'team', recordId: team.id, orgId, act: 'create', refs: { kind: team.kind } })),
  )
  return made.map((team) => team.id)
}

/** Closes those that nobody was ever in or asked for. Answers those that stay. */
export async function withdrawTeams(context: FlowContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const unused = await findUnusedTeams(context.tx, ids)
  for (const team of unused) await updateTeam(context.tx, team.id, team, dayOf(context.now))
  await recordActs(
    context,
    unused.map((team) => ({ kind: 'team', recordId: team.id, orgId: team.org_id, act: 'close' })),
  )
  const gone = new Set(unused.map((team) => team.id))
  return new Set(ids.filter((id) => !gone.has(id)))
}
