import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { countAsked } from '@yimi/contract/visit.ts'
import { readableVersion, readCounts } from '#modules/questionnaires/questionnaires.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { doorsAsked } from './visit-queries.ts'

/** Doors that nobody opened are in the base, as is whoever answered another way. */
export async function countAskedOf(
  context: RequestContext,
  { params, query }: OperationInput<typeof countAsked>,
): Promise<RouteAnswer<typeof countAsked>> {
  const version = await readableVersion(context, params.id, query.version)
  const counts = await readCounts(context.tx, params.id, version.version)
  if (!counts) throw new Refusal('not-found')
  const {
    not_met: notMet,
    to_go: toGo,
    ...doors
  } = await doorsAsked(context.tx, version.id, [...(context.scope?.orgs ?? [])])
  const byVisit = counts.byChannel.find((one) => one.channel === 'visit')?.count ?? 0
  const otherwise = counts.answers - byVisit
  const asked = doors.doors + otherwise
  return {
    version: version.version,
    asked,
    answered: counts.answers,
    notAnswered: asked - counts.answers,
    atDoors: { ...doors, answered: byVisit, notMet, toGo, takenBack: doors.answered - byVisit },
    otherwise,
  }
}
