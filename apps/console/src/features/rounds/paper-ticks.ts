import { newUuid } from '@yimi/contract/new-uuid.ts'
import type { SheetDoor, Tick, TickKind } from '@yimi/contract/round-sheet.ts'
import { M } from '../../messages.ts'

/** A door that nobody marked yet counts as given, as on paper most are; what is marked already is sent only when it changes. */
export function startingTicks(doors: readonly SheetDoor[]): Map<string, Tick> {
  const unmarked = doors.filter((door) => door.outcome === null)
  return new Map(unmarked.map((door) => [door.id, newTick(door.id, 'given')]))
}

/** What the row says: the mark that is being made, or the one that stands. */
export function markWords({ outcome }: Pick<SheetDoor, 'outcome'>, tick: Tick | undefined): string {
  if (tick) return M.rounds.ticks[tick.tick]
  if (outcome === 'to-verify' || outcome === 'not-given' || outcome === null) return M.rounds.toVerify
  return M.rounds.ticks[outcome]
}

/** A mark has its id from the moment it is made, so that it may be sent again. */
export function newTick(doorId: string, tick: TickKind): Tick {
  return { id: newUuid(), doorId, tick, at: new Date().toISOString() }
}
