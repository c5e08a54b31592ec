import { doorOf, readDwellings } from '#modules/ground/ground.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordActs } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import { type DoorRow, doorsOfRound, placeDoors } from './door-queries.ts'
import type { RoundRow } from './round-queries.ts'
import { sheetNumber } from './sheet-number.ts'
import { insertSheets, nextSheetNumbers } from './sheet-queries.ts'
import { splitDoors } from './split-doors.ts'

type Dwellings = Awaited<ReturnType<typeof readDwellings>>

/** The doors of a round on sheets of about this many, in building order. */
export async function layOutSheets(context: FlowContext, round: RoundRow, size: number): Promise<void> {
  const { tx } = context
  const doors = (await doorsOfRound(tx, round.id)).filter((door) => door.stopped_at === null)
  const dwellings = await readDwellings(
    tx,
    doors.flatMap((door) => door.dwelling_id ?? []),
  )
  const laid = splitDoors(
    doors.map((door) => ({
      ...door,
      gridId: dwellings.get(door.dwelling_id ?? '')?.gridId ?? null,
      entranceId: dwellings.get(door.dwelling_id ?? '')?.entranceId ?? null,
    })),
    size,
  )
  const numbers = await nextSheetNumbers(tx, laid.length)
  const sheets = laid.map((on, index) => ({
    id: newId(),
    org_id: round.org_id,
    round_id: round.id,
    number: sheetNumber(numbers[index] ?? 0),
    position: index + 1,
    area: areaOf(on, dwellings),
  }))
  await insertSheets(tx, sheets)
  await placeDoors(
    tx,
    laid.flatMap((on, index) =>
      on.map((door, place) => ({ id: door.id, sheetId: sheets[index]?.id ?? null, position: place + 1 })),
    ),
  )
  await recordActs(
    context,
    sheets.map((sheet) => ({
      kind: 'round-sheet',
      recordId: sheet.id,
      orgId: round.org_id,
      act: 'lay-out',
      refs: { roundId: round.id, number: sheet.number },
    })),
  )
}

/** Grid and first and last entrance, without a flat: 第一网格 梧桐里1号楼1单元—2号楼3单元. */
function areaOf(doors: readonly DoorRow[], dwellings: Dwellings): string {
  const of = (door: DoorRow | undefined) => dwellings.get(door?.dwelling_id ?? '')
  const entrance = (door: DoorRow | undefined) => (of(door)?.labels ?? []).slice(0, -1)
  const [first, last] = [entrance(doors[0]), entrance(doors.at(-1))]
  const common = first.findIndex((label, index) => label !== last[index])
  const rest = common < 0 ? [] : last.slice(common)
  const entrances = rest.length === 0 ? doorOf(first) : `${doorOf(first)}—${doorOf(rest)}`
  return [of(doors[0])?.gridName ?? '', entrances]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 120)
}
