import { expect, test } from 'vitest'
import { buildPublication, type Tables } from './build-publication.ts'
import { ALL, type SeriesDimension } from './series.ts'

function dimension(name: string, leaves: readonly string[]): SeriesDimension {
  const each = leaves.map((leaf) => ({ id: leaf, label: leaf, leaves: [leaf] }))
  return { name, label: name, leaves, groups: [...each, { id: ALL, label: '合计', leaves }] }
}

const tables = [
  { name: 'a', title: 'A', over: ['a'] },
  { name: 'ab', title: 'AB', over: ['a', 'b'] },
]
const oneMonth: Tables = {
  months: ['2026-01'],
  dimensions: [dimension('a', ['x', 'y']), dimension('b', ['u', 'v'])],
  tables,
}
const count = (a: string, b: string, number: number, month = '2026-01') => ({ month, leaves: { a, b }, count: number })
const COUNTS = [count('x', 'u', 7), count('x', 'v', 3), count('y', 'u', 9)]

test('every cell is the sum of its atoms, and the same sum in two tables is one', () => {
  const { publication, cells } = buildPublication(COUNTS, oneMonth, [], 5)
  expect(publication.counts).toEqual([7, 3, 9, 0])
  expect(cells.map((cell) => [cell.table, cell.at.join(), cell.value])).toEqual([
    ['a', 'x', 10],
    ['a', 'y', 9],
    ['a', 'all', 19],
    ['ab', 'x,u', 7],
    ['ab', 'x,v', 3],
    ['ab', 'x,all', 10],
    ['ab', 'y,u', 9],
    ['ab', 'y,v', 0],
    ['ab', 'y,all', 9],
    ['ab', 'all,u', 16],
    ['ab', 'all,v', 3],
    ['ab', 'all,all', 19],
  ])
  const idOf = (at: string) => cells.filter((cell) => cell.at.join() === at).map((cell) => cell.id)
  expect(idOf('x,all')).toEqual(idOf('x'))
  expect(publication.cells).toHaveLength(9)
})

test('what was printed before counts, with the months and leaves that it had', () => {
  const wanted: Tables = {
    ...oneMonth,
    months: ['2026-01', '2026-02'],
    dimensions: [dimension('a', ['x', 'y', 'z']), dimension('b', ['u', 'v'])],
  }
  const earlier = {
    ...oneMonth,
    printed: [
      { table: 'a', at: ['x'] },
      { table: 'a', at: [ALL] },
    ],
  }
  const { publication } = buildPublication([...COUNTS, count('z', 'u', 6, '2026-02')], wanted, [earlier], 5)
  const out = publication.cells.filter((cell) => cell.isOut)
  const sums = out.map((cell) => cell.atoms.reduce((sum, atom) => sum + (publication.counts[atom] ?? 0), 0))
  expect(sums).toEqual([10, 19])
  // Two months, three by two: the leaf that came later is in none of the earlier sums.
  expect(publication.counts).toHaveLength(12)
  expect(out.map((cell) => cell.atoms.length)).toEqual([2, 4])
})

test('of very many combinations only those that occur are reckoned with', () => {
  const many = Array.from({ length: 40 }, (_, index) => `s${index}`)
  const wanted: Tables = { ...oneMonth, dimensions: [dimension('a', many), dimension('b', many)], tables }
  const { publication, cells } = buildPublication([count('s1', 's2', 8), count('s3', 's2', 4)], wanted, [], 5)
  expect(publication.counts).toEqual([8, 4])
  expect(cells.find((cell) => cell.at.join() === 's0,s0')).toMatchObject({ value: 0, id: undefined })
  expect(cells.find((cell) => cell.at.join() === 'all,s2')?.value).toBe(12)
})

test('where one dimension follows from another, a sum told in the words of either is one', () => {
  const asked: SeriesDimension = {
    ...{ name: 'b', label: 'b', leaves: ['u', 'v', 'not-asked'] },
    groups: [{ id: ALL, label: '问到的人', leaves: ['u', 'v'] }],
  }
  // Only who is an x is asked.
  const counts = [count('x', 'u', 20), count('x', 'v', 23), count('y', 'not-asked', 3)]
  const wanted: Tables = {
    ...oneMonth,
    dimensions: [dimension('a', ['x', 'y']), asked],
    tables: [
      { name: 'a', title: 'A', over: ['a'] },
      { name: 'b', title: 'B', over: ['b'] },
    ],
  }
  const idsOf = (tables: Tables) => {
    const { cells } = buildPublication(counts, tables, [], 5)
    return ['a,x', 'b,all'].map((named) => cells.find((cell) => [cell.table, ...cell.at].join() === named)?.id)
  }
  const [x, all] = idsOf({ ...wanted, dependent: true })
  expect(all).toBe(x)
  const [apart, other] = idsOf(wanted)
  expect(other).not.toBe(apart)
})
