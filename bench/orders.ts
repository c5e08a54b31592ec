/** Whole lives of orders a second over HTTP, staff and volunteers at once, beside bare PostgreSQL; `--size full`: ten years of a street. */
import { loadavg } from 'node:os'
import pg from 'pg'
import { newDataDir, startYimi } from '../e2e/running-yimi.ts'
import { databaseUrl } from '../e2e/yimi-database.ts'
import { difference, rowsWritten, type Written, writeBare } from './bare-rows.ts'
import { machine, percentile, report } from './machine.ts'
import { inParallel, liveOne, plantStreet, type Size, type Times, WRITES } from './order-lives.ts'

const SIZES: Readonly<Record<string, Size>> = {
  small: { residents: 300, orders: 300, staff: 10, volunteers: 20, lives: 200 },
  // Planted over the same routes: hours.
  full: { residents: 100_000, orders: 200_000, staff: 100, volunteers: 1_000, lives: 5_000 },
}
const name = process.argv.includes('full') ? 'full' : 'small'
const size = SIZES[name]
if (!size) throw new Error(`no such size: ${name}`)

const yimi = await startYimi({
  dataDir: newDataDir(),
  env: { YIMI_RATE_LIMIT_FACTOR: '10000', YIMI_LOG_LEVEL: 'silent' },
})
const pool = new pg.Pool({ connectionString: databaseUrl(yimi), max: 10 })
try {
  await run(size)
} finally {
  await pool.end()
  await yimi.stop()
  yimi.remove()
}

async function run(given: Size): Promise<void> {
  const plantedAt = performance.now()
  const street = await plantStreet(yimi, pool, given)
  const planting = performance.now() - plantedAt
  const before = await rowsWritten(pool)
  const times: Times = { reads: [], writes: [] }
  const startedAt = performance.now()
  // As many lives under way at once as there are volunteers: each is asked by one order at a time.
  let next = 0
  await inParallel(
    street.volunteers.length,
    async (at) => {
      const volunteer = street.volunteers[at]
      while (volunteer && next < given.lives) {
        const index = next
        next += 1
        await liveOne(street, index, volunteer, times)
      }
    },
    street.volunteers.length,
  )
  const ours = performance.now() - startedAt
  const load = loadavg().map((one) => Math.round(one))
  const written = difference(before, await rowsWritten(pool))
  const bare = await writeBare(pool, written, given.lives * WRITES)
  print({ planting, times, ours, bare, load, written })
}

type Measured = { planting: number; times: Times; ours: number; bare: number; load: number[]; written: Written[] }

function print({ planting, times, ours, bare, load, written }: Measured): void {
  const { residents = 0, orders = 0, staff = 0, volunteers = 0, lives = 0 } = size ?? {}
  const rowsOf = (one: Written) => one.inserted + one.updated
  const rows = written.reduce((sum, one) => sum + rowsOf(one), 0)
  const most = written.toSorted((a, b) => rowsOf(b) - rowsOf(a)).slice(0, 8)
  const perSecond = (ms: number) => Math.round((lives / ms) * 100_000) / 100
  const ratio = Math.round((bare / ours) * 1000) / 1000
  const [readsP95, writesP95] = [times.reads, times.writes].map((ms) => Math.round(percentile(ms, 0.95)))
  const ofFull = name === 'full' ? '' : ' (small; --size full plants ten years of a street)'
  report(
    [
      machine(),
      `load average        ${load.join(', ')}`,
      `size                ${residents} residents, ${orders} orders before, ${staff} staff, ${volunteers} volunteers at once${ofFull}`,
      `planted             in ${(planting / 1000).toFixed(0)} s`,
      `whole lives         ${lives} in ${(ours / 1000).toFixed(1)} s: ${perSecond(ours)} a second, each ${WRITES} writes and 4 reads`,
      `p95                 reads ${readsP95} ms, writes ${writesP95} ms`,
      `bare PostgreSQL     the same ${rows} rows in as many transactions in ${(bare / 1000).toFixed(1)} s: ${perSecond(bare)} lives a second`,
      `rows of a life      ${most.map((one) => `${one.table} ${(rowsOf(one) / lives).toFixed(1)}`).join(', ')}`,
      `ratio               ${ratio} of bare`,
    ],
    {
      bench: 'orders',
      size: name,
      ...size,
      load,
      lives_per_second: perSecond(ours),
      read_p95_ms: readsP95,
      write_p95_ms: writesP95,
      rows,
      bare_lives_per_second: perSecond(bare),
      ratio,
    },
  )
}
