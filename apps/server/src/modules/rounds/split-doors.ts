/** A door as it is laid on sheets; in building order when it is given. */
export type DoorToSplit = { id: string; gridId: string | null; entranceId: string | null }

/** A sheet may be this much longer than asked, where that keeps an entrance whole. */
const STRETCH = 1.15
/** And is begun anew before an entrance that would not fit, once it is this full. */
const FULL_ENOUGH = 0.6

/**
 * Lays doors on sheets of about `size`, in the order given. A sheet stays within one grid; an entrance is cut only where it
 * is longer than a sheet, or the sheet before it would be nearly empty.
 */
export function splitDoors<Door extends DoorToSplit>(doors: readonly Door[], size: number): Door[][] {
  const byGrid = [...Map.groupBy(doors, (door) => door.gridId ?? '').values()]
  return byGrid.flatMap((grid) => splitGrid(grid, evenSize(grid.length, size)))
}

/** Of 91 doors at 45 two sheets of 46 rather than three. */
function evenSize(doors: number, size: number): number {
  const sheets = Math.max(1, Math.ceil(doors / (size * STRETCH)))
  return Math.ceil(doors / Math.max(sheets, Math.round(doors / size), 1))
}

function splitGrid<Door extends DoorToSplit>(doors: readonly Door[], size: number): Door[][] {
  const sheets: Door[][] = []
  let sheet: Door[] = []
  const turn = () => {
    if (sheet.length > 0) sheets.push(sheet)
    sheet = []
  }
  for (const entrance of runsOf(doors)) {
    const fits = sheet.length + entrance.length <= size * STRETCH
    if (!fits && sheet.length >= size * FULL_ENOUGH) turn()
    for (const door of entrance) {
      if (!fits && sheet.length >= size) turn()
      sheet.push(door)
    }
    if (sheet.length >= size) turn()
  }
  turn()
  return sheets
}

/** Neighbours of one entrance together, as they follow one another. */
function runsOf<Door extends DoorToSplit>(doors: readonly Door[]): Door[][] {
  const runs: Door[][] = []
  let last: string | null | undefined
  for (const door of doors) {
    if (door.entranceId !== null && door.entranceId === last) runs.at(-1)?.push(door)
    else runs.push([door])
    last = door.entranceId
  }
  return runs
}
