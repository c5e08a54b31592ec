import { DOOR_FACTS, DOOR_MARKS, type FactOf } from '@yimi/contract/door-fact.ts'
import { TAG_KINDS } from '@yimi/contract/person-tag.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { newId } from '#platform/new-id.ts'
import { type DoorFactRow, factsBehind, type StaleRow, staleBehind, upsertChecks } from './door-fact-queries.ts'
import { openField, type Reading } from './read-residents.ts'
import { findResidents, type ResidentRow } from './resident-queries.ts'
import { indexesOfKind, readTags } from './tags.ts'

export type FactAtDoor = FactOf & { label: string; knownOn: string; checkedBy: string | null }
/** As much of a resident as whoever stands at the door is shown. */
export type ResidentAtDoor = {
  personId: string
  name: string
  sex: ResidentRow['sex']
  phoneMasked: string
  /** Grows with each change of the record. */
  revision: number
  facts: FactAtDoor[]
}

/** Residents who live behind these doors, with what is looked at again there. */
export async function residentsAtDoors(
  context: Reading,
  dwellingIds: readonly string[],
): Promise<Map<string, ResidentAtDoor[]>> {
  const { tx, keyring, now } = context
  const rows = await factsBehind(tx, dwellingIds, markIndexes(keyring), dayOf(now))
  const personIds = [...new Set(rows.map((row) => row.person_id))]
  const residents = new Map((await findResidents(tx, personIds)).map((row) => [row.id, row]))
  const keys = await dataKeysOf(tx, keyring, 'person', personIds)
  const marked = [...new Set(rows.filter((row) => row.fact === 'mark').map((row) => row.person_id))]
  const tags = await readTags(context, marked)
  const marks = new Map([...tags.values()].flat().map((tag) => [tag.id, tag]))
  const label = (row: DoorFactRow) => {
    const mark = marks.get(row.subject_id)
    if (row.fact !== 'mark') return DOOR_FACTS[row.fact]
    return mark ? [TAG_KINDS[mark.kind].label, mark.value].filter((part) => part !== '').join('：') : ''
  }
  const found = new Map<string, ResidentAtDoor[]>()
  for (const row of rows) {
    const [person, key] = [residents.get(row.person_id), keys.get(row.person_id)]
    if (!person || !key) continue
    const here = found.get(row.dwelling_id) ?? []
    found.set(row.dwelling_id, here)
    const known = here.find((one) => one.personId === row.person_id) ?? {
      personId: row.person_id,
      name: openField(person, key, 'name'),
      sex: person.sex,
      phoneMasked: person.contact_masked,
      revision: person.revision,
      facts: [],
    }
    if (known.facts.length === 0) here.push(known)
    const tagId = row.fact === 'mark' ? row.subject_id : null
    known.facts.push({ fact: row.fact, tagId, label: label(row), knownOn: row.known_on, checkedBy: row.checked_by })
  }
  return found
}

/** Of these doors those behind which a fact was last looked at before the day, with how many. */
export function staleDoors(
  { tx, keyring, now }: Reading,
  dwellingIds: readonly string[],
  before: string,
): Promise<StaleRow[]> {
  return staleBehind(tx, dwellingIds, markIndexes(keyring), { today: dayOf(now), before })
}

/** Somebody looked, and these facts are so. */
export function checkFacts(
  { tx, now, actor }: FlowContext,
  orgId: string,
  facts: readonly (FactOf & { personId: string })[],
  on: string,
): Promise<void> {
  const checks = facts.map(({ personId, fact, tagId }) => ({
    id: newId(),
    personId,
    fact,
    subjectId: tagId ?? personId,
  }))
  return upsertChecks(tx, checks, { orgId, on, at: now, accountId: actor.accountId ?? null })
}

function markIndexes(keyring: Reading['keyring']): Buffer[] {
  return DOOR_MARKS.flatMap((kind) => indexesOfKind(keyring, kind))
}
