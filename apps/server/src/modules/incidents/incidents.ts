import {
  addNoMatch,
  endNoMatch,
  listIncidents,
  listNoMatches,
  moveIncident,
  reportIncident,
} from '@yimi/contract/incident.ts'
import type { Tx } from '#platform/database/database.ts'
import { timedMove } from '#platform/flow/fire-timers.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { handle, listHandled } from './handle-incidents.ts'
import { incidentRules } from './incident-rules.ts'
import { letWordsGo } from './let-words-go.ts'
import { pairsApart } from './no-match-queries.ts'
import { endApart, keepApart, listApart } from './no-matches.ts'
import { report } from './report-incident.ts'

export { incidentAddresses } from './incident-rules.ts'
export { incidentsToday } from './incidents-today.ts'

/** Safeguarding: incidents with their clock, and people who must not meet. */
export function incidentOperations(
  services: Services,
  /** The number that a person answers, as the portal shows it. */
  telephoneOf: (context: RequestContext) => Promise<string | null>,
): Operation[] {
  const { jobs, keyring, clock } = services
  jobs.timers.set('incident', timedMove(incidentRules, { keyring, now: () => clock.now() }))
  jobs.hourly.set('incidents', () => letWordsGo(services))
  return [
    implement(reportIncident, (context, { body }) => report(context, telephoneOf, body)),
    implement(listIncidents, (context, { query }) => listHandled(context, query)),
    implement(moveIncident, handle),
    implement(listNoMatches, (context, { query }) => listApart(context, query)),
    implement(addNoMatch, keepApart),
    implement(endNoMatch, endApart),
  ]
}

/**
 * May these two be sent to each other, in either direction? Also against a decision above the area of the transaction, which
 * it does not see.
 */
export async function mayMeet(tx: Tx, a: string, b: string): Promise<boolean> {
  return (await pairsApart(tx, [a, b])).length === 0
}

/** The same for many at once: pairs of person ids, the smaller first, that must not meet. */
export function keptApart(tx: Tx, personIds: readonly string[]): Promise<[string, string][]> {
  return pairsApart(tx, personIds)
}
