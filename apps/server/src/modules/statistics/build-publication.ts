import type { Publication } from '@yimi/disclosure/withhold.ts'
import type { SeriesCount, SeriesDimension, SeriesTable } from './series.ts'

/** Above this many combinations only those that occur are reckoned with: fewer alternatives, so more is left out, never less. */
const WHOLE_MAX = 600

export type TableCell = { readonly table: string; readonly at: readonly string[] }
/** Tables of some months, with the dimensions as they stood when they were released. */
export type Tables = {
  readonly months: readonly string[]
  readonly dimensions: readonly SeriesDimension[]
  readonly tables: readonly SeriesTable[]
  /** As the series said it. */
  readonly dependent?: boolean
}
export type BuiltPublication = {
  readonly publication: Publication
  /** The cells of the new tables with their values and their id in the publication; undefined: nothing to hide in it. */
  readonly cells: readonly (TableCell & { readonly value: number; readonly id: string | undefined })[]
}

type Atom = { readonly month: string; readonly leaves: readonly string[]; readonly count: number }

/**
 * Everything that was printed of the same counts and everything that is to be, as one set of equations over the finest
 * counts. Cells that are the same sum are one; what is out already is out in the new tables too.
 */
export function buildPublication(
  counts: readonly SeriesCount[],
  wanted: Tables,
  earlier: readonly (Tables & { readonly printed: readonly TableCell[] })[],
  threshold: number,
): BuiltPublication {
  const names = wanted.dimensions.map((one) => one.name)
  const atoms = atomsOf(counts, names, [wanted, ...earlier])
  const out = new Set<string>()
  for (const release of earlier)
    for (const cell of release.printed) out.add(placesOf(atoms, names, release, cell).join())
  out.delete('')
  const ids = new Map([...out].map((places, index) => [places, `out${index}`]))
  const cells = cellsOf(wanted).map((cell) => {
    const places = placesOf(atoms, names, wanted, cell)
    const key = places.join()
    if (key !== '' && !ids.has(key)) ids.set(key, [cell.table, ...cell.at].join('|'))
    return { ...cell, id: ids.get(key), value: places.reduce((sum, place) => sum + (atoms[place]?.count ?? 0), 0) }
  })
  return {
    publication: {
      counts: atoms.map((atom) => atom.count),
      cells: [...ids].map(([places, id]) => ({ id, atoms: places.split(',').map(Number), isOut: out.has(places) })),
      threshold,
    },
    cells,
  }
}

export function cellsOf({ tables, dimensions }: Pick<Tables, 'tables' | 'dimensions'>): TableCell[] {
  return tables.flatMap(({ name, over }) => {
    const [first = [], second] = over.map((dimension) => groupsOf(dimensions, dimension).map((group) => group.id))
    const at = second ? first.flatMap((one) => second.map((other) => [one, other])) : first.map((one) => [one])
    return at.map((groups) => ({ table: name, at: groups }))
  })
}

export function groupsOf(dimensions: readonly SeriesDimension[], name: string): SeriesDimension['groups'] {
  return dimensions.find((one) => one.name === name)?.groups ?? []
}

/** All combinations where they are few; a leaf that only an earlier release knew is one too. */
function atomsOf(counts: readonly SeriesCount[], names: readonly string[], releases: readonly Tables[]): Atom[] {
  const months = [...new Set(releases.flatMap((one) => one.months))].sort()
  const leaves = names.map((name) => [
    ...new Set([
      ...releases.flatMap((one) => one.dimensions.find((dimension) => dimension.name === name)?.leaves ?? []),
      ...counts.flatMap((one) => one.leaves[name] ?? []),
    ]),
  ])
  const known = new Map<string, Atom>()
  for (const { month, leaves: at, count } of counts) {
    if (!months.includes(month)) continue
    const atom = { month, leaves: names.map((name) => at[name] ?? ''), count }
    const key = keyOf(atom)
    known.set(key, { ...atom, count: count + (known.get(key)?.count ?? 0) })
  }
  const size = leaves.reduce((all, one) => all * one.length, months.length)
  if (size > WHOLE_MAX || releases.some((one) => one.dependent))
    return [...known.values()].filter((atom) => atom.count > 0)
  let all = months.map((month) => ({ month, leaves: [] as string[] }))
  for (const ofDimension of leaves)
    all = all.flatMap((atom) => ofDimension.map((leaf) => ({ month: atom.month, leaves: [...atom.leaves, leaf] })))
  return all.map((atom) => known.get(keyOf(atom)) ?? { ...atom, count: 0 })
}

function placesOf(
  atoms: readonly Atom[],
  names: readonly string[],
  { months, dimensions, tables }: Tables,
  cell: TableCell,
): number[] {
  const over = tables.find((table) => table.name === cell.table)?.over ?? []
  const allowed = names.map((name) => {
    const place = over.indexOf(name)
    const dimension = dimensions.find((one) => one.name === name)
    const group = place < 0 ? dimension : dimension?.groups.find((one) => one.id === cell.at[place])
    return new Set(group?.leaves)
  })
  return atoms.flatMap((atom, place) =>
    months.includes(atom.month) && atom.leaves.every((leaf, index) => allowed[index]?.has(leaf)) ? [place] : [],
  )
}

function keyOf({ month, leaves }: Pick<Atom, 'month' | 'leaves'>): string {
  return [month, ...leaves].join('|')
}
