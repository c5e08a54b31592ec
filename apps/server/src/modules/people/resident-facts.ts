import { doorOf, readDwellings } from '#modules/ground/ground.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { currentHomes } from './household-queries.ts'
import { openField, type Reading } from './read-residents.ts'
import { findResidents, findResidentsByIndex, type ResidentRow } from './resident-queries.ts'
import { contactIndex, idNumberIndex } from './seal-person.ts'

/** What other modules plan by: no numbers, no address of the register, no marks. */
export type ResidentFacts = {
  id: string
  orgId: string
  name: string
  sex: ResidentRow['sex']
  /** The registered day: eligibility by age counts from it. */
  birthDate: string | null
  /** The day that is celebrated; `day` null: only the month is known. */
  birthday: { calendar: 'solar' | 'lunar'; month: number; day: number | null; leap: boolean } | null
  status: ResidentRow['status']
  contactMasked: string
  householdId: string | null
  dwellingId: string | null
  gridId: string | null
  door: string
  /** Building order; null without a door: last. */
  sortKey: string | null
}

/** Residents that the transaction may see, by id. */
export async function readResidents(context: Reading, ids: readonly string[]): Promise<Map<string, ResidentFacts>> {
  const rows = await findResidents(context.tx, ids)
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', ids)
  const homes = new Map((await currentHomes(context.tx, ids)).map((home) => [home.person_id, home]))
  const doors = await readDwellings(
    context.tx,
    [...homes.values()].map((home) => home.dwelling_id),
  )
  return new Map(
    rows.map((row) => {
      const key = keys.get(row.id)
      const home = homes.get(row.id)
      const door = home && doors.get(home.dwelling_id)
      const { birthday_calendar: calendar, birthday_month: month } = row
      return [
        row.id,
        {
          id: row.id,
          orgId: row.org_id,
          name: key ? openField(row, key, 'name') : '',
          sex: row.sex,
          birthDate: row.birth_date,
          birthday: calendar && month ? { calendar, month, day: row.birthday_day, leap: row.birthday_leap } : null,
          status: row.status,
          contactMasked: row.contact_masked,
          householdId: home?.household_id ?? null,
          dwellingId: home?.dwelling_id ?? null,
          gridId: door?.gridId ?? null,
          door: doorOf(door?.labels ?? []),
          sortKey: door?.sortKey ?? null,
        },
      ]
    }),
  )
}

/** Ids of the residents of these organisations with exactly this number or telephone, however written. */
export function findResidentsByNumber(
  context: Reading,
  orgIds: readonly string[],
  by: { idNumber?: string; contact?: string },
): Promise<string[]> {
  return findResidentsByIndex(context.tx, orgIds, {
    idNumber: by.idNumber ? idNumberIndex(context.keyring, by.idNumber) : undefined,
    contact: by.contact ? contactIndex(context.keyring, by.contact) : undefined,
  })
}
