import { destroyDataKeys } from '#platform/crypto/data-keys.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { heldPeople } from './held-people.ts'
import type { NewResident } from './register-people.ts'
import { emptyRegistrations, findLikePlaces, findUntouched } from './registered-queries.ts'
import { contactIndexes, idNumberIndexes, nameIndexes } from './seal-person.ts'

/** How somebody on a list is like somebody who is registered in the station. */
export type RegisteredLikeness = 'same-number' | 'same-name-and-more' | 'none'

/** For some hundreds at once, in the order given: the same identity number; or the same name with birth date or telephone. */
export async function findRegistered(
  context: FlowContext,
  orgId: string,
  residents: readonly NewResident[],
): Promise<RegisteredLikeness[]> {
  const { keyring } = context
  // While a master key is changed a row may be under any that is held, and each of its columns under another one.
  const asked = residents.flatMap(({ name, idNumber, contact, birthDate = null }, place) => {
    const numbers = idNumber ? idNumberIndexes(keyring, idNumber) : []
    const contacts = contact ? contactIndexes(keyring, contact) : [null]
    return nameIndexes(keyring, name).flatMap((ofName, key) =>
      contacts.map((ofContact) => ({
        place,
        number: numbers[key] ?? null,
        name: ofName,
        birthDate,
        contact: ofContact,
      })),
    )
  })
  const likeness: RegisteredLikeness[] = residents.map(() => 'none')
  for (const { place, same_number } of await findLikePlaces(context.tx, orgId, asked))
    if (likeness[place] !== 'same-number') likeness[place] = same_number ? 'same-number' : 'same-name-and-more'
  return likeness
}

/**
 * Takes back registrations that nothing was done to since: key destroyed, columns emptied, household left; the row and its events
 * stay. Answers those that stay as they are, because they were changed or another module holds something of them.
 */
export async function withdrawResidents(context: FlowContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { tx, now } = context
  const held = await heldPeople(context, ids, 'residents')
  const free = (await findUntouched(tx, ids)).filter((row) => !held.has(row.id))
  const gone = free.map((row) => row.id)
  if (gone.length > 0) {
    await emptyRegistrations(tx, gone, now)
    await destroyDataKeys(tx, 'person', gone, now)
    await recordActs(
      context,
      free.map((row) => ({ kind: 'person', recordId: row.id, orgId: row.org_id, act: 'withdraw' })),
    )
  }
  const withdrawn = new Set(gone)
  return new Set(ids.filter((id) => !withdrawn.has(id)))
}
