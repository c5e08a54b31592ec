import type { Answerable } from '@yimi/contract/order.ts'
import { accountPeople } from '#modules/accounts/accounts.ts'
import { contactsForDelivery } from '#modules/people/people.ts'
import { withMoreOrgs, withRole } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'

/** Named persons by account, with the telephone at their desk; where none is on file the one that the station answers. */
export async function answerablesOf(
  context: Pick<FlowContext, 'tx' | 'keyring'>,
  accountIds: readonly (string | null)[],
  stationTelephone: string | null,
): Promise<Map<string, Answerable>> {
  const { tx, keyring } = context
  const ids = [...new Set(accountIds.filter((id) => id !== null))]
  if (ids.length === 0) return new Map()
  const accounts = await withRole(tx, 'yimi_jobs', () => accountPeople(tx, ids))
  const people = ids.flatMap((id) => accounts.get(id) ?? [])
  const contacts = await withMoreOrgs(
    tx,
    people.map((one) => one.orgId),
    () =>
      contactsForDelivery(
        tx,
        keyring,
        people.map((one) => one.personId),
      ),
    { people: true },
  )
  return new Map(
    people.map(({ accountId, personId, name }) => {
      const own = contacts.get(personId) ?? ''
      return [accountId, { accountId, name, telephone: /^[\d\s+-]{5,20}$/.test(own) ? own : (stationTelephone ?? '') }]
    }),
  )
}
