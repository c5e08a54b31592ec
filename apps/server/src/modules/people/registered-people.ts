import { destroyDataKeys } from '#platform/crypto/data-keys.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { personParts } from './person-parts.ts'
import type { NewResident } from './register-people.ts'
import { emptyRegistrations, findByIndexes, findUntouched } from './registered-queries.ts'
import { contactIndex, idNumberIndex, nameIndex } from './seal-person.ts'

/** How somebody on a list is like somebody who is registered in the station. */
export type RegisteredLikeness = 'same-number' | 'same-name-and-more' | 'none'

/** For some hundreds at once, in the order given: the same identity number; or the same name with birth date or telephone. */
export async function findRegistered(
  context: FlowContext,
  orgId: string,
  residents: readonly NewResident[],
): Promise<RegisteredLikeness[]> {
  const { tx, keyring } = context
  const asked = residents.map(({ name, idNumber, contact, birthDate }) => ({
    number: idNumber ? idNumberIndex(keyring, idNumber).toString('hex') : undefined,
    name: nameIndex(keyring, name).toString('hex'),
    contact: contact ? contactIndex(keyring, contact).toString('hex') : undefined,
    birthDate,
  }))
  const bytes = (texts: readonly (string | undefined)[]) =>
    texts.flatMap((text) => (text === undefined ? [] : [Buffer.from(text, 'hex')]))
  const rows = await findByIndexes(tx, orgId, {
    idNumbers: bytes(asked.map((one) => one.number)),
    names: bytes(asked.map((one) => one.name)),
  })
  const numbers = new Set(rows.map((row) => row.id_number_index?.toString('hex')))
  const more = new Set(
    rows.flatMap((row) => {
      const name = row.name_index?.toString('hex')
      return [`${name} ${row.birth_date}`, `${name} ${row.contact_index?.toString('hex')}`]
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
  const held = new Set<string>()
  for (const part of personParts()) for (const id of (await part.holds?.(context, ids)) ?? []) held.add(id)
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
