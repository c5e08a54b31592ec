import type { PrintedTable, ReleaseDraft } from '@yimi/contract/statistic.ts'
import { groupsOf, type Tables } from './build-publication.ts'
import { ALL } from './series.ts'

export type WorkedCell = ReleaseDraft['exact'][number]

/** Tables as everybody reads them. A percentage goes with either of its two numbers: from it the other could be told. */
export function printTables(wanted: Tables, cells: readonly WorkedCell[]): PrintedTable[] {
  return wanted.tables.map(({ name, title, over }) => {
    const own = cells.filter((cell) => cell.table === name)
    const printed = new Map(own.map((cell) => [cell.at.join('|'), cell.why === null ? cell.value : null]))
    return {
      name,
      title,
      axes: over.map((dimension) => ({
        name: dimension,
        label: wanted.dimensions.find((one) => one.name === dimension)?.label ?? '',
        groups: groupsOf(wanted.dimensions, dimension).map(({ id, label }) => ({ id, label })),
      })),
      cells: own.map(({ at }) => {
        const value = printed.get(at.join('|')) ?? null
        const whole = printed.get([...at.slice(0, -1), ALL].join('|')) ?? null
        const isWhole = at.at(-1) === ALL
        return {
          at,
          value,
          percent: isWhole || value === null || !whole ? null : Math.round((value / whole) * 1000) / 10,
        }
      }),
    }
  })
}
