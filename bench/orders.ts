/** Whole lives of orders a second over HTTP, staff and volunteers at once, beside bare PostgreSQL; `--size full`: ten years of a street. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../apps/server/src/supervisor/embedded-postgres.ts'
import { newDataDir, type RunningYimi, startYimi } from '../e2e/running-yimi.ts'
import { databaseUrl } from '../e2e/yimi-database.ts'
import { difference, rowsWritten, type Written, writeBare } from './bare-rows.ts'
import { machine, percentile, report } from './machine.ts'
import {
  inParallel,
  liveOne,
  openStreet,
  plantStreet,
  type Size,
  type Street,
  type Times,
  WRITES,
} from './order-lives.ts'
import { logReadably, type Recorded, record, replay } from './replay.ts'

const SIZES = {
  small: { residents: 300, orders: 300, staff: 10, volunteers: 20, lives: 200, recorded: 60 },
  full: { residents: 100_000, orders: 200_000, staff: 100, volunteers: 1_000, lives: 300, recorded: 100 },
} satisfies Record<string, Size & { recorded: number }>
const name = process.argv.includes('full') ? 'full' : 'small'
// `LIVES` and `RECORDED` cut a run short; the report tells them.
const { LIVES = SIZES[name].lives, RECORDED = SIZES[name].recorded } = process.env
const size = { ...SIZES[name], lives: Number(LIVES), recorded: Number(RECORDED) }
const env = { YIMI_RATE_LIMIT_FACTOR: '10000', YIMI_LOG_LEVEL: 'silent' }

type Counted = { statements: number; transactions: number }
type Measured = {
  planting: number
  times: Times
  ours: number
  replayed: number
  recorded: Counted
  bare: number
  load: number[]
  written: Written[]
}

// A folder of `YIMI_BENCH_STREET` is planted once and used again: its orders grow by those of each run.
const kept = process.env.YIMI_BENCH_STREET
const dataDir = kept ?? newDataDir()
const PLANTED = join(dataDir, 'bench-planted')
const copy = newDataDir()
let yimi: RunningYimi | undefined
try {
  const plantedAt = performance.now()
  if (!existsSync(PLANTED)) await plant()
  const planting = performance.now() - plantedAt
  // Owners and modes too: PostgreSQL refuses a folder that is not its own.
  execFileSync('cp', ['-a', '--reflink=auto', join(dataDir, 'postgres'), copy])
  logReadably(join(dataDir, 'postgres', '18'))
  yimi = await startYimi({ dataDir, env })
  const { recorded, ...measured } = await measure(yimi)
  await yimi.stop()
  const counted = {
    transactions: recorded.length,
    statements: recorded.reduce((sum, one) => sum + one.statements.length, 0),
  }
  print({ planting, ...measured, recorded: counted, replayed: await replayBare(recorded) })
} finally {
  await yimi?.stop()
  if (!kept) rmSync(dataDir, { recursive: true, force: true })
  rmSync(copy, { recursive: true, force: true })
}

async function plant(): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const planted = await startYimi({ dataDir, env })
  const pool = new pg.Pool({ connectionString: databaseUrl(planted), max: 10 })
  try {
    await plantStreet(planted, pool, size)
    writeFileSync(PLANTED, '')
  } finally {
    await pool.end()
    await planted.stop()
  }
}

async function measure(running: RunningYimi) {
  const pool = new pg.Pool({ connectionString: databaseUrl(running), max: 10 })
  try {
    const street = await openStreet(running, pool)
    await everythingSealed(pool)
    const recorded = await record(pool, join(dataDir, 'postgres', '18'), async () => {
      await liveMany(street, 0, size.recorded)
    })
    const before = await rowsWritten(pool)
    const { times, ms: ours } = await liveMany(street, size.recorded, size.lives)
    const load = loadavg().map((one) => Math.round(one))
    const written = difference(before, await rowsWritten(pool))
    const bare = await writeBare(pool, written, size.lives * WRITES)
    return { recorded, times, ours, load, written, bare }
  } finally {
    await pool.end()
  }
}

/** Each member of staff has one life under way at a time; volunteers take turns. */
async function liveMany(street: Street, first: number, count: number): Promise<{ times: Times; ms: number }> {
  const times: Times = { reads: [], writes: [], again: 0 }
  const startedAt = performance.now()
  await inParallel(
    count,
    async (at) => {
      const volunteer = street.volunteers[(first + at) % street.volunteers.length]
      if (volunteer) await liveOne(street, first + at, volunteer, times)
    },
    street.staff.length,
  )
  return { times, ms: performance.now() - startedAt }
}

