/** For tests and the drill: tables with totals, districts, running months and three ways crossed, mostly of small counts. */
import fc from 'fast-check'
import { crossTable, type Dimension } from './cross-table.ts'
import { type Publication, withhold } from './withhold.ts'

export const THRESHOLD = 5

function singles(leaves: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(leaves.map((leaf) => [leaf, [leaf]]))
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) => `${name}${place}`)
}

/** The leaves and their total. */
export function tableOf(name: string, count: number): Dimension {
  const leaves = numbered(name, count)
  return { name, leaves, groups: { [`all-${name}`]: leaves, ...singles(leaves) } }
}

/** Stations, two districts of them, and their total. */
function stations(count: number): Dimension {
  const leaves = numbered('station', count)
  const groups = { district: leaves, left: leaves.slice(0, 2), right: leaves.slice(2), ...singles(leaves) }
  return { name: 'station', leaves, groups }
}

/** At each month's end all since the year began: a month alone is never printed. */
export function monthsSinceJanuary(count: number): Dimension {
  const leaves = numbered('m', count)
  const groups = Object.fromEntries(leaves.map((leaf, place) => [`until-${leaf}`, leaves.slice(0, place + 1)]))
  return { name: 'month', leaves, groups }
}

const shapes: readonly (readonly Dimension[])[] = [
  [tableOf('answer', 4)],
  [stations(4), tableOf('answer', 3)],
  [stations(3), tableOf('answer', 2), monthsSinceJanuary(2)],
  [tableOf('answer', 3), monthsSinceJanuary(4)],
  [tableOf('a', 2), tableOf('b', 3), tableOf('c', 2)],
]

const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 60 }))

export const publications: fc.Arbitrary<Publication> = fc
  .constantFrom(...shapes)
  .map((dimensions) => crossTable(dimensions))
  .chain(({ size, cells }) =>
    fc
      .array(count, { minLength: size, maxLength: size })
      .map((counts): Publication => ({ counts, cells, threshold: THRESHOLD })),
  )

/** About half of the cells were printed earlier, hidden as they had to be then; the others come now. */
export const halves: fc.Arbitrary<Publication> = fc
  .tuple(publications, fc.infiniteStream(fc.boolean()))
  .map(([publication, coins]) => {
    const first = publication.cells.filter(() => coins.next().value === true)
    const { withheld } = withhold({ ...publication, cells: first })
    const out = new Set(first.map((cell) => cell.id).filter((id) => !withheld.has(id)))
    return { ...publication, cells: publication.cells.map((cell) => ({ ...cell, isOut: out.has(cell.id) })) }
  })
