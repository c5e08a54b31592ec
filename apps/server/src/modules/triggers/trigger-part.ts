import { z } from 'zod'
import { listServicesFor } from '#modules/catalogue/catalogue.ts'
import { definePersonPart, personOrg } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import { arrangementsOf, endArrangements } from './arrangement-queries.ts'
import { copyPersonMarks, deleteMarks } from './mark-queries.ts'
import { deleteProposals, proposalsOfPerson } from './proposal-queries.ts'

/** Ids of the marks that a merge copied, as they come back from it. */
const Undo = z.array(z.string())

/** What comes to a person again and again, and what somebody is to be asked about. */
export function registerTriggerPart(): void {
  definePersonPart({
    name: 'arrangements',
    label: '长期约定的服务',
    export: shown,
    async holds({ tx }, personIds) {
      const held: string[] = []
      for (const id of personIds)
        if ((await arrangementsOf(tx, id)).length > 0 || (await proposalsOfPerson(tx, id)).length > 0) held.push(id)
      return held
    },
    async erase({ tx, now }, personId) {
      await endArrangements(tx, { personIds: [personId] }, now)
      await deleteProposals(tx, { personIds: [personId] })
    },
    // What one record was given the other is not given again.
    merge: ({ tx }, { from, into }) => copyPersonMarks(tx, from, into, newId),
    unmerge: ({ tx }, _pair, undo) => deleteMarks(tx, Undo.parse(undo ?? [])),
  })
}

async function shown({ tx, now }: FlowContext, personId: string): Promise<unknown> {
  const arrangements = await arrangementsOf(tx, personId)
  const orgId = arrangements.length > 0 && (await personOrg(tx, personId))
  if (!orgId) return undefined
  const names = new Map((await listServicesFor(tx, orgId, dayOf(now))).map((one) => [one.id, one.content.name]))
  return arrangements.map((one) => ({
    service: names.get(one.serviceId) ?? '',
    every: one.every,
    from: one.from,
    until: one.until,
  }))
}