/** What was planted is sealed in the first minute; in use it was sealed long ago. */
async function everythingSealed(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ open: boolean }>('select exists (select from unsealed_heads()) as open')
    if (!rows[0]?.open) return
    await new Promise((done) => setTimeout(done, 15_000))
  }
}

/** The copy of the folder from before the run, with nothing but PostgreSQL on it: how long all of it would take. */
async function replayBare(recorded: readonly Recorded[]): Promise<number> {
  const postgres = await startPostgres({ dataDir: copy, keysDir: join(dataDir, 'keys') })
  const pool = new pg.Pool({ connectionString: postgres.adminUrl.replace('/postgres?', '/yimi?'), max: 10 })
  // Lines that are still closing when the server stops.
  pool.on('error', () => undefined)
  try {
    // The first third warms caches and plans, as the run before warmed those of the program.
    const warm = Math.floor(recorded.length / 3)
    await replay(pool, recorded.slice(0, warm))
    const timed = recorded.slice(warm)
    const ms = await replay(pool, timed)
    return (ms * recorded.length) / timed.length
  } finally {
    await pool.end()
    await postgres.stop()
  }
}

function print({ planting, times, ours, replayed, recorded, bare, load, written }: Measured): void {
  const { residents, orders, staff, volunteers, lives } = size
  const rowsOf = (one: Written) => one.inserted + one.updated
  const rows = written.reduce((sum, one) => sum + rowsOf(one), 0)
  const most = written.toSorted((a, b) => rowsOf(b) - rowsOf(a)).slice(0, 8)
  const perSecond = (ms: number, of = lives) => Math.round((of / ms) * 100_000) / 100
  const [mine, theirs] = [perSecond(ours), perSecond(replayed, size.recorded)]
  const ratio = Math.round((mine / theirs) * 1000) / 1000
  const ratioRows = Math.round((bare / ours) * 1000) / 1000
  const [readsP95, writesP95] = [times.reads, times.writes].map((ms) => Math.round(percentile(ms, 0.95)))
  const each = Math.round(recorded.statements / size.recorded)
  report(
    [
      machine(),
      `load average        ${load.join(', ')}`,
      `size                ${residents} residents, ${orders} orders before, ${staff} staff at once, ${volunteers} volunteers in turn`,
      `planted             in ${(planting / 1000).toFixed(0)} s`,
      `whole lives         ${lives} (${Math.min(lives, staff)} at once, ${size.recorded} recorded before) in ${(ours / 1000).toFixed(1)} s: ${mine} a second, each ${WRITES} writes and 4 reads`,
      `p95                 reads ${readsP95} ms, writes ${writesP95} ms; told to come again ${times.again}`,
      `bare PostgreSQL     the same ${each} statements a life in ${recorded.transactions} transactions: ${theirs} lives a second`,
      `ratio               ${ratio} of the same statements`,
      `written rows alone  ${rows} in as many transactions in ${(bare / 1000).toFixed(1)} s: ${perSecond(bare)} lives a second, ratio ${ratioRows}`,
      `rows of a life      ${most.map((one) => `${one.table} ${(rowsOf(one) / lives).toFixed(1)}`).join(', ')}`,
    ],
    {
      bench: 'orders',
      size: name,
      ...size,
      load,
      lives_per_second: mine,
      read_p95_ms: readsP95,
      write_p95_ms: writesP95,
      told_to_come_again: times.again,
      statements_a_life: each,
      rows,
      replayed_lives_per_second: theirs,
      ratio,
      rows_alone_lives_per_second: perSecond(bare),
      ratio_rows_alone: ratioRows,
    },
  )
}
