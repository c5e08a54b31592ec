import type { getOrganisation, listOrganisations, OrganisationChange } from '@yimi/contract/organisation.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { answerOf } from './organisation-answer.ts'
import {
  allKinds,
  allLevels,
  findOrganisation,
  mergersOf,
  type OrganisationRow,
  organisationsOn,
  parentsOf,
  versionsOf,
} from './organisation-queries.ts'

type Change = z.output<typeof OrganisationChange>

export async function listOn(
  context: RequestContext,
  day: string | undefined,
): Promise<RouteAnswer<typeof listOrganisations>> {
  const rows = await organisationsOn(context.tx, day ?? context.today)
  return { items: rows.map(answerOf), levels: await allLevels(context.tx), kinds: await allKinds(context.tx) }
}

export async function readWithHistory(
  context: RequestContext,
  id: string,
): Promise<RouteAnswer<typeof getOrganisation>> {
  const row = await findOrganisation(context.tx, id, context.today)
  if (!row) throw new Refusal('not-found')
  return { organisation: answerOf(row), history: await historyOf(context.tx, row) }
}

/** What happened to it, oldest first. */
async function historyOf(tx: Tx, row: OrganisationRow): Promise<Change[]> {
  const versions = await versionsOf(tx, row.id)
  const parents = await parentsOf(tx, row.id)
  const firstParent = parents.find((parent) => parent.from === row.from)
  const changes: Change[] = [
    {
      on: row.from,
      what: 'created',
      name: versions[0]?.name ?? row.name,
      parentName: firstParent?.parent_name ?? null,
    },
  ]
  for (const [index, version] of versions.entries()) {
    if (index > 0 && version.name !== versions[index - 1]?.name)
      changes.push({ on: version.from, what: 'renamed', name: version.name, parentName: null })
  }
  for (const parent of parents) {
    if (parent === firstParent) continue
    const name = versions.findLast((version) => version.from <= parent.from)?.name ?? row.name
    changes.push({ on: parent.from, what: 'moved', name, parentName: parent.parent_name })
  }
  for (const merger of await mergersOf(tx, row.id))
    changes.push({ on: merger.on, what: 'merged', name: merger.name, parentName: merger.into_name })
  return changes.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
