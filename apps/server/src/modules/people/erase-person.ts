import { destroyDataKey } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { aliasIds } from './consent-queries.ts'
import { emptyPerson, findPeople } from './people-queries.ts'
import { personParts } from './person-parts.ts'
import { deleteTokens } from './search-queries.ts'

/**
 * Records merged into it go with it. Every module's part first, then the person's key is destroyed and the columns emptied. The chain of events stays and
 * checks. The reason is kept under the record's own key, which stays.
 * @throws Refusal `not-found` for somebody outside the scope, or erased before
 */
export async function erasePerson(context: FlowContext, id: string, reason: string): Promise<void> {
  const [person] = await findPeople(context.tx, [id])
  if (!person || person.erased_at) throw new Refusal('not-found')
  for (const alias of await aliasIds(context.tx, id)) {
    for (const part of personParts()) await part.erase(context, alias)
    await deleteTokens(context.tx, alias)
    await destroyDataKey(context.tx, { kind: 'person', id: alias }, context.now)
    await emptyPerson(context.tx, alias, context.now)
  }
  await recordAct(context, { kind: 'person', recordId: id, orgId: person.org_id, act: 'erase', detail: { reason } })
}
