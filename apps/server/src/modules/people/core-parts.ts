import { DOOR_FACTS } from '@yimi/contract/door-fact.ts'
import { doorOf, readDwellings } from '#modules/ground/ground.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { emptyConsents } from './consent-queries.ts'
import { deleteChecks } from './door-fact-queries.ts'
import { membershipsOf } from './household-queries.ts'
import { leaveHouseholds } from './households.ts'
import { emptyLifeEvents } from './life-event-queries.ts'
import { lifeEventsOf } from './life-event-words.ts'
import { findPeople } from './people-queries.ts'
import type { PersonPart } from './person-parts.ts'
import { readChecks } from './read-checks.ts'
import { openField, readConsents } from './read-residents.ts'
import { findResidents } from './resident-queries.ts'
import { emptyTags } from './tag-queries.ts'
import { readTags } from './tags.ts'
import { emptyTies } from './tie-queries.ts'
import { tiesInClear } from './ties.ts'

/** What this module itself holds of a person. Opened acts are a part of the history, which the audit log has. */
export const CORE_PARTS: readonly PersonPart[] = [
  {
    name: 'facts',
    label: '基本信息',
    async export(context, personId) {
      const [row] = await findResidents(context.tx, [personId])
      const key = (await dataKeysOf(context.tx, context.keyring, 'person', [personId])).get(personId)
      if (!row || !key) return undefined
      const { birthday_calendar: calendar, birthday_month: month, birthday_day: day, birthday_leap: leap } = row
      return {
        name: openField(row, key, 'name'),
        sex: row.sex,
        birthDate: row.birth_date,
        birthday: calendar && { calendar, month, day, leap },
        idKind: row.id_kind,
        idNumber: openField(row, key, 'id-number'),
        contact: openField(row, key, 'contact'),
        address: openField(row, key, 'address'),
        note: openField(row, key, 'note'),
        status: row.status,
        statusOn: row.status_on,
        source: row.source,
        registeredAt: row.created_at.toISOString(),
      }
    },
    // its columns are emptied with the person itself
    erase: () => Promise.resolve(),
  },
  {
    name: 'household',
    label: '住处和家庭',
    async export(context, personId) {
      const rows = await membershipsOf(context.tx, [personId])
      const doors = await readDwellings(
        context.tx,
        rows.map((row) => row.dwelling_id),
      )
      return rows.length === 0
        ? undefined
        : rows.map((row) => ({
            door: doorOf(doors.get(row.dwelling_id)?.labels ?? []),
            role: row.role,
            from: row.valid_from,
            until: row.valid_until,
          }))
    },
    async erase(context, personId) {
      const [person] = await findPeople(context.tx, [personId])
      if (person) await leaveHouseholds(context, [{ personId, orgId: person.org_id }], dayOf(context.now))
    },
  },
  {
    name: 'tags',
    label: '标签',
    export: async (context, personId) => nothingAs((await readTags(context, [personId])).get(personId)),
    erase: (context, personId) => emptyTags(context.tx, personId, context.now),
  },
  {
    name: 'consents',
    label: '同意记录',
    export: async (context, personId) => nothingAs(await readConsents(context, personId)),
    erase: (context, personId) => emptyConsents(context.tx, personId, context.now),
  },
  {
    name: 'ties',
    label: '监护人、紧急联系人和代办家人',
    export: async (context, personId) => nothingAs(await tiesInClear(context, personId)),
    erase: (context, personId) => emptyTies(context.tx, personId, dayOf(context.now)),
  },
  {
    name: 'life-events',
    label: '人生大事',
    export: async (context, personId) => nothingAs(await lifeEventsOf(context, [personId])),
    erase: (context, personId) => emptyLifeEvents(context.tx, personId),
  },
  {
    name: 'fact-checks',
    label: '信息核对日期',
    async export(context, personId) {
      const checks = await readChecks(context, personId)
      return nothingAs(checks.map(({ fact, tagId, on }) => ({ fact: DOOR_FACTS[fact], tagId, on })))
    },
    erase: (context, personId) => deleteChecks(context.tx, personId),
  },
]

function nothingAs<T>(items: readonly T[] | undefined): readonly T[] | undefined {
  return items && items.length > 0 ? items : undefined
}
