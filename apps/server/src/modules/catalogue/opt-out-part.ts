import { z } from 'zod'
import { definePersonPart, personOrg } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import { endOptOuts, insertOptOut, optOutsOf, withOptOuts } from './opt-out-queries.ts'
import { listServicesFor } from './read-services.ts'

/** Ids of what a merge wrote, as they come back from it. */
const Undo = z.array(z.string())

/** What a person does not want: shown with the rest, ended with the person; of two records that are one it holds for both. */
export function registerOptOutPart(): void {
  definePersonPart({
    name: 'service-opt-outs',
    label: '不需要的服务',
    export: shown,
    holds: ({ tx }, personIds) => withOptOuts(tx, personIds),
    async erase({ tx, now }, personId) {
      await endOptOuts(tx, { personId }, now)
    },
    async merge(context, { from, into }) {
      const orgId = await personOrg(context.tx, into)
      const added: string[] = []
      if (!orgId) return added
      for (const { serviceId } of await optOutsOf(context.tx, from)) {
        const id = newId()
        const row = { id, orgId, personId: into, serviceId, madeBy: null, madeAt: context.now }
        if (await insertOptOut(context.tx, row)) added.push(id)
      }
      return added
    },
    async unmerge({ tx, now }, _pair, undo) {
      await endOptOuts(tx, { ids: Undo.parse(undo ?? []) }, now)
    },
  })
}

async function shown({ tx, now }: FlowContext, personId: string): Promise<unknown> {
  const rows = await optOutsOf(tx, personId)
  const orgId = rows.length > 0 && (await personOrg(tx, personId))
  if (!orgId) return undefined
  const names = new Map((await listServicesFor(tx, orgId, dayOf(now))).map((one) => [one.id, one.content.name]))
  return rows.map((row) => ({ service: names.get(row.serviceId) ?? '', since: row.madeAt.toISOString() }))
}
