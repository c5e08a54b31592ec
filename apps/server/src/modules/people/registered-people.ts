import { destroyDataKeys } from '#platform/crypto/data-keys.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { heldPeople } from './held-people.ts'
import type { NewResident } from './register-people.ts'
import { emptyRegistrations, findByIndexes, findUntouched } from './registered-queries.ts'
import { contactIndexes, idNumberIndexes, nameIndexes } from './seal-person.ts'

/** How somebody on a list is like somebody who is registered in the station. */
export type RegisteredLikeness = 'same-number' | 'same-name-and-more' | 'none'

/** For some hundreds at once, in the order given: the same identity number; or the same name with birth date or telephone. */
export async function findRegistered(
  context: FlowContext,
  orgId: string,
  residents: readonly NewResident[],
): Promise<RegisteredLikeness[]> {
  const { tx, keyring } = context
  // While a master key is changed a row may be under any that is held: compared is what the newest makes of it.
  const newestOf = new Map<string, string>()
  const newest = (indexes: readonly Buffer[]) => {
    const [first = ''] = indexes.map((index) => index.toString('hex'))
    for (const index of indexes) newestOf.set(index.toString('hex'), first)
    return first
  }
  const ofRow = (index: Buffer | null) => index && newestOf.get(index.toString('hex'))
  const indexes = residents.map(({ name, idNumber, contact }) => ({
    numbers: idNumber ? idNumberIndexes(keyring, idNumber) : [],
    names: nameIndexes(keyring, name),
    contacts: contact ? contactIndexes(keyring, contact) : [],
  }))
  const asked = indexes.map((one, place) => ({
    number: newest(one.numbers),
    name: newest(one.names),
    contact: newest(one.contacts),
    birthDate: residents[place]?.birthDate,
  }))
  const rows = await findByIndexes(tx, orgId, {
    idNumbers: indexes.flatMap((one) => one.numbers),
    names: indexes.flatMap((one) => one.names),
  })
  const numbers = new Set(rows.map((row) => ofRow(row.id_number_index)))
  const more = new Set(
    rows.flatMap((row) => {
      const name = ofRow(row.name_index)
      return [`${name} ${row.birth_date}`, `${name} ${ofRow(row.contact_index)}`]
    }),
  )
  return asked.map((one) => {
    if (one.number && numbers.has(one.number)) return 'same-number'
    const isLike =
      (one.birthDate && more.has(`${one.name} ${one.birthDate}`)) ||
      (one.contact && more.has(`${one.name} ${one.contact}`))
    return isLike ? 'same-name-and-more' : 'none'
  })
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
