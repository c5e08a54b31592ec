import type { PublishableCell } from './withhold.ts'

/** One way to divide what is counted: the leaves part everybody, a group names some of the leaves. */
export type Dimension = {
  readonly name: string
  readonly leaves: readonly string[]
  /** What is printed: a leaf under its own name, a district with its stations' leaves, a running total with its months'. */
  readonly groups: Readonly<Record<string, readonly string[]>>
}

/**
 * All cells of a table crossed from the dimensions, totals being groups of all leaves, and how many atoms there are.
 * Atoms are numbered with the last dimension running fastest.
 */
export function crossTable(dimensions: readonly Dimension[]): { size: number; cells: PublishableCell[] } {
  let cells: { id: string; atoms: number[] }[] = [{ id: '', atoms: [0] }]
  let size = 1
  for (const { leaves, groups } of dimensions) {
    size *= leaves.length
    const members = Object.entries(groups).map(
      ([group, names]) => [group, names.map((leaf) => placeOf(leaves, leaf))] as const,
    )
    cells = cells.flatMap(({ id, atoms }) =>
      members.map(([group, places]) => ({
        id: id ? `${id}|${group}` : group,
        atoms: atoms.flatMap((atom) => places.map((place) => atom * leaves.length + place)),
      })),
    )
  }
  return { size, cells }
}

function placeOf(leaves: readonly string[], leaf: string): number {
  const place = leaves.indexOf(leaf)
  if (place < 0) throw new RangeError(`${leaf} is none of ${leaves.join(', ')}`)
  return place
}
