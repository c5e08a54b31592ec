/** Withholds small counts in 3,000 generated tables, half of them partly printed before; a solver tries to work them out. */
import { cpus, totalmem } from 'node:os'
import { halves, publications } from '@yimi/disclosure/generated-tables.ts'
import { givenAway, loadJudge } from '@yimi/disclosure/judge.ts'
import { withhold } from '@yimi/disclosure/withhold.ts'
import fc from 'fast-check'

const tables = Number(process.argv[2] ?? 3_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const judge = await loadJudge()
const found: { seed: number; table: number; given: string[] }[] = []
let hidden = 0
let withheldCells = 0
let cellCount = 0
fc.sample(fc.oneof(publications, halves), { seed, numRuns: tables }).forEach((publication, table) => {
  const { withheld, exposed } = withhold(publication)
  const given = [...exposed, ...givenAway(judge, publication, withheld)]
  if (given.length > 0) found.push({ seed, table, given })
  hidden += publication.counts.filter((count) => count > 0 && count < publication.threshold).length
  withheldCells += withheld.size
  cellCount += publication.cells.length
})
console.log(
  JSON.stringify({
    drill: 'disclosure',
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    seed,
    tables,
    smallCounts: hidden,
    cells: cellCount,
    withheld: withheldCells,
    givenAway: found,
  }),
)
process.exit(found.length === 0 ? 0 : 1)
