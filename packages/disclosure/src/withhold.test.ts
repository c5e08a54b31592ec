import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { crossTable } from './cross-table.ts'
import { halves, monthsSinceJanuary, publications, THRESHOLD, tableOf } from './generated-tables.ts'
import { givenAway, type Judge, loadJudge } from './judge.ts'
import { withhold } from './withhold.ts'

let judge: Judge

beforeAll(async () => {
  judge = await loadJudge()
})

describe('the judge', () => {
  it('works a small count out of a total', () => {
    const { cells } = crossTable([tableOf('answer', 3)])
    const publication = { counts: [20, 3, 9], cells, threshold: THRESHOLD }
    expect(givenAway(judge, publication, new Set(['answer1']))).toEqual(['answer1', '#1'])
    expect(givenAway(judge, publication, new Set(['answer1', 'answer2']))).toEqual([])
  })
})

describe('withhold', () => {
  it('leaves out nothing where nothing is small', () => {
    const { cells } = crossTable([tableOf('answer', 3)])
    expect(withhold({ counts: [20, 0, 9], cells, threshold: THRESHOLD })).toEqual({ withheld: new Set(), exposed: [] })
  })

  it('leaves out the small cell and the least that would give it away', () => {
    const { cells } = crossTable([tableOf('answer', 4)])
    const { withheld } = withhold({ counts: [90, 3, 9, 40], cells, threshold: THRESHOLD })
    expect([...withheld].sort()).toEqual(['answer1', 'answer2'])
  })

  it('leaves out a month whose neighbour the running total would give away', () => {
    const { cells } = crossTable([monthsSinceJanuary(2)])
    const { withheld } = withhold({ counts: [40, 2], cells, threshold: THRESHOLD })
    expect(withheld.size).toBe(1)
  })

  it('counts what is out already, and says what it cannot hide any more', () => {
    const { cells } = crossTable([monthsSinceJanuary(2)])
    const first = cells.map((cell) => ({ ...cell, isOut: cell.id === 'until-m0' }))
    expect(withhold({ counts: [40, 2], cells: first, threshold: THRESHOLD })).toEqual({
      withheld: new Set(['until-m1']),
      exposed: [],
    })
    const both = cells.map((cell) => ({ ...cell, isOut: true }))
    expect(withhold({ counts: [40, 2], cells: both, threshold: THRESHOLD })).toEqual({
      withheld: new Set(),
      exposed: ['#1'],
    })
  })

  it('hides every small count from a solver that has all that is printed', () => {
    fc.assert(
      fc.property(publications, (publication) => {
        const { withheld, exposed } = withhold(publication)
        expect(exposed).toEqual([])
        expect(givenAway(judge, publication, withheld)).toEqual([])
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('hides it too when half of the tables were printed before', () => {
    fc.assert(
      fc.property(halves, (publication) => {
        const out = publication.cells.filter((cell) => cell.isOut).map((cell) => cell.id)
        const { withheld, exposed } = withhold(publication)
        expect(out.filter((id) => withheld.has(id))).toEqual([])
        expect(exposed).toEqual([])
        expect(givenAway(judge, publication, withheld)).toEqual([])
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})
