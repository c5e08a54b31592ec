import type { MyVisitDoor } from '@yimi/contract/visit-record.ts'

/** Doors as answers to records gave them, each with the reading of the whole list that was shown then. */
export type FreshDoors<Reading> = ReadonlyMap<string, { door: MyVisitDoor; during: Reading }>

export function withFresh<Reading>(
  before: FreshDoors<Reading>,
  doors: readonly MyVisitDoor[],
  during: Reading,
): FreshDoors<Reading> {
  return new Map([...before, ...doors.map((door) => [door.id, { door, during }] as const)])
}

/** An answer is newer than the reading it came to; a later reading counts, unless it set out before the record was there. */
export function newestOf<Reading>(read: MyVisitDoor, fresh: FreshDoors<Reading>, reading: Reading): MyVisitDoor {
  const answer = fresh.get(read.id)
  if (!answer) return read
  if (answer.during === reading) return answer.door
  return (answer.door.visitedAt ?? '') > (read.visitedAt ?? '') ? answer.door : read
}
