import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  mergeOrganisation,
  moveOrganisation,
  renameOrganisation,
} from '@yimi/contract/organisation.ts'
import { dayOf } from '#platform/clock.ts'
import type { Database, Tx } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { create } from './create-organisation.ts'
import { mergeInto } from './merge-organisation.ts'
import { moveBelow } from './move-organisation.ts'
import { allOrganisationIds, findOrganisation, findParent, findTop, namesOn } from './organisation-queries.ts'
import { listOn, readWithHistory } from './read-organisations.ts'
import { rename } from './rename-organisation.ts'

export { isPartnerKind, outsideBody, partnerKindLabels } from './outside-body.ts'
export { plantOrganisation } from './plant-organisation.ts'

/** The tree of units and the outside bodies: dated, never overwritten. */
export function organisationOperations(_services: Services): Operation[] {
  return [
    implement(listOrganisations, (context, { query }) => listOn(context, query.on)),
    implement(getOrganisation, (context, { params }) => readWithHistory(context, params.id)),
    implement(createOrganisation, (context, { body }) => create(context, body)),
    implement(renameOrganisation, (context, { params, body }) => rename(context, params.id, body)),
    implement(moveOrganisation, (context, { params, body }) => moveBelow(context, params.id, body)),
    implement(mergeOrganisation, (context, { params, body }) => mergeInto(context, params.id, body)),
  ]
}

/** Names by id as of the day (today when absent), any organisation of the installation. */
export function orgNames(tx: Tx, ids: readonly string[], day = dayOf(new Date())): Promise<Map<string, string>> {
  return namesOn(tx, ids, day)
}

/** For hourly work of the program itself: one transaction that sees the rows of every organisation. */
export async function inEveryOrganisation<T>(
  database: Database,
  work: (tx: Tx, orgIds: readonly string[]) => Promise<T>,
): Promise<T> {
  const orgs = await inScope(database, { role: 'yimi_jobs' }, allOrganisationIds)
  return inScope(database, { role: 'yimi_app', orgs }, (tx) => work(tx, orgs))
}

/** The unit directly above on the day; undefined for the topmost and for outside bodies. */
export function orgAbove(tx: Tx, id: string, day: string): Promise<string | undefined> {
  return findParent(tx, id, day)
}

/** Every unit above on the day, the nearest first. */
export async function unitsAbove(tx: Tx, id: string, day: string): Promise<string[]> {
  const above: string[] = []
  for (let next = await findParent(tx, id, day); next && !above.includes(next); next = await findParent(tx, next, day))
    above.push(next)
  return above
}

/** The unit that nothing is above; undefined only in an empty installation. */
export function topUnit(tx: Tx, day: string): Promise<string | undefined> {
  return findTop(tx, day)
}

/** A unit of the tree that exists on the day, with its level's code; outside bodies are none. */
export async function findUnit(
  tx: Tx,
  id: string,
  day: string,
): Promise<{ id: string; name: string; level: string | null } | undefined> {
  const org = await findOrganisation(tx, id, day)
  if (!org || org.outside || day < org.from || (org.until !== null && day > org.until)) return undefined
  return { id: org.id, name: org.name, level: org.level }
}
